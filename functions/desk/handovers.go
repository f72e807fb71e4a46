package main

import (
	"context"
	"net/http"
	"slices"

	"redress/internal/apigw"
	"redress/internal/casework"
	"redress/internal/complaint"
)

// handover is what a lead asks for: the cases of one who is away or leaves, to another or by the policy.
type handover struct {
	From   string          `json:"from"`
	To     string          `json:"to"`
	Reason string          `json:"reason"`
	Flow   complaint.Flow  `json:"flow"`
	Grade  complaint.Grade `json:"grade"`
	Cursor string          `json:"cursor"`
}

func (h handover) check() error {
	if err := complaint.CheckText("from", h.From, longestName); err != nil {
		return err
	}
	if h.To != "" {
		if err := complaint.CheckText("to", h.To, longestName); err != nil {
			return err
		}
	}
	if err := complaint.CheckText("reason", h.Reason, longestReason); err != nil {
		return err
	}
	switch {
	case h.To == h.From:
		return complaint.InvalidField("to", "must be another than from; leave it out to have the policy choose")
	case h.Flow != "" && !slices.Contains(complaint.Flows, h.Flow):
		return complaint.InvalidField("flow", "must be one of %v", complaint.Flows)
	case h.Grade != 0 && !slices.Contains(complaint.Grades, h.Grade):
		return complaint.InvalidField("grade", "must be one of %v", complaint.Grades)
	}
	return nil
}

// longestReason is how many characters the reason of an assignment may have.
const longestReason = 4000

// mayHandOver are the roles that may move others' cases.
var mayHandOver = []complaint.Role{complaint.Lead, complaint.Manager, complaint.Executive}

// handOver moves a page of somebody's cases. Asked again it moves what is left, and what was moved before is so.
func (d *desk) handOver(ctx context.Context, r *apigw.Request) (apigw.Reply, error) {
	if !slices.Contains(mayHandOver, r.Actor.Role) {
		return apigw.Reply{}, complaint.Errorf(complaint.Forbidden, "the role %s may not hand over the cases of others", r.Actor.Role)
	}
	asked, err := apigw.Decode[handover](r)
	if err == nil {
		err = asked.check()
	}
	if err != nil {
		return apigw.Reply{}, err
	}
	done, err := d.hands.Over(ctx, r.Tenant, r.Actor, casework.Handover(asked))
	if err != nil {
		return apigw.Reply{}, err
	}
	return apigw.JSON(http.StatusOK, done)
}
