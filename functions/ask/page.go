package main

import (
	"context"
	"io"
	"net/http"

	"redress/internal/apigw"
	"redress/internal/knowledge"
	"redress/web"
)

// sheet is what stands on the page.
type sheet struct {
	text    string
	reply   *knowledge.Reply // nil: nothing was asked yet, or in no text
	answers []knowledge.Answer
	problem string // the field that was wrong
}

// page shows the box for the question and, where one was asked, what is said to it and the form of a complaint that has the text.
func (a *ask) page(ctx context.Context, r *apigw.Request, s sheet) (apigw.Reply, error) {
	set, err := a.pages.Front(ctx, r)
	if err != nil {
		return apigw.Reply{}, err
	}
	page := set.Ask(r.Tenant)
	page.Text, page.Problem, page.Outcome = s.text, s.problem, outcomeOf(s.reply)
	if set.Suspended {
		page.Outcome = web.Suspended
	}
	if s.reply != nil {
		page.Draft.Content, page.Once = s.text, a.once()
	}
	if s.reply != nil && s.reply.Answered {
		page.Entry = s.reply.Matches[0].ID
	}
	for _, one := range s.answers {
		page.Answers = append(page.Answers, web.Advice(one))
	}
	status := http.StatusOK
	if s.problem != "" {
		status = http.StatusBadRequest
	}
	return apigw.Page(status, page.Look.Policy(), func(to io.Writer) error { return web.AskPage(to, page) })
}

func outcomeOf(r *knowledge.Reply) web.AskOutcome {
	switch {
	case r == nil:
		return web.NotAsked
	case r.Answered:
		return web.AnswerFound
	case r.Complains:
		return web.Complains
	case len(r.Matches) > 0:
		return web.Offered
	}
	return web.NothingFound
}
