package main

import (
	"context"
	"errors"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	"redress/internal/apigw"
	"redress/internal/cabinet"
	"redress/internal/casework"
	"redress/internal/complaint"
)

type desk struct {
	cases   *casework.Cases
	history casework.History
	queue   casework.Queue
	waits   casework.WaitBook
	closes  casework.ClosingBook
	book    *casework.Book
	hands   *casework.Hands
	looks   casework.LookBook
	acts    casework.ActBook
	forms   *cabinet.Cabinet
	entries casework.EntryBook
}

func (d *desk) routes() map[string]apigw.Endpoint {
	return map[string]apigw.Endpoint{
		"GET /v1/{tenant}/desk/cases":                  d.list,
		"GET /v1/{tenant}/desk/cases/{case}":           d.show,
		"POST /v1/{tenant}/desk/cases/{case}/commands": d.command,
		"POST /v1/{tenant}/desk/cases/{case}/reveals":  d.reveal,
		"GET /v1/{tenant}/desk/audit":                  d.audit,
		"GET /v1/{tenant}/desk/cases/{case}/forms":     d.sheet,
		"GET /v1/{tenant}/desk/ledger":                 d.ledger,
		"GET /v1/{tenant}/desk/pauses":                 d.pauses,
		"POST /v1/{tenant}/desk/handovers":             d.handOver,
		"GET /v1/{tenant}/desk/fairness":               d.fairness,
	}
}

func (d *desk) list(ctx context.Context, r *apigw.Request) (apigw.Reply, error) {
	want, err := d.wanted(ctx, r)
	if err != nil {
		return apigw.Reply{}, err
	}
	page, err := d.queue.Queue(ctx, r.Tenant, want)
	if err != nil {
		return apigw.Reply{}, err
	}
	now := d.cases.Now()
	for i, b := range page.Cases {
		page.Cases[i].Overdue = !b.Due.IsZero() && now.After(b.Due)
	}
	return apigw.JSON(http.StatusOK, page)
}

// wholeCase is a case as staff see it.
type wholeCase struct {
	complaint.Case
	NextDue  time.Time              `json:"next_due,omitzero"`
	NextRung time.Time              `json:"next_rung,omitzero"`
	Reading  *complaint.Reading     `json:"reading,omitempty"` // the machine's, with every reason; nil before it has read
	History  []complaint.Commit     `json:"history"`
	Notices  []casework.NoticeState `json:"notices"`

	Checklist []question `json:"checklist,omitempty"` // what verify asks, while people are at work
	Parts     []partFile `json:"part_files,omitempty"`
}

func (d *desk) show(ctx context.Context, r *apigw.Request) (apigw.Reply, error) {
	c, err := d.named(ctx, r)
	if err != nil {
		return apigw.Reply{}, err
	}
	ref := c.Ref()
	commits, err := d.history.Commits(ctx, ref)
	if err != nil {
		return apigw.Reply{}, err
	}
	notices, err := d.history.Notices(ctx, ref)
	if err != nil {
		return apigw.Reply{}, err
	}
	parts, err := d.partFiles(ctx, c)
	if err != nil {
		return apigw.Reply{}, err
	}
	whole := wholeCase{
		Case: c, Parts: parts, NextDue: c.NextDue(), NextRung: c.NextRung(), Reading: complaint.ReadingIn(commits), History: unsalted(commits), Notices: notices,
		Checklist: d.checklist(ctx, c),
	}
	say, err := d.telling(ctx, c, r.Actor)
	if err != nil {
		return apigw.Reply{}, err
	}
	return reply(c, complaint.Retold(whole, say))
}

// command is what the desk may send: the name of a command, and what goes with it.
func (d *desk) command(ctx context.Context, r *apigw.Request) (apigw.Reply, error) {
	ref, err := refOf(r)
	if err != nil {
		return apigw.Reply{}, err
	}
	cmd, err := commandOf(r)
	if err != nil {
		return apigw.Reply{}, err
	}
	request, err := r.Request("desk "+ref.Case, false)
	if err != nil {
		return apigw.Reply{}, err
	}
	reads, err := readsOf(r)
	if err != nil {
		return apigw.Reply{}, err
	}
	c, err := d.cases.Do(ctx, casework.Order{Ref: ref, By: r.Actor, Command: cmd, Reads: reads, Request: request})
	var refused *complaint.Error
	if reads != 0 && errors.As(err, &refused) && refused.Kind == complaint.Stale {
		return d.stale(ctx, ref, reads, refused)
	}
	if err != nil {
		return apigw.Reply{}, err
	}
	say, err := d.telling(ctx, c, r.Actor)
	if err != nil {
		return apigw.Reply{}, err
	}
	return reply(c, complaint.Retold(c, say))
}

// reply shows a case with its revision, by which a later command can say what it was decided on.
func reply(c complaint.Case, body any) (apigw.Reply, error) {
	reply, err := apigw.JSON(http.StatusOK, body)
	reply.Headers["ETag"] = strconv.Quote(strconv.Itoa(c.Revision))
	return reply, err
}

// tagShape is a revision, with its quotes or without.
var tagShape = regexp.MustCompile(`^"?[1-9][0-9]{0,8}"?$`)

// readsOf is the revision the caller decided on, from If-Match; 0: it does not say.
func readsOf(r *apigw.Request) (int, error) {
	tag, said := r.Said("If-Match")
	if !said || tag == "*" {
		return 0, nil
	}
	if !tagShape.MatchString(tag) {
		return 0, complaint.InvalidField("If-Match", "must be the ETag of the case as you read it")
	}
	return strconv.Atoi(strings.Trim(tag, `"`))
}

// named is the case that a request names.
func (d *desk) named(ctx context.Context, r *apigw.Request) (complaint.Case, error) {
	ref, err := refOf(r)
	if err != nil {
		return complaint.Case{}, err
	}
	return d.cases.Store.Case(ctx, ref)
}

func refOf(r *apigw.Request) (complaint.Ref, error) {
	ref := complaint.Ref{Tenant: r.Tenant, Case: r.Params["case"]}
	if !casework.ValidReference(ref.Case) {
		return ref, complaint.Errorf(complaint.NotFound, "there is no such case")
	}
	return ref, nil
}
