package main

import (
	"context"
	"io"
	"net/http"

	"redress/internal/apigw"
	"redress/internal/complaint"
	"redress/web"
)

// suspended is the answer where the tenant takes no new complaints; false: it takes them.
func (in *intake) suspended(ctx context.Context, r *apigw.Request) (apigw.Reply, bool, error) {
	t, err := in.pages.Book.Tenant(ctx, r.Tenant)
	if err != nil || !t.Suspended {
		return apigw.Reply{}, false, err
	}
	if !r.WantsPage() {
		return apigw.Reply{}, true, complaint.Errorf(complaint.Conflict, "this company takes no new complaints here at present; those that were filed go on")
	}
	set, err := in.pages.Front(ctx, r)
	if err != nil {
		return apigw.Reply{}, true, err
	}
	page := set.Ask(r.Tenant)
	reply, err := apigw.Page(http.StatusConflict, page.Look.Policy(), func(to io.Writer) error { return web.AskPage(to, page) })
	return reply, true, err
}
