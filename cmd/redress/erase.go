package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// eraseCmd erases what is personal of somebody's cases, or of one case.
type eraseCmd struct {
	stackFlag
	somebody
	AskedBy string `required:"" help:"User name of the tenant admin who asks for it."`
	Granted string `required:"" name:"granted-by" help:"User name of somebody else of legal who grants it."`
	Reason  string `required:"" help:"Why; it is kept on record."`
	GoOn    bool   `help:"Do it. Without, the cases are only named."`
}

// Help explains the sub-command.
func (eraseCmd) Help() string {
	return "Somebody's cases are found by mail, telephone or customer number as complaints are recognised; the whole table is read for it. " +
		"A case that is open or under legal hold is named and left, and the program fails. Nothing of an erasure can be undone; letters that have left, " +
		"exports that were handed out and the table's backups are not reached by it."
}

// Run names the cases or erases them.
func (c eraseCmd) Run(out io.Writer) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
	defer cancel()
	s, key, found, err := c.theirs(ctx, c.Stack)
	if err != nil {
		return err
	}
	for _, known := range found {
		fmt.Fprintf(out, "%s %s\n", known.ID, known.Phase)
	}
	if !c.GoOn {
		fmt.Fprintf(out, "%d cases; --go-on erases what is personal of them\n", len(found))
		return nil
	}
	k := s.Keeper(key)
	if err := c.erase(ctx, out, k, found); err != nil {
		return err
	}
	return k.Custody.Forget(ctx, complaint.Ref{Tenant: c.Tenant, Case: "-"}, key.People(c.Tenant, c.who()), true) // purchases of whoever never complained
}

// erase erases each case; one that cannot be does not hold up the others.
func (c eraseCmd) erase(ctx context.Context, out io.Writer, k *casework.Keeper, found []complaint.Case) error {
	var failed error
	for _, known := range found {
		if err := c.one(ctx, k, known); err != nil {
			failed = errors.Join(failed, fmt.Errorf("%s: %w", known.ID, err))
			continue
		}
		fmt.Fprintf(out, "%s erased\n", known.ID)
	}
	return failed
}

func (c eraseCmd) one(ctx context.Context, k *casework.Keeper, known complaint.Case) error {
	if !known.Erased() {
		if err := c.decide(ctx, k.Cases, known); err != nil {
			return err
		}
	}
	return k.Keep(ctx, known.Ref())
}

// decide has one ask and the other grant.
func (c eraseCmd) decide(ctx context.Context, cases *casework.Cases, known complaint.Case) error {
	orders := []casework.Order{
		{By: complaint.Actor{Role: complaint.TenantAdmin, ID: c.AskedBy}, Command: &complaint.AskErasure{Reason: c.Reason}},
		{By: complaint.Actor{Role: complaint.Legal, ID: c.Granted}, Command: &complaint.AnswerErasure{Grant: true, Reason: c.Reason}},
	}
	if known.Erasure != nil { // somebody asked at the desk
		orders = orders[1:]
	}
	for _, o := range orders {
		o.Ref = known.Ref()
		if _, err := cases.Do(ctx, o); err != nil {
			return err
		}
	}
	return nil
}
