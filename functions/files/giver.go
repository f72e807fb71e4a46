package main

import (
	"context"
	"io"
	"net/http"
	"net/url"

	"redress/internal/access"
	"redress/internal/apigw"
	"redress/internal/complaint"
	"redress/internal/custody"
	"redress/internal/pages"
	"redress/web"
)

// open is the case that the secret opens. To whoever does not hold it, the case is not there.
func (g *giver) open(ctx context.Context, r *apigw.Request, secret string) (complaint.Case, error) {
	missing := complaint.Errorf(complaint.NotFound, "there is no such case, or the secret is not its secret")
	ref, err := refOf(r)
	if err != nil || secret == "" {
		return complaint.Case{}, missing
	}
	c, err := g.files.Cases.Store.Case(ctx, ref)
	switch {
	case complaint.Is(err, complaint.NotFound):
		return complaint.Case{}, missing
	case err != nil:
		return complaint.Case{}, err
	case !g.key.Opens(c, access.ToFollow, secret):
		return complaint.Case{}, missing
	}
	return c, nil
}

// expect opens the case for a file: for a program with JSON, for a browser with the page from which the file is sent.
func (g *giver) expect(ctx context.Context, r *apigw.Request) (apigw.Reply, error) {
	secret, cmd, err := readAnnounced(r)
	if err != nil {
		return apigw.Reply{}, err
	}
	c, err := g.open(ctx, r, secret)
	if err != nil {
		return apigw.Reply{}, err
	}
	if !r.WantsPage() {
		return opened(g.files.Expect(ctx, c.Ref(), complaint.TheComplainant, cmd, ""))
	}
	set, err := g.pages.For(ctx, r, c)
	if err != nil {
		return apigw.Reply{}, err
	}
	back := set.Address(c, "complaints", secret) + "&lang=" + string(set.Language)
	x, form, err := g.files.Expect(ctx, c.Ref(), complaint.TheComplainant, cmd, back)
	if err != nil {
		return apigw.Reply{}, err
	}
	return page(set, x, form, back)
}

// readAnnounced reads what is to be sent. A browser's form names a kind of file, since it does not know the type before a file is chosen.
func readAnnounced(r *apigw.Request) (string, complaint.ExpectFile, error) {
	if !r.Form {
		a, err := apigw.Decode[announced](r)
		return r.Secret(), a.command(), err
	}
	form, err := apigw.DecodeForm(r)
	return form.Get("secret"), ofForm(form), err
}

func ofForm(form url.Values) complaint.ExpectFile {
	return complaint.ExpectFile{Name: form.Get("name"), Kind: complaint.FileKind(form.Get("kind"))}
}

// page is the page from which a browser sends the file.
func page(set pages.Setting, x complaint.Exhibit, form custody.UploadForm, back string) (apigw.Reply, error) {
	const megabyte = 1_000_000
	u := web.Upload{
		Language: set.Language, Brand: set.Brand, Name: x.Name, Kind: x.Kind, Megabytes: set.Files.Most(x.Kind) / megabyte,
		Until: x.Until, Zone: set.Zone, To: form.URL, Fields: form.Fields, Back: back,
	}
	for _, t := range set.Files.Types {
		if t.Kind == x.Kind {
			u.Types = append(u.Types, t.Type)
		}
	}
	return apigw.Page(http.StatusOK, web.UploadPolicy(form.URL), func(to io.Writer) error { return web.UploadPage(to, u) })
}

func (g *giver) show(ctx context.Context, r *apigw.Request) (apigw.Reply, error) {
	c, err := g.open(ctx, r, r.Secret())
	if err != nil {
		return apigw.Reply{}, err
	}
	return lead(g.files.ShowOwn(ctx, c.Ref(), r.Params["file"]))
}
