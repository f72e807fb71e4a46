package main

import (
	"context"
	"net/http"
	"slices"

	"redress/internal/advice"
	"redress/internal/apigw"
	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/script"
)

// desk is what staff ask.
type desk struct{ adviser *advice.Adviser }

func (d *desk) routes() map[string]apigw.Endpoint {
	return map[string]apigw.Endpoint{
		"GET /v1/{tenant}/desk/cases/{case}/advice": d.advise,
	}
}

func (d *desk) advise(ctx context.Context, r *apigw.Request) (apigw.Reply, error) {
	ask, err := askOf(r)
	if err != nil {
		return apigw.Reply{}, err
	}
	told, err := d.adviser.On(ctx, ask)
	if err != nil {
		return apigw.Reply{}, err
	}
	return apigw.JSON(http.StatusOK, told)
}

// staff may be advised; the role of a complainant, or none, may not.
var staff = []complaint.Role{
	complaint.Agent, complaint.Lead, complaint.Manager, complaint.Executive, complaint.Legal, complaint.Auditor, complaint.TenantAdmin,
}

func askOf(r *apigw.Request) (advice.Ask, error) {
	ask := advice.Ask{
		Ref:      complaint.Ref{Tenant: r.Tenant, Case: r.Params["case"]},
		Language: complaint.Language(r.Query["lang"]), Channel: script.Channel(r.Query["channel"]),
	}
	_, spoken := r.Query["lang"]
	_, way := r.Query["channel"]
	switch {
	case !slices.Contains(staff, r.Actor.Role):
		return ask, complaint.Errorf(complaint.Forbidden, "the role %s may not see advice", r.Actor.Role)
	case !casework.ValidReference(ask.Ref.Case):
		return ask, complaint.Errorf(complaint.NotFound, "there is no such case")
	case spoken && !slices.Contains(complaint.Languages, ask.Language):
		return ask, complaint.InvalidField("lang", "must be one of %v", complaint.Languages)
	case way && !slices.Contains(script.Channels, ask.Channel):
		return ask, complaint.InvalidField("channel", "must be one of %v", script.Channels)
	}
	return ask, nil
}
