package main

import (
	"context"
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
	book    *casework.Book
	forms   *cabinet.Cabinet
	entries casework.EntryBook
}

func (d *desk) routes() map[string]apigw.Endpoint {
	return map[string]apigw.Endpoint{
		"GET /v1/{tenant}/desk/cases":                  d.list,
		"GET /v1/{tenant}/desk/cases/{case}":           d.show,
		"POST /v1/{tenant}/desk/cases/{case}/commands": d.command,
		"GET /v1/{tenant}/desk/cases/{case}/forms":     d.sheet,
		"GET /v1/{tenant}/desk/ledger":                 d.ledger,
		"GET /v1/{tenant}/desk/pauses":                 d.pauses,
	}
}

func (d *desk) list(ctx context.Context, r *apigw.Request) (apigw.Reply, error) {
	want, err := wanted(r.Query)
	if err != nil {
		return apigw.Reply{}, err
	}
	if want.Owner == "me" {
		want.Owner = r.Actor.ID
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
}

func (d *desk) show(ctx context.Context, r *apigw.Request) (apigw.Reply, error) {
	ref, err := refOf(r)
	if err != nil {
		return apigw.Reply{}, err
	}
	c, err := d.cases.Store.Case(ctx, ref)
	if err != nil {
		return apigw.Reply{}, err
	}
	commits, err := d.history.Commits(ctx, ref)
	if err != nil {
		return apigw.Reply{}, err
	}
	notices, err := d.history.Notices(ctx, ref)
	if err != nil {
		return apigw.Reply{}, err
	}
	return reply(c, wholeCase{
		Case: c, NextDue: c.NextDue(), NextRung: c.NextRung(), Reading: complaint.ReadingIn(commits), History: commits, Notices: notices,
	})
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
	if err != nil {
		return apigw.Reply{}, err
	}
	return reply(c, c)
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

func refOf(r *apigw.Request) (complaint.Ref, error) {
	ref := complaint.Ref{Tenant: r.Tenant, Case: r.Params["case"]}
	if !casework.ValidReference(ref.Case) {
		return ref, complaint.Errorf(complaint.NotFound, "there is no such case")
	}
	return ref, nil
}
