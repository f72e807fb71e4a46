package main

import (
	"context"
	"log/slog"
	"net/http"
	"slices"
	"time"

	"redress/internal/apigw"
	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/knowledge"
	"redress/internal/pages"
	"redress/internal/shelf"
)

// reader says what a text is about.
type reader interface {
	Read(text string) complaint.Reading
}

// rulebook knows by which rules a tenant's next complaint would be judged.
type rulebook interface {
	For(ctx context.Context, c complaint.Case) (complaint.Rules, error)
}

type ask struct {
	shelf  *shelf.Shelf
	pages  pages.Pages
	asked  casework.AskedBook
	reader reader
	rules  rulebook
	now    func() time.Time
	once   func() string
}

func (a *ask) routes() map[string]apigw.Endpoint {
	return map[string]apigw.Endpoint{
		"GET /v1/{tenant}/ask":        a.open,
		"GET /v1/{tenant}/promise":    a.promise,
		"POST /v1/{tenant}/questions": a.question,
	}
}

// question is what is asked.
type question struct {
	Text     string             `json:"text"`
	Language complaint.Language `json:"language"` // of the answer; empty: that of the text
}

func (q question) check() error {
	if err := complaint.CheckText("text", q.Text, knowledge.MaxText); err != nil {
		return err
	}
	if q.Language != "" && !slices.Contains(complaint.Languages, q.Language) {
		return complaint.InvalidField("language", "must be one of %v", complaint.Languages)
	}
	return nil
}

// answers is what is said to a question. What reads as a complaint is not answered, whatever else is offered beside.
type answers struct {
	Answered  bool               `json:"answered"`
	Complains bool               `json:"complains"`
	Answers   []knowledge.Answer `json:"answers"`
	Complaint string             `json:"complaint"` // where to POST the text as a complaint
	Page      string             `json:"page"`      // the same for people
}

// question answers a program with JSON, and a browser's form with a page. It keeps nothing but a count.
func (a *ask) question(ctx context.Context, r *apigw.Request) (apigw.Reply, error) {
	q, err := readQuestion(r)
	if err != nil {
		return apigw.Reply{}, err
	}
	if err := q.check(); err != nil {
		if r.WantsPage() && complaint.Is(err, complaint.Invalid) {
			return a.page(ctx, r, sheet{text: q.Text, problem: "text"})
		}
		return apigw.Reply{}, err
	}
	list, err := a.shelf.List(ctx, r.Tenant)
	if err != nil {
		return apigw.Reply{}, err
	}
	said, err := a.reply(ctx, r.Tenant, list, q.Text)
	if err != nil {
		return apigw.Reply{}, err
	}
	a.count(ctx, r.Tenant, said)
	told := knowledge.Answers(said.Matches, q.Language)
	if r.WantsPage() {
		return a.page(ctx, r, sheet{text: q.Text, reply: &said, answers: told})
	}
	set, err := a.pages.Front(ctx, r)
	if err != nil {
		return apigw.Reply{}, err
	}
	at := set.Site + "/v1/" + r.Tenant
	return apigw.JSON(http.StatusOK, answers{
		Answered: said.Answered, Complains: said.Complains, Answers: told, Complaint: at + "/complaints", Page: at + "/ask",
	})
}

func readQuestion(r *apigw.Request) (question, error) {
	if !r.Form {
		return apigw.Decode[question](r)
	}
	form, err := apigw.DecodeForm(r)
	return question{Text: form.Get("text")}, err
}

// reply is what the list says to a text, which is as grave as the tenant's rules make it. A tenant without a list answers nothing, but a
// complaint is one all the same.
func (a *ask) reply(ctx context.Context, tenant string, list *knowledge.List, text string) (knowledge.Reply, error) {
	rules, err := a.rules.For(ctx, complaint.Case{Tenant: tenant})
	if err != nil {
		return knowledge.Reply{}, err
	}
	read := a.reader.Read(text).Graded(rules, nil)
	if list == nil {
		list = &knowledge.List{Limits: knowledge.Limits{ComplaintFrom: 1}}
	}
	return list.Reply(text, read, a.now()), nil
}

// count notes that a question was asked. That it could not be counted keeps nobody from the answer.
func (a *ask) count(ctx context.Context, tenant string, said knowledge.Reply) {
	entry := ""
	if said.Answered {
		entry = said.Matches[0].ID
	}
	if err := a.asked.CountAsked(ctx, tenant, a.now(), entry); err != nil {
		slog.WarnContext(ctx, "question not counted", "tenant", tenant, "error", err.Error())
	}
}

// open shows the empty page.
func (a *ask) open(ctx context.Context, r *apigw.Request) (apigw.Reply, error) {
	return a.page(ctx, r, sheet{})
}
