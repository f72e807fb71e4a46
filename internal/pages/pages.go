// Package pages shows complainants the pages of package web, in their language and under their tenant's brand.
package pages

import (
	"cmp"
	"context"
	"io"
	"net/url"
	"time"

	"redress/internal/apigw"
	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/tenant"
	"redress/web"
)

// Pages makes pages.
type Pages struct {
	Book *casework.Book
}

// Setting is what every page of a case has in common.
type Setting struct {
	Language complaint.Language
	Brand    string
	Look     web.Look
	Site     string // base address of the tenant's pages
	Zone     *time.Location
	Files    complaint.FileRules // that the case may have as evidence

	Suspended bool // no new complaint is taken
}

// For is the setting of a case's pages: the language that was asked for, else the case's.
func (p Pages) For(ctx context.Context, r *apigw.Request, c complaint.Case) (Setting, error) {
	t, err := p.Book.Tenant(ctx, c.Tenant)
	if err != nil {
		return Setting{}, err
	}
	rules, err := p.Book.Policy(ctx, c)
	if err != nil {
		return Setting{}, err
	}
	s := settingOf(r, t, c.Language)
	s.Zone, s.Files = rules.Calendar.Location(), rules.Files()
	return s, nil
}

// Front is the setting of a page that is about no case: in the language asked for, else one that the browser prefers, else the
// tenant's.
func (p Pages) Front(ctx context.Context, r *apigw.Request) (Setting, error) {
	t, err := p.Book.Tenant(ctx, r.Tenant)
	if err != nil {
		return Setting{}, err
	}
	return settingOf(r, t, r.Prefers()), nil
}

func settingOf(r *apigw.Request, t tenant.Tenant, known complaint.Language) Setting {
	lang := cmp.Or(r.Language(), known, t.Language)
	return Setting{Language: lang, Brand: t.Name(lang), Look: lookOf(t.Brand, lang), Site: t.Site, Suspended: t.Suspended}
}

// lookOf is a tenant's brand as its pages show it in a language.
func lookOf(b *tenant.Brand, lang complaint.Language) web.Look {
	if b == nil {
		return web.Look{}
	}
	return web.Look{Colour: b.Colour, Logo: b.Logo[lang], Contact: b.Contact[lang], Imprint: b.Imprint, Privacy: b.Privacy}
}

// Ask is the page for questions of a tenant, with nothing asked yet.
func (s Setting) Ask(tenant string) web.Ask {
	at, lang := s.Site+"/v1/"+tenant, "?lang="+string(s.Language)
	outcome := web.NotAsked
	if s.Suspended {
		outcome = web.Suspended
	}
	return web.Ask{
		Language: s.Language, Brand: s.Brand, Look: s.Look, Here: at + "/ask", AskAt: at + "/questions" + lang, FileAt: at + "/complaints" + lang,
		Outcome: outcome,
	}
}

// Address is the address of a page below the tenant's, with the secret that opens it.
func (s Setting) Address(c complaint.Case, page, secret string) string {
	return s.Site + "/v1/" + c.Tenant + "/" + page + "/" + c.ID + "?secret=" + url.QueryEscape(secret)
}

// Problem shows a browser what is wrong. It is the apigw.ProblemPage of the complainants' functions. Nothing of the
// address comes back: without a tenant there is no brand.
func (p Pages) Problem(ctx context.Context, r *apigw.Request, e *complaint.Error) (apigw.Reply, error) {
	t, err := p.Book.Tenant(ctx, r.Tenant)
	if err != nil {
		t = tenant.Tenant{Language: complaint.English}
	}
	s := settingOf(r, t, "")
	status := apigw.Problem(e).Status
	return apigw.Page(status, s.Look.Policy(), func(w io.Writer) error {
		return web.ProblemPage(w, web.Problem{Language: s.Language, Brand: s.Brand, Look: s.Look, Kind: e.Kind})
	})
}
