package main

import (
	"context"
	"net/http"
	"time"

	"redress/internal/access"
	"redress/internal/apigw"
	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/knowledge"
	"redress/internal/pages"
	"redress/internal/shelf"
	"redress/web"
)

type intake struct {
	cases   *casework.Cases
	history casework.History
	pages   pages.Pages
	shelf   *shelf.Shelf
	asked   casework.AskedBook
	key     access.Key
}

func (in *intake) routes() map[string]apigw.Endpoint {
	return map[string]apigw.Endpoint{
		"POST /v1/{tenant}/complaints":                 in.file,
		"GET /v1/{tenant}/complaints/{case}":           in.follow,
		"POST /v1/{tenant}/complaints/{case}/messages": in.write,

		"POST /v1/{tenant}/complaints/{case}/withdrawal": in.withdraw,
		"POST /v1/{tenant}/complaints/{case}/objection":  in.object,
		"POST /v1/{tenant}/complaints/{case}/reopening":  in.reopen,
		"POST /v1/{tenant}/complaints/{case}/choice":     in.choose,
	}
}

// filing is a complaint as the API takes it.
type filing struct {
	Channel     complaint.Channel     `json:"channel"`
	Complainant complaint.Complainant `json:"complainant"`
	Matter      complaint.Matter      `json:"matter"`
	Demand      complaint.Demand      `json:"demand"`
	HappenedAt  time.Time             `json:"happened_at"`
	Scene       string                `json:"scene"`
	Content     string                `json:"content"`
}

// file files a complaint: always, whatever standard question it is like. A browser's form comes from the page for questions.
func (in *intake) file(ctx context.Context, r *apigw.Request) (apigw.Reply, error) {
	if r.Form {
		return in.fileForm(ctx, r)
	}
	f, err := apigw.Decode[filing](r)
	if err != nil {
		return apigw.Reply{}, err
	}
	request, err := r.Request("file", true)
	if err != nil {
		return apigw.Reply{}, err
	}
	if reply, is, err := in.suspended(ctx, r); is || err != nil {
		return reply, err
	}
	file := f.command(r.Tenant)
	c, err := in.cases.File(ctx, complaint.TheComplainant, file, request)
	if err != nil {
		return apigw.Reply{}, err
	}
	again := c.ID != file.Ref.Case
	given, err := in.receipt(ctx, c, again && r.Header("Idempotency-Key") == "")
	if err != nil {
		return apigw.Reply{}, err
	}
	given.Answers = in.beside(ctx, r.Tenant, f)
	return filed(c, given)
}

// command is the filing as a command; what was not said is said here.
func (f filing) command(tenant string) *complaint.File {
	if f.Channel == "" {
		f.Channel = complaint.API
	}
	if f.Demand == "" {
		f.Demand = complaint.OtherDemand
	}
	return &complaint.File{
		Ref: complaint.Ref{Tenant: tenant}, Channel: f.Channel, Complainant: f.Complainant, Matter: f.Matter,
		Demand: f.Demand, HappenedAt: f.HappenedAt.UTC(), Scene: f.Scene, Content: f.Content,
	}
}

// receipt is the answer to a filed complaint. The same request gets the same receipt again; one that is known only by
// being the same gets it without the secret, or else whoever guesses a complaint would be given its case.
type receipt struct {
	Case       string    `json:"case"`
	Secret     string    `json:"secret,omitempty"`
	ReceivedAt time.Time `json:"received_at"`
	Follow     string    `json:"follow,omitempty"`

	Answers []knowledge.Answer `json:"answers,omitempty"` // standard questions that it is like; the complaint is handled all the same
}

func (in *intake) receipt(ctx context.Context, c complaint.Case, guessed bool) (receipt, error) {
	t, err := in.pages.Book.Tenant(ctx, c.Tenant)
	if err != nil {
		return receipt{}, err
	}
	given := receipt{Case: c.ID, ReceivedAt: c.ReceivedAt}
	if !guessed {
		c.Links = 0 // the secret given then; if it was revoked meanwhile, it stays so
		given.Secret = in.key.Secret(c, access.ToFollow)
		given.Follow = t.Site + pathOf(c) + "?secret=" + given.Secret
	}
	return given, nil
}

