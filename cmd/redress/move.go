package main

import (
	"context"
	"fmt"
	"io"
	"os/user"
	"slices"
	"text/tabwriter"
	"time"

	"redress/internal/casework"
	"redress/internal/client"
	"redress/internal/complaint"
	"redress/internal/policy"
)

// policyMove moves open cases to other rules: another version of the policy, or of the calendar when the holidays of a year
// have been announced.
type policyMove struct {
	stackFlag
	Tenant      string `required:"" help:"The tenant."`
	To          string `help:"Version of the policy; the tenant's present one unless said." placeholder:"VERSION"`
	Calendar    string `help:"Version of the calendar; the newest unless said." placeholder:"VERSION"`
	Provisional bool   `help:"Only cases with a deadline that was reckoned without a year's holidays."`
	Reason      string `required:"" help:"Why, as it is kept with each case."`
	GoOn        bool   `help:"Move them; without it nothing is changed."`
}

// Help explains the sub-command.
func (policyMove) Help() string {
	return "A case keeps the rules it was received under until somebody moves it. What would change is always shown first; " +
		"with --go-on each case is moved by a command of its own, which is on record with the reason and approves what becomes later."
}

// Run shows or makes the move.
func (c policyMove) Run(out io.Writer) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
	defer cancel()
	s, err := client.Find(ctx, c.Stack)
	if err != nil {
		return err
	}
	cases, book := s.Cases()
	m := mover{policyMove: c, cases: cases, table: tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)}
	if m.rules, err = book.Under(ctx, c.Tenant, c.To, c.Calendar); err != nil {
		return err
	}
	fmt.Fprintln(m.table, "CASE\tCLOCK\tWAS DUE\tIS DUE")
	if err := m.all(ctx, s.Table()); err != nil {
		return err
	}
	if err := m.table.Flush(); err != nil {
		return err
	}
	to, in := m.rules.Versions()
	verb := "would move"
	if c.GoOn {
		verb = "moved"
	}
	_, err = fmt.Fprintf(out, "%d of %d open cases %s to %s, %s\n", m.moved, m.seen, verb, to, in)
	return err
}

// mover moves the cases of one tenant.
type mover struct {
	policyMove
	cases       *casework.Cases
	rules       policy.Rules
	table       *tabwriter.Writer
	seen, moved int
}

// all goes through the queue, which is every open case. What is moved may change its place there, so that a case can be met
// twice; the second time there is nothing to do.
func (m *mover) all(ctx context.Context, queue casework.Queue) error {
	var open []string
	for want := (casework.Want{Limit: 100}); ; {
		page, err := queue.Queue(ctx, m.Tenant, want)
		if err != nil {
			return err
		}
		for _, b := range page.Cases {
			open = append(open, b.Case)
		}
		if want.Cursor = page.Next; page.Next == "" {
			break
		}
	}
	slices.Sort(open)
	for _, id := range slices.Compact(open) {
		if err := m.one(ctx, complaint.Ref{Tenant: m.Tenant, Case: id}); err != nil {
			return fmt.Errorf("%s: %w", id, err)
		}
	}
	return nil
}

func (m *mover) one(ctx context.Context, ref complaint.Ref) error {
	before, err := m.cases.Store.Case(ctx, ref)
	if err != nil {
		return err
	}
	m.seen++
	if m.Provisional && !slices.ContainsFunc(before.Clocks, func(k complaint.Clock) bool { return k.Open() && k.Provisional }) {
		return nil
	}
	order := casework.Order{
		Ref: ref, By: complaint.Actor{Role: complaint.TenantAdmin, ID: operator()}, Command: &complaint.AdoptRules{Reason: m.Reason},
	}
	commit, err := m.cases.Adopt(ctx, order, m.rules, !m.GoOn)
	if err != nil || len(commit.Events) == 0 {
		return err
	}
	m.moved++
	m.tell(before, before.After(commit))
	return nil
}

// operator is who runs the program, as it is kept with the commands they give.
func operator() string {
	if u, err := user.Current(); err == nil {
		return "operator:" + u.Username
	}
	return "operator"
}

// tell prints each clock that is due at another time.
func (m *mover) tell(before, after complaint.Case) {
	zone := m.rules.Calendar.Location()
	when := func(k complaint.Clock, is bool) string {
		if !is || !k.Open() {
			return "-"
		}
		return k.Due.In(zone).Format("2006-01-02 15:04")
	}
	for _, k := range after.Clocks {
		old, was := before.ClockByID(k.ID)
		if a, b := when(old, was), when(k, true); a != b {
			fmt.Fprintf(m.table, "%s\t%s\t%s\t%s\n", after.ID, k.ID, a, b)
		}
	}
}
