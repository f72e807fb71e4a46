package main

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"redress/internal/access"
	"redress/internal/apigw"
	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/pages"
	"redress/internal/task"
)

type survey struct {
	cases *casework.Cases
	pages pages.Pages
	key   access.Key
}

// handler tells the gateway's requests from the state machine's orders.
func (s *survey) handler() func(context.Context, json.RawMessage) (any, error) {
	api, step := apigw.Serve(s.routes(), s.pages.Problem), task.Handle(s.ask)
	return func(ctx context.Context, raw json.RawMessage) (any, error) {
		var request events.APIGatewayProxyRequest
		if err := json.Unmarshal(raw, &request); err == nil && request.HTTPMethod != "" {
			return api(ctx, request)
		}
		var o order
		if err := json.Unmarshal(raw, &o); err != nil {
			return nil, task.Named(ctx, err)
		}
		return step(ctx, o)
	}
}

// order is what the state machine asks for.
type order struct {
	complaint.Ref
	Token string `json:"token"`
}

func (s *survey) ask(ctx context.Context, o order) (complaint.Ref, error) {
	return o.Ref, s.cases.Ask(ctx, o.Ref, o.Token)
}

func (s *survey) routes() map[string]apigw.Endpoint {
	return map[string]apigw.Endpoint{
		"GET /v1/{tenant}/surveys/{case}":  s.show,
		"POST /v1/{tenant}/surveys/{case}": s.answer,
	}
}

// form is a survey as its complainant sees it.
type form struct {
	Case      string    `json:"case"`
	State     string    `json:"state"` // open, answered, expired
	ExpiresAt time.Time `json:"expires_at"`
	Questions []string  `json:"questions"`
}

// The states of a survey.
const (
	open     = "open"
	answered = "answered"
	expired  = "expired"
)

// questions are what is asked, each to be rated from 1 to 5 (seed 001).
var questions = []string{"attitude", "solved", "speed", "process", "overall"}

func formOf(c complaint.Case, now time.Time) form {
	f := form{Case: c.ID, State: open, ExpiresAt: c.Survey.ExpiresAt, Questions: questions}
	switch {
	case c.Survey.Answer != nil:
		f.State = answered
	case c.Phase != complaint.Surveying || !now.Before(f.ExpiresAt):
		f.State = expired
	}
	return f
}

func (s *survey) show(ctx context.Context, r *apigw.Request) (apigw.Reply, error) {
	c, err := s.open(ctx, r, r.Secret())
	if err != nil {
		return apigw.Reply{}, err
	}
	return s.reply(ctx, r, c, r.Secret())
}

// open is the case whose survey of the present round the secret opens.
func (s *survey) open(ctx context.Context, r *apigw.Request, secret string) (complaint.Case, error) {
	missing := complaint.Errorf(complaint.NotFound, "there is no such survey, or the secret is not its secret")
	if !casework.ValidReference(r.Params["case"]) || secret == "" {
		return complaint.Case{}, missing
	}
	c, err := s.cases.Store.Case(ctx, complaint.Ref{Tenant: r.Tenant, Case: r.Params["case"]})
	switch {
	case complaint.Is(err, complaint.NotFound):
		return complaint.Case{}, missing
	case err != nil:
		return complaint.Case{}, err
	case c.Survey == nil || !s.opens(c, secret):
		return complaint.Case{}, missing
	}
	return c, nil
}

// opens takes the secret of the round that was asked about last: after an unsatisfied answer that is the round before.
func (s *survey) opens(c complaint.Case, secret string) bool {
	return s.key.Opens(c, access.ToAnswer(c.Round), secret) ||
		c.Survey.Answer != nil && s.key.Opens(c, access.ToAnswer(c.Round-1), secret)
}

func (s *survey) answer(ctx context.Context, r *apigw.Request) (apigw.Reply, error) {
	secret, a, err := readAnswer(r)
	if err != nil {
		return apigw.Reply{}, err
	}
	c, err := s.open(ctx, r, secret)
	if err != nil {
		return apigw.Reply{}, err
	}
	request, err := r.Request("answer "+c.ID+" "+secret, true) // the secret is the round's
	if err != nil {
		return apigw.Reply{}, err
	}
	after, err := s.cases.Do(ctx, casework.Order{
		Ref: c.Ref(), By: complaint.TheComplainant, On: &c, Command: &complaint.Reply{Answer: a}, Request: request,
	})
	if r.WantsPage() {
		return s.answeredPage(ctx, r, attempt{c: c, secret: secret, answer: a}, after, err)
	}
	if err != nil {
		return apigw.Reply{}, err
	}
	return s.reply(ctx, r, after, secret)
}

// ratings is an answer on the wire.
type ratings struct {
	Attitude int    `json:"attitude"`
	Solved   int    `json:"solved"`
	Speed    int    `json:"speed"`
	Process  int    `json:"process"`
	Overall  int    `json:"overall"`
	Comment  string `json:"comment"`
}

func (a ratings) answer() complaint.Answer {
	return complaint.Answer{
		Attitude: a.Attitude, Solved: a.Solved, Speed: a.Speed, Process: a.Process, Overall: a.Overall, Comment: a.Comment,
	}
}

func readAnswer(r *apigw.Request) (secret string, a complaint.Answer, err error) {
	if r.Form {
		form, err := apigw.DecodeForm(r)
		return form.Get("secret"), answerOf(form), err
	}
	given, err := apigw.Decode[ratings](r)
	return r.Secret(), given.answer(), err
}

// answerOf reads a browser's form; what is not a number counts as not given.
func answerOf(form url.Values) complaint.Answer {
	rating := func(name string) int { n, _ := strconv.Atoi(form.Get(name)); return n }
	return complaint.Answer{
		Attitude: rating("attitude"), Solved: rating("solved"), Speed: rating("speed"), Process: rating("process"),
		Overall: rating("overall"), Comment: form.Get("comment"),
	}
}

func (s *survey) reply(ctx context.Context, r *apigw.Request, c complaint.Case, secret string) (apigw.Reply, error) {
	if r.WantsPage() {
		return s.page(ctx, r, attempt{c: c, secret: secret})
	}
	return apigw.JSON(http.StatusOK, formOf(c, s.cases.Now()))
}
