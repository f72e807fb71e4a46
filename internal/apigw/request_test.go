package apigw_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"redress/internal/apigw"
	"redress/internal/casework"
	"redress/internal/complaint"
)

// asked answers the request that an endpoint sees.
func asked(t *testing.T, headers, query map[string]string, body string) *apigw.Request {
	t.Helper()
	var seen *apigw.Request
	e := post(body)
	e.Headers, e.QueryStringParameters = headers, query
	send(t, only(func(_ context.Context, r *apigw.Request) (apigw.Reply, error) {
		seen = r
		return apigw.JSON(http.StatusOK, nil)
	}), e)
	if seen == nil {
		t.Fatal("the endpoint was not asked")
	}
	return seen
}

func TestHeadersHaveNoCase(t *testing.T) {
	for _, sent := range []string{"redress-secret", "Redress-Secret", "REDRESS-SECRET", "rEdReSs-sEcReT"} {
		r := asked(t, map[string]string{sent: "s"}, nil, "")
		for _, asks := range []string{"redress-secret", "Redress-Secret", "REDRESS-SECRET"} {
			if got := r.Header(asks); got != "s" {
				t.Errorf("sent as %s, asked for as %s: %q", sent, asks, got)
			}
		}
	}
	if got := asked(t, nil, nil, "").Header("Redress-Secret"); got != "" {
		t.Errorf("a header nobody sent is %q", got)
	}
}

func TestWhoWantsAPage(t *testing.T) {
	for accept, want := range map[string]bool{
		"text/html": true,
		"text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8": true, // a browser
		"text/html;q=0.9, */*;q=0.1":  true,
		"text/html, application/json": true,
		"application/json, text/html": false,
		"application/json":            false,
		"application/problem+json":    false,
		"text/plain":                  false,
		"*/*":                         false,
		"":                            false,
	} {
		if got := asked(t, map[string]string{"accept": accept}, nil, "").WantsPage(); got != want {
			t.Errorf("Accept: %s: %v", accept, got)
		}
	}
}

func TestTheSecretOfARequest(t *testing.T) {
	for _, c := range []struct {
		name           string
		headers, query map[string]string
		want           string
	}{
		{"none", nil, nil, ""},
		{"in the header", map[string]string{"redress-secret": "h"}, nil, "h"},
		{"in the link", nil, map[string]string{"secret": "q"}, "q"},
		{"the header's goes first", map[string]string{"redress-secret": "h"}, map[string]string{"secret": "q"}, "h"},
		{"an empty header is none", map[string]string{"redress-secret": ""}, map[string]string{"secret": "q"}, "q"},
	} {
		if got := asked(t, c.headers, c.query, "").Secret(); got != c.want {
			t.Errorf("%s: %q", c.name, got)
		}
	}
}

func TestTheLanguageAskedFor(t *testing.T) {
	for lang, want := range map[string]complaint.Language{
		"zh": complaint.Chinese, "en": complaint.English, "": "", "fr": "", "EN": "", "en-GB": "", "../en": "", "zh en": "",
	} {
		if got := asked(t, nil, map[string]string{"lang": lang}, "").Language(); got != want {
			t.Errorf("lang=%s: %q", lang, got)
		}
	}
}

// What a browser likes best of what we speak; what it writes wrongly counts as not liked.
func TestTheLanguagePreferred(t *testing.T) {
	for accepted, want := range map[string]complaint.Language{
		"": "", "zh": complaint.Chinese, "en-GB,en;q=0.9": complaint.English, "ZH-Hant-TW": complaint.Chinese, "fr": "", "*": "",
		"fr;q=1, en;q=0.2, zh;q=0.3": complaint.Chinese, "en;q=0.5,zh;q=0.5": complaint.English, "en;q=0": "", "en;q=0,zh;q=0.1": complaint.Chinese,
		"en;q=lots": "", "en;q": "", "en;;q=1,zh;q=0.1": complaint.Chinese, ",,;": "", "zh;q=NaN": "", "english": "",
	} {
		if got := asked(t, map[string]string{"Accept-Language": accepted}, nil, "").Prefers(); got != want {
			t.Errorf("%q: %q, want %q", accepted, got, want)
		}
	}
}

