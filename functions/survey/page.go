package main

import (
	"context"
	"errors"
	"io"
	"net/http"

	"redress/internal/apigw"
	"redress/internal/complaint"
	"redress/web"
)

// attempt is a survey that somebody opened with its secret; where an answer to it was refused, also what was given and
// what is wrong.
type attempt struct {
	c      complaint.Case
	secret string
	answer complaint.Answer
	field  string
}

func (a attempt) status() int {
	if a.field != "" {
		return http.StatusBadRequest
	}
	return http.StatusOK
}

// page shows the survey to a browser. It repeats the secret it was opened with: another round's is for that round's
// mail alone.
func (s *survey) page(ctx context.Context, r *apigw.Request, a attempt) (apigw.Reply, error) {
	set, err := s.pages.For(ctx, r, a.c)
	if err != nil {
		return apigw.Reply{}, err
	}
	f := formOf(a.c, s.cases.Now())
	page := web.Survey{
		Language: set.Language, Brand: set.Brand, Look: set.Look, Zone: set.Zone, Reference: a.c.ID, State: web.SurveyState(f.State),
		ExpiresAt: f.ExpiresAt, Secret: a.secret, Here: set.Address(a.c, "surveys", a.secret),
		AnswerTo: set.Site + "/v1/" + a.c.Tenant + "/surveys/" + a.c.ID + "?lang=" + string(set.Language),
		Draft:    a.answer, Problem: a.field,
	}
	return apigw.Page(a.status(), page.Look.Policy(), func(w io.Writer) error { return web.SurveyPage(w, page) })
}

// answeredPage shows a browser what became of its answer: thanks, the form again with the question that is open, or
// that the survey is not to be answered any more.
func (s *survey) answeredPage(ctx context.Context, r *apigw.Request, a attempt, after complaint.Case, err error) (apigw.Reply, error) {
	var refused *complaint.Error
	switch {
	case err == nil:
		return s.page(ctx, r, attempt{c: after, secret: a.secret})
	case errors.As(err, &refused) && refused.Kind == complaint.Invalid:
		a.field = refused.Field
		return s.page(ctx, r, a)
	case complaint.Is(err, complaint.Conflict):
		now, err := s.cases.Store.Case(ctx, a.c.Ref()) // somebody else answered meanwhile
		if err != nil {
			return apigw.Reply{}, err
		}
		return s.page(ctx, r, attempt{c: now, secret: a.secret})
	}
	return apigw.Reply{}, err
}
