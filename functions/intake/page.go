package main

import (
	"context"
	"io"
	"net/http"
	"strconv"

	"redress/internal/access"
	"redress/internal/apigw"
	"redress/internal/complaint"
	"redress/internal/pages"
	"redress/web"
)

// page shows the view to a browser, and says what became of the message it sent, if it sent one.
func (in *intake) page(ctx context.Context, r *apigw.Request, c complaint.Case, v view, w writing) (apigw.Reply, error) {
	set, err := in.pages.For(ctx, r, c)
	if err != nil {
		return apigw.Reply{}, err
	}
	track := in.track(set, c, v)
	track.Sent, track.Problem, track.Draft = w.sent, w.refused, w.draft
	track.Ends = endsOf(set, c, v, w)
	status := http.StatusOK
	switch {
	case w.refused, w.choosing.refused:
		status = http.StatusBadRequest
	case w.choosing.stale:
		status = http.StatusConflict
	}
	track.Chosen, track.ChoiceWrong, track.ChoiceStale, track.Demand = w.choosing.taken, w.choosing.refused, w.choosing.stale, w.choosing.demand
	return apigw.Page(status, track.Look.Policy(), func(to io.Writer) error { return web.TrackPage(to, track) })
}

func (in *intake) track(set pages.Setting, c complaint.Case, v view) web.Track {
	secret := in.key.Secret(c, access.ToFollow)
	t := web.Track{
		Language: set.Language, Brand: set.Brand, Look: set.Look, Zone: set.Zone, Reference: c.ID, Phase: c.Phase, Flow: c.Flow,
		ReceivedAt: c.ReceivedAt, Secret: secret, Once: strconv.Itoa(c.Revision),
		Here:    set.Address(c, "complaints", secret),
		WriteTo: set.Site + "/v1/" + c.Tenant + "/complaints/" + c.ID + "/messages?lang=" + string(set.Language),
	}
	if v.Plan != nil {
		t.Plan, t.Offer = v.Plan.Text, offerOf(*v.Plan)
		t.ChooseAt = set.Site + "/v1/" + c.Tenant + "/complaints/" + c.ID + "/choice?lang=" + string(set.Language)
	}
	if v.Waiting != nil {
		t.WaitsUntil = v.Waiting.Until
	}
	for _, m := range v.Milestones {
		t.Steps = append(t.Steps, web.Step{
			Name: m.Name, Due: m.Due, Met: m.Met, Late: m.Late || m.overdue(in.cases.Now()), Waits: m.Waits, Details: m.Details, What: m.What,
		})
	}
	giveFiles(&t, set, c, v)
	for _, m := range v.Messages {
		from := ""
		if m.From != complaint.Customer {
			from = set.Brand
		}
		t.Messages = append(t.Messages, web.Message{From: from, At: m.At, Text: m.Text})
	}
	return t
}

// offerOf is what the page shows of an offer.
func offerOf(p plan) web.Offer {
	o := web.Offer{Hash: p.Offer, Open: p.Open, Chosen: p.Chosen, Demand: p.Demand}
	for i, one := range p.Options {
		shown := web.Option{Number: i + 1, Remedy: one.Remedy, Text: one.Text, Amount: one.Amount, Comfort: one.Comfort}
		for _, u := range one.Promises {
			shown.Promises = append(shown.Promises, u.What)
		}
		o.Options = append(o.Options, shown)
	}
	return o
}
