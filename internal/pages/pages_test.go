package pages_test

import (
	"context"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"redress/internal/apigw"
	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/pages"
	"redress/internal/storetest"
	"redress/internal/tenant"
	"redress/web"
)

// newPages makes the pages of one tenant whose staff speak Chinese.
func newPages(t *testing.T) pages.Pages {
	t.Helper()
	store := storetest.NewMemory()
	if err := store.PutTenant(t.Context(), tenant.Tenant{
		ID: "acme", Site: "https://acme.example", Language: complaint.Chinese,
		Names: map[complaint.Language]string{complaint.Chinese: "艾克", complaint.English: "The Acme Company"},
	}); err != nil {
		t.Fatal(err)
	}
	return pages.Pages{Book: &casework.Book{Tenants: store, Now: time.Now}}
}

// ask has a browser ask for a page of a tenant, in a language.
func ask(t *testing.T, endpoint apigw.Endpoint, page apigw.ProblemPage, id, lang string) events.APIGatewayProxyResponse {
	t.Helper()
	reply, err := apigw.Serve(map[string]apigw.Endpoint{"GET /": endpoint}, page)(t.Context(), events.APIGatewayProxyRequest{
		HTTPMethod: http.MethodGet, Resource: "/", PathParameters: map[string]string{"tenant": id},
		QueryStringParameters: map[string]string{"lang": lang}, Headers: map[string]string{"Accept": "text/html"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return reply
}

// TestTheSetting: the language asked for, else the case's, else the tenant's; the brand in it; the tenant's zone.
func TestTheSetting(t *testing.T) {
	p := newPages(t)
	for _, c := range []struct {
		lang, known, want complaint.Language
		brand             string
	}{
		{"", complaint.English, complaint.English, "The Acme Company"},
		{"", complaint.Chinese, complaint.Chinese, "艾克"},
		{"", "", complaint.Chinese, "艾克"},
		{complaint.Chinese, complaint.English, complaint.Chinese, "艾克"},
		{"fr", complaint.English, complaint.English, "The Acme Company"},
	} {
		var got pages.Setting
		ask(t, func(ctx context.Context, r *apigw.Request) (apigw.Reply, error) {
			var err error
			got, err = p.For(ctx, r, complaint.Case{Tenant: "acme", Revision: 1, Language: c.known})
			return apigw.Reply{Headers: map[string]string{}}, err
		}, nil, "acme", string(c.lang))
		if got.Language != c.want || got.Brand != c.brand || got.Site != "https://acme.example" || got.Zone.String() != "Asia/Shanghai" {
			t.Errorf("lang=%s of a case in %q: %+v", c.lang, c.known, got)
		}
	}
}

// A setting whose tenant or policy is not there is an error, not half a page.
func TestNoSetting(t *testing.T) {
	p := newPages(t)
	for name, c := range map[string]complaint.Case{
		"no such tenant": {Tenant: "nobody", Revision: 1},
		"no such policy": {Tenant: "acme", Revision: 1, Policy: "lost-1"},
	} {
		var got error
		ask(t, func(ctx context.Context, r *apigw.Request) (apigw.Reply, error) {
			_, got = p.For(ctx, r, c)
			return apigw.Reply{}, got
		}, nil, "acme", "")
		if got == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestAddresses(t *testing.T) {
	c := complaint.Case{Tenant: "acme", ID: "RD-0000-0000-0000-0001"}
	got := pages.Setting{Site: "https://acme.example"}.Address(c, "surveys", `a&b"c`)
	if want := "https://acme.example/v1/acme/surveys/RD-0000-0000-0000-0001?secret=a%26b%22c"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestProblemPages ranges over the kinds and the languages: each has its page, under the status of the problem and the
// content policy, and repeats neither what is wrong in detail nor anything of the address.
func TestProblemPages(t *testing.T) {
	p := newPages(t)
	for _, kind := range complaint.Kinds {
		for _, lang := range complaint.Languages {
			for _, id := range []string{"acme", "call-0900-123"} {
				refused := &complaint.Error{Kind: kind, Field: "field", Detail: "a detail"}
				reply := ask(t, func(context.Context, *apigw.Request) (apigw.Reply, error) { return apigw.Reply{}, refused }, p.Problem, id, string(lang))
				if reply.StatusCode != apigw.Problem(refused).Status || reply.Headers["Content-Security-Policy"] != web.Policy {
					t.Errorf("%s in %s: %d %v", kind, lang, reply.StatusCode, reply.Headers)
				}
				if !strings.Contains(reply.Body, `<html lang="`+string(lang)+`">`) {
					t.Errorf("%s in %s: %.100s", kind, lang, reply.Body)
				}
				if strings.Contains(reply.Body, "a detail") || strings.Contains(reply.Body, "0900") {
					t.Errorf("%s in %s repeats what it should not:\n%s", kind, lang, reply.Body)
				}
			}
		}
	}
}

// TestTheFrontPage: in the language asked for, else one the browser prefers, else the tenant's; with the addresses of its forms.
func TestTheFrontPage(t *testing.T) {
	p := newPages(t)
	for _, c := range []struct {
		lang, accepted string
		want           complaint.Language
	}{{"", "", complaint.Chinese}, {"", "en", complaint.English}, {"zh", "en", complaint.Chinese}, {"fr", "de", complaint.Chinese}} {
		var got web.Ask
		_, err := apigw.Serve(map[string]apigw.Endpoint{"GET /": func(ctx context.Context, r *apigw.Request) (apigw.Reply, error) {
			set, err := p.Front(ctx, r)
			got = set.Ask(r.Tenant)
			return apigw.Reply{}, err
		}}, nil)(t.Context(), events.APIGatewayProxyRequest{
			HTTPMethod: http.MethodGet, Resource: "/", PathParameters: map[string]string{"tenant": "acme"},
			QueryStringParameters: map[string]string{"lang": c.lang}, Headers: map[string]string{"Accept-Language": c.accepted},
		})
		want := web.Ask{
			Language: c.want, Brand: map[complaint.Language]string{complaint.Chinese: "艾克", complaint.English: "The Acme Company"}[c.want],
			Here: "https://acme.example/v1/acme/ask", AskAt: "https://acme.example/v1/acme/questions?lang=" + string(c.want),
			FileAt: "https://acme.example/v1/acme/complaints?lang=" + string(c.want), Outcome: web.NotAsked,
		}
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%+v: %+v (%v)", c, got, err)
		}
	}
}
