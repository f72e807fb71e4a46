package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/url"

	"redress/internal/apigw"
	"redress/internal/complaint"
	"redress/web"
)

// fileForm files the complaint of a browser's form, as the page for questions has it, and leads the browser to the page of the case.
// The word that the page gave the form makes a double click one case, and lets its second answer lead there too.
func (in *intake) fileForm(ctx context.Context, r *apigw.Request) (apigw.Reply, error) {
	form, err := apigw.DecodeForm(r)
	if err != nil {
		return apigw.Reply{}, err
	}
	request, err := r.Once("file", form.Get("once"))
	if err != nil {
		return apigw.Reply{}, err
	}
	if reply, is, err := in.suspended(ctx, r); is || err != nil {
		return reply, err
	}
	f := filingOf(form)
	file := f.command(r.Tenant)
	c, err := in.cases.File(ctx, complaint.TheComplainant, file, request)
	if err != nil {
		return in.unfiled(ctx, r, form, err)
	}
	if c.ID == file.Ref.Case {
		in.countGoneOn(ctx, r.Tenant, form.Get("entry"))
	}
	given, err := in.receipt(ctx, c, false)
	switch {
	case err != nil:
		return apigw.Reply{}, err
	case r.WantsPage():
		return apigw.SeeOther(inLanguage(given.Follow, r.Language())), nil
	}
	given.Answers = in.beside(ctx, r.Tenant, f)
	return filed(c, given)
}

// inLanguage is the address of a page, which stays in the language that was asked for.
func inLanguage(address string, lang complaint.Language) string {
	if lang == "" {
		return address
	}
	return address + "&lang=" + string(lang)
}

func filingOf(form url.Values) filing {
	return filing{
		Channel: complaint.Web, Content: form.Get("content"),
		Complainant: complaint.Complainant{Name: form.Get("name"), Email: form.Get("email"), Phone: form.Get("phone")},
	}
}

// unfiled shows a browser its form again with what must be corrected. What it cannot correct there is a problem like any other.
func (in *intake) unfiled(ctx context.Context, r *apigw.Request, form url.Values, err error) (apigw.Reply, error) {
	var refused *complaint.Error
	if !r.WantsPage() || !errors.As(err, &refused) || refused.Kind != complaint.Invalid || !web.CanShow(refused.Field) {
		return apigw.Reply{}, err
	}
	set, err := in.pages.Front(ctx, r)
	if err != nil {
		return apigw.Reply{}, err
	}
	page := set.Ask(r.Tenant)
	page.Outcome, page.Problem, page.Once, page.Entry = web.FilingWrong, refused.Field, form.Get("once"), form.Get("entry")
	f := filingOf(form)
	page.Draft = web.Draft{Content: f.Content, Name: f.Complainant.Name, Email: f.Complainant.Email, Phone: f.Complainant.Phone}
	return apigw.Page(http.StatusBadRequest, page.Look.Policy(), func(to io.Writer) error { return web.AskPage(to, page) })
}

// countGoneOn notes that an answer was not enough. An entry that the list does not have is passed over, and that it could not be
// counted is no reason to refuse anything.
func (in *intake) countGoneOn(ctx context.Context, tenant, entry string) {
	list, err := in.shelf.List(ctx, tenant)
	if err == nil && list != nil && list.Has(entry) {
		err = in.asked.CountGoneOn(ctx, tenant, in.cases.Now(), entry)
	}
	if err != nil {
		slog.WarnContext(ctx, "complaint not counted", "tenant", tenant, "error", err.Error())
	}
}