// A page's word names a form along with what it says, and no other word will do.
func TestTheWordOfAPage(t *testing.T) {
	request := func(once, body string) (*casework.Request, error) { return asked(t, nil, nil, body).Once("file", once) }
	word, other := apigw.NewOnce(), apigw.NewOnce()
	one, err := request(word, "a=1")
	if err != nil || word == other {
		t.Fatal(err, word, other)
	}
	if again, err := request(word, "a=1"); err != nil || *again != *one {
		t.Errorf("the same form: %+v and %+v (%v)", one, again, err)
	}
	for name, c := range map[string][2]string{"another text": {word, "a=2"}, "another page": {other, "a=1"}} {
		if next, err := request(c[0], c[1]); err != nil || next.Key == one.Key {
			t.Errorf("%s: %+v (%v)", name, next, err)
		}
	}
	for _, wrong := range []string{"", "k", strings.ToLower(word), word + "A", word[1:], word[1:] + "1", word + "\n"} {
		if _, err := request(wrong, "a=1"); !complaint.Is(err, complaint.Invalid) {
			t.Errorf("%q: %v", wrong, err)
		}
	}
}

// A request has a name if the client gave it one, or if what says the same is the same.
func TestIdempotencyKeys(t *testing.T) {
	long := strings.Repeat("k", 128)
	for _, c := range []struct {
		name, key  string
		sameIsSame bool
		want       string // the key within its scope; empty: the request has no name
		refused    bool
	}{
		{name: "without a name", want: ""},
		{name: "by what it says", sameIsSame: true, want: "file same "},
		{name: "a word", key: "order-66", want: "file key order-66"},
		{name: "a word, where the same is the same", key: "order-66", sameIsSame: true, want: "file key order-66"},
		{name: "a UUID", key: "6b29fc40-ca47-1067-b31d-00dd010662da", want: "file key 6b29"},
		{name: "one sign", key: "!", want: "file key !"},
		{name: "the longest", key: long, want: "file key " + long},
		{name: "a name that looks like the same", key: "same", want: "file key same"},
		{name: "one sign too many", key: long + "k", refused: true},
		{name: "nothing", key: "", refused: true},
		{name: "a space", key: "order 66", refused: true},
		{name: "only a space", key: " ", refused: true},
		{name: "a line end", key: "order\n66", refused: true},
		{name: "a line end behind", key: "order\n", refused: true},
		{name: "a tab", key: "\t", refused: true},
		{name: "a zero byte", key: "a\x00", refused: true},
		{name: "a foreign script", key: "订单", refused: true},
		{name: "delete", key: "\x7f", refused: true},
	} {
		headers := map[string]string{"Idempotency-Key": c.key}
		if c.key == "" && !c.refused {
			headers = nil
		}
		r := asked(t, headers, nil, "{}")
		got, err := r.Request("file", c.sameIsSame)
		switch {
		case c.refused != (err != nil):
			t.Errorf("%s: error %v", c.name, err)
		case (c.want == "") != (got == nil):
			t.Errorf("%s: %+v", c.name, got)
		case got != nil && !strings.HasPrefix(got.Key, c.want):
			t.Errorf("%s: key %q, want %q", c.name, got.Key, c.want)
		}
	}
}

// Two requests are the same only if scope, name and body are.
func TestRequestsThatDiffer(t *testing.T) {
	request := func(scope, key, body string) casework.Request {
		headers := map[string]string{"Idempotency-Key": key}
		if key == "" {
			headers = nil
		}
		r, err := asked(t, headers, nil, body).Request(scope, true)
		if err != nil {
			t.Fatal(err)
		}
		return *r
	}
	one := request("file", "k", "{}")
	if again := request("file", "k", "{}"); again != one {
		t.Errorf("the same request: %+v and %+v", one, again)
	}
	for name, other := range map[string]casework.Request{
		"another body":  request("file", "k", "{ }"),
		"another name":  request("file", "K", "{}"),
		"another scope": request("write RD-1", "k", "{}"),
		"no name":       request("file", "", "{}"),
	} {
		if other == one {
			t.Errorf("%s makes the same request", name)
		}
	}
	if a, b := request("file", "", "{}"), request("file", "", "{ }"); a.Key == b.Key {
		t.Errorf("without names, other bodies are the same request %q", a.Key)
	}
}
