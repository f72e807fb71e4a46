package main

import (
	"context"
	"io"
	"net/http"

	"redress/internal/apigw"
	"redress/internal/complaint"
	"redress/internal/promise"
	"redress/web"
)

// promised is what the public is told of how complaints are handled, for programs.
type promised struct {
	Names     map[complaint.Language]string `json:"names"`
	Contact   map[complaint.Language]string `json:"contact,omitempty"`
	Policy    string                        `json:"policy"`
	Calendar  string                        `json:"calendar"`
	Complain  string                        `json:"complain"` // where to POST a complaint
	Page      string                        `json:"page"`     // where people ask and complain
	Free      bool                          `json:"free"`     // complaining costs nothing
	Flows     []promise.Flow                `json:"flows"`
	Always    []promise.Step                `json:"always"`
	Informed  string                        `json:"informed,omitempty"`
	Remedies  []complaint.Demand            `json:"remedies"`
	Survey    promise.Survey                `json:"survey"`
	Rounds    int                           `json:"rounds"`
	Suspended bool                          `json:"suspended,omitempty"` // no new complaint is taken at present
}

// promise tells a program, or shows a browser, what the tenant's present policy promises. It changes when the policy does.
func (a *ask) promise(ctx context.Context, r *apigw.Request) (apigw.Reply, error) {
	t, err := a.pages.Book.Tenant(ctx, r.Tenant)
	if err != nil {
		return apigw.Reply{}, err
	}
	rules, err := a.pages.Book.Policy(ctx, complaint.Case{Tenant: r.Tenant})
	if err != nil {
		return apigw.Reply{}, err
	}
	p := promise.Of(rules)
	if r.WantsPage() {
		return a.promisePage(ctx, r, p)
	}
	at := t.Site + "/v1/" + t.ID
	told := promised{
		Names: t.Names, Policy: p.Policy, Calendar: p.Calendar, Complain: at + "/complaints", Page: at + "/ask", Free: true,
		Flows: p.Flows, Always: p.Always, Informed: p.Informed, Remedies: p.Remedies, Survey: p.Survey, Rounds: p.Rounds, Suspended: t.Suspended,
	}
	if t.Brand != nil {
		told.Contact = t.Brand.Contact
	}
	return apigw.JSON(http.StatusOK, told)
}

func (a *ask) promisePage(ctx context.Context, r *apigw.Request, p promise.Promise) (apigw.Reply, error) {
	set, err := a.pages.Front(ctx, r)
	if err != nil {
		return apigw.Reply{}, err
	}
	at := set.Site + "/v1/" + r.Tenant
	page := web.Promise{
		Language: set.Language, Brand: set.Brand, Look: set.Look, Here: at + "/promise", AskAt: at + "/ask?lang=" + string(set.Language),
		Always: shown(p.Always), Informed: p.Informed, Remedies: p.Remedies, After: p.Survey.After, Until: p.Survey.Until,
		Rounds: p.Rounds, Policy: p.Policy,
	}
	for _, f := range p.Flows {
		page.Flows = append(page.Flows, web.PromiseFlow{Flow: f.Flow, Steps: shown(f.Steps)})
	}
	return apigw.Page(http.StatusOK, page.Look.Policy(), func(to io.Writer) error { return web.PromisePage(to, page) })
}

func shown(steps []promise.Step) []web.PromiseStep {
	lines := make([]web.PromiseStep, len(steps))
	for i, s := range steps {
		lines[i] = web.PromiseStep(s)
	}
	return lines
}
