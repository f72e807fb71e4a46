package main

import (
	"context"
	"strconv"
	"time"

	"redress/internal/apigw"
	"redress/internal/complaint"
)

// mostSince bounds what a stale command is told of; the case itself has the rest.
const mostSince = 50

// change is one command that was carried out meanwhile: who did what, without a word of what they said.
type change struct {
	Revision int            `json:"revision"`
	At       time.Time      `json:"at"`
	Command  string         `json:"command"`
	Role     complaint.Role `json:"role"`
	By       string         `json:"by,omitempty"` // user name of staff
}

// stale answers a command that was decided on an older revision with what has changed since, so that whoever sent it can see whether it
// still fits, without reading the whole case first. The ETag is the revision to decide on.
func (d *desk) stale(ctx context.Context, ref complaint.Ref, reads int, refused *complaint.Error) (apigw.Reply, error) {
	commits, err := d.history.Commits(ctx, ref)
	if err != nil {
		return apigw.Reply{}, err
	}
	since := []change{}
	for _, c := range commits[max(min(reads, len(commits)), len(commits)-mostSince):] {
		since = append(since, change{Revision: c.Revision, At: c.At, Command: c.Command, Role: c.Actor.Role, By: c.Actor.ID})
	}
	reply := apigw.ProblemWith(refused, map[string]any{"revision": len(commits), "since": since})
	reply.Headers["ETag"] = strconv.Quote(strconv.Itoa(len(commits)))
	return reply, nil
}
