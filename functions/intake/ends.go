package main

import (
	"context"
	"slices"
	"time"

	"redress/internal/apigw"
	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/pages"
	"redress/web"
)

// rejection is why a complaint was turned down, as its complainant is told.
type rejection struct {
	Reason      string    `json:"reason"`
	Recourse    []string  `json:"recourse,omitempty"`
	ObjectUntil time.Time `json:"object_until,omitzero"`
}

// rejectionOf is the rejection of a case; nil: there is none, or none that anybody has confirmed.
func rejectionOf(c complaint.Case) *rejection {
	if c.Rejection == nil || c.Rejection.Pending() {
		return nil
	}
	r := &rejection{Reason: c.Rejection.Reason, ObjectUntil: c.Rejection.ObjectUntil}
	for _, way := range c.Rejection.Recourse {
		r.Recourse = append(r.Recourse, way.Text)
	}
	return r
}

// places are the last parts of the addresses that the deeds are sent to.
var places = map[web.Deed]string{web.ToWithdraw: "withdrawal", web.ToObject: "objection", web.ToReopen: "reopening"}

// actions are what a complainant can do now about the end of the case.
func (in *intake) actions(ctx context.Context, c complaint.Case) ([]web.Deed, error) {
	now := in.cases.Now()
	switch {
	case c.Phase == complaint.Handling:
		return []web.Deed{web.ToWithdraw}, nil
	case c.Outcome == complaint.Rejected || c.Leaving == complaint.Rejected:
		if !now.After(c.Rejection.ObjectUntil) {
			return []web.Deed{web.ToObject}, nil
		}
		return nil, nil
	case c.Leaving == complaint.Withdrawn:
		return []web.Deed{web.ToReopen}, nil
	case c.Phase != complaint.Closed:
		return nil, nil
	}
	rules, err := in.cases.Rules.For(ctx, c)
	if err != nil {
		return nil, err
	}
	until, err := rules.ReopenUntil(*c.Closed)
	if err != nil || now.After(until) {
		return nil, err
	}
	return []web.Deed{web.ToReopen}, nil
}

// endsOf is what the page shows of the end of a case.
func endsOf(set pages.Setting, c complaint.Case, v view, w writing) web.Ends {
	ends := web.Ends{Sure: w.sure, Done: w.done, To: map[web.Deed]string{}}
	noRemedy := []complaint.Outcome{complaint.Rejected, complaint.Withdrawn, complaint.Agreed}
	ends.NoRemedy = slices.Contains(noRemedy, c.Outcome) || slices.Contains(noRemedy, c.Leaving)
	if v.Rejection != nil {
		ends.Rejected, ends.Recourse, ends.ObjectUntil = v.Rejection.Reason, v.Rejection.Recourse, v.Rejection.ObjectUntil
	}
	for _, deed := range v.Actions {
		ends.To[deed] = set.Site + pathOf(c) + "/" + places[deed] + "?lang=" + string(set.Language)
	}
	return ends
}

// withdrawal is what a complainant may say when they give a complaint up.
type withdrawal struct {
	Note string `json:"note"`
}

// because is why a complainant objects, or has the case taken up again.
type because struct {
	Reason string `json:"reason"`
}

// withdraw gives the complaint up. A browser's form does so only if it says that the complainant is sure; the page's first form does
// not, and is answered with the question.
func (in *intake) withdraw(ctx context.Context, r *apigw.Request) (apigw.Reply, error) {
	if !r.Form {
		said, err := apigw.Decode[withdrawal](r)
		if err != nil {
			return apigw.Reply{}, err
		}
		return in.do(ctx, r, r.Secret(), web.ToWithdraw, &complaint.Withdraw{Note: said.Note})
	}
	form, err := apigw.DecodeForm(r)
	if err != nil {
		return apigw.Reply{}, err
	}
	if form.Get("sure") == "yes" {
		return in.do(ctx, r, form.Get("secret"), web.ToWithdraw, &complaint.Withdraw{Note: form.Get("note")})
	}
	c, err := in.open(ctx, r, form.Get("secret"))
	if err == nil {
		err = complaint.Check(&complaint.Withdraw{Note: form.Get("note")})
	}
	if err != nil {
		return apigw.Reply{}, err
	}
	return in.show(ctx, r, c, writing{sure: true})
}

// object does not accept a rejection.
func (in *intake) object(ctx context.Context, r *apigw.Request) (apigw.Reply, error) {
	secret, reason, err := readReason(r)
	if err != nil {
		return apigw.Reply{}, err
	}
	return in.do(ctx, r, secret, web.ToObject, &complaint.Object{Reason: reason})
}

// reopen has a case taken up again that was withdrawn or closed.
func (in *intake) reopen(ctx context.Context, r *apigw.Request) (apigw.Reply, error) {
	secret, reason, err := readReason(r)
	if err != nil {
		return apigw.Reply{}, err
	}
	return in.do(ctx, r, secret, web.ToReopen, &complaint.Reopen{Reason: reason})
}

func readReason(r *apigw.Request) (secret, reason string, err error) {
	if !r.Form {
		said, err := apigw.Decode[because](r)
		return r.Secret(), said.Reason, err
	}
	form, err := apigw.DecodeForm(r)
	return form.Get("secret"), form.Get("reason"), err
}

// do carries a complainant's deed out on the case that the secret opens. A form sent twice is carried out once.
func (in *intake) do(ctx context.Context, r *apigw.Request, secret string, deed web.Deed, cmd complaint.Command) (apigw.Reply, error) {
	c, err := in.open(ctx, r, secret)
	if err != nil {
		return apigw.Reply{}, err
	}
	request, err := r.Request(string(deed)+" "+c.ID, r.Form)
	if err != nil {
		return apigw.Reply{}, err
	}
	after, err := in.cases.Do(ctx, casework.Order{
		Ref: c.Ref(), By: complaint.TheComplainant, On: &c, Command: cmd, Request: request,
	})
	if err != nil {
		return apigw.Reply{}, err
	}
	return in.show(ctx, r, after, writing{done: deed})
}