func pathOf(c complaint.Case) string { return "/v1/" + c.Tenant + "/complaints/" + c.ID }

func filed(c complaint.Case, given receipt) (apigw.Reply, error) {
	reply, err := apigw.JSON(http.StatusCreated, given)
	reply.Headers["Location"] = pathOf(c)
	return reply, err
}

func (in *intake) follow(ctx context.Context, r *apigw.Request) (apigw.Reply, error) {
	c, err := in.open(ctx, r, r.Secret())
	if err != nil {
		return apigw.Reply{}, err
	}
	return in.show(ctx, r, c, writing{})
}

// open is the case that the secret opens. To whoever does not hold it, the case is not there.
func (in *intake) open(ctx context.Context, r *apigw.Request, secret string) (complaint.Case, error) {
	missing := complaint.Errorf(complaint.NotFound, "there is no such case, or the secret is not its secret")
	if !casework.ValidReference(r.Params["case"]) || secret == "" {
		return complaint.Case{}, missing
	}
	c, err := in.cases.Store.Case(ctx, complaint.Ref{Tenant: r.Tenant, Case: r.Params["case"]})
	switch {
	case complaint.Is(err, complaint.NotFound):
		return complaint.Case{}, missing
	case err != nil:
		return complaint.Case{}, err
	case !in.key.Opens(c, access.ToFollow, secret):
		return complaint.Case{}, missing
	}
	return c, nil
}

func (in *intake) show(ctx context.Context, r *apigw.Request, c complaint.Case, w writing) (apigw.Reply, error) {
	commits, err := in.history.Commits(ctx, c.Ref())
	if err != nil {
		return apigw.Reply{}, err
	}
	v := viewOf(c, commits)
	if v.Actions, err = in.actions(ctx, c); err != nil {
		return apigw.Reply{}, err
	}
	if r.WantsPage() {
		return in.page(ctx, r, c, v, w)
	}
	return apigw.JSON(http.StatusOK, v)
}

// writing is what became of a message, or of a form, that a browser sent.
type writing struct {
	sent, refused bool
	draft         string
	sure          bool     // a withdrawal, of which the complainant is asked once more
	done          web.Deed // what they have just done about the end of the case

	choosing choosing // what became of a choice instead
}

// message is what a complainant writes. A browser's form brings the secret along.
type message struct {
	Text string `json:"text"`
}

func (in *intake) write(ctx context.Context, r *apigw.Request) (apigw.Reply, error) {
	secret, m, err := readMessage(r)
	if err != nil {
		return apigw.Reply{}, err
	}
	c, err := in.open(ctx, r, secret)
	if err != nil {
		return apigw.Reply{}, err
	}
	request, err := r.Request("write "+c.ID, r.Form)
	if err != nil {
		return apigw.Reply{}, err
	}
	after, err := in.cases.Do(ctx, casework.Order{
		Ref: c.Ref(), By: complaint.TheComplainant, On: &c, Command: &complaint.Write{Text: m.Text}, Request: request,
	})
	switch {
	case err == nil && after.ID != c.ID: // it went to the case that this one is a part of, whose page this secret does not open
		return in.show(ctx, r, c, writing{sent: r.Form})
	case err == nil:
		return in.show(ctx, r, after, writing{sent: r.Form})
	case r.WantsPage() && complaint.Is(err, complaint.Invalid):
		return in.show(ctx, r, c, writing{refused: true, draft: m.Text})
	}
	return apigw.Reply{}, err
}

func readMessage(r *apigw.Request) (secret string, m message, err error) {
	if !r.Form {
		m, err = apigw.Decode[message](r)
		return r.Secret(), m, err
	}
	form, err := apigw.DecodeForm(r)
	return form.Get("secret"), message{form.Get("text")}, err
}
