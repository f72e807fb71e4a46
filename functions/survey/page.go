package main

import (
	"context"
	"errors"
	"io"
	"net/http"

	"redress/internal/access"
	"redress/internal/apigw"
	"redress/internal/complaint"
	"redress/web"
)

// page shows the survey to a browser.
func (s *survey) page(ctx context.Context, r *apigw.Request, c complaint.Case, refused attempt) (apigw.Reply, error) {
	set, err := s.pages.For(ctx, r, c)
	if err != nil {
		return apigw.Reply{}, err
	}
	f := formOf(c)
	secret := s.key.Secret(c, access.ToAnswer(c.Round))
	here := set.Address(c, "surveys", secret)
	page := web.Survey{
		Language: set.Language, Brand: set.Brand, Zone: set.Zone, Reference: c.ID, State: web.SurveyState(f.State),
		ExpiresAt: f.ExpiresAt, Secret: secret, Here: here,
		AnswerTo: set.Site + "/v1/" + c.Tenant + "/surveys/" + c.ID + "?lang=" + string(set.Language),
		Draft:    refused.answer, Problem: refused.field,
	}
	return apigw.Page(refused.status(), web.Policy, func(w io.Writer) error { return web.SurveyPage(w, page) })
}

// attempt is an answer that was refused, to be shown again with what is wrong.
type attempt struct {
	answer complaint.Answer
	field  string
}

func (a attempt) status() int {
	if a.field != "" {
		return http.StatusBadRequest
	}
	return http.StatusOK
}

// answeredPage shows a browser what became of its answer: thanks, or the form again with the question that is open.
func (s *survey) answeredPage(ctx context.Context, r *apigw.Request, before, after complaint.Case, given complaint.Answer, err error) (apigw.Reply, error) {
	var refused *complaint.Error
	switch {
	case err == nil:
		return s.page(ctx, r, after, attempt{})
	case errors.As(err, &refused) && refused.Kind == complaint.Invalid:
		return s.page(ctx, r, before, attempt{given, refused.Field})
	case errors.As(err, &refused) && refused.Kind == complaint.Conflict:
		return s.page(ctx, r, before, attempt{})
	}
	return apigw.Reply{}, err
}
