package apigw_test

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"unicode/utf8"

	"redress/internal/apigw"
	"redress/internal/complaint"
)

// bodies is what clients send by mistake, and what attackers send.
var bodies = []struct{ name, body string }{
	{"right", `{"name":"book","count":2,"at":"2026-03-02T09:00:00+08:00","to":{"street":"Main","number":1},"rest":{"any":[1,"a"]}}`},
	{"an empty object says nothing", `{}`},
	{"space around it", " \r\n\t{\"name\":\"book\"}\n "},
	{"escapes", `{"name":"\u4e66 \ud83d\udcd6 \"\/"}`},

	{"nothing", ""},
	{"only space", " \r\n\t "},
	{"null", "null"},
	{"true", "true"},
	{"a number", "5"},
	{"a string", `"book"`},
	{"an array", `[]`},
	{"an array of objects", `[{"name":"book"}]`},
	{"no JSON", "name=book"},
	{"XML", `<parcel><name>book</name></parcel>`},
	{"YAML", "name: book"},
	{"JavaScript", `{name:"book"}`},
	{"single quotes", `{'name':'book'}`},
	{"a comment", `{"name":"book"} // for you`},
	{"a comma too many", `{"name":"book",}`},
	{"a comma missing", `{"name":"book" "count":1}`},
	{"a colon missing", `{"name" "book"}`},
	{"cut off", `{"name":"bo`},
	{"cut off in an object", `{"to":{"street":"Main"`},
	{"closed twice", `{"name":"book"}}`},
	{"two objects", `{"name":"book"}{"name":"pen"}`},
	{"two lines of JSON", "{\"name\":\"book\"}\n{\"name\":\"pen\"}"},
	{"garbage behind", `{"name":"book"} x`},
	{"a zero byte behind", "{\"name\":\"book\"}\x00"},
	{"a byte order mark", "\ufeff" + `{"name":"book"}`},
	{"another space", "{\"name\":\u00a0\"book\"}"},
	{"UTF-16", "{\x00\"\x00n\x00"},
	{"GBK", "{\"name\":\"\xca\xe9\"}"},
	{"an overlong slash", "{\"name\":\"\xc0\xaf\"}"},
	{"a raw surrogate", "{\"name\":\"\xed\xa0\x80\"}"},
	{"a control character in a string", "{\"name\":\"a\x01b\"}"},
	{"a line end in a string", "{\"name\":\"a\nb\"}"},
	{"an unknown escape", `{"name":"\x41"}`},
	{"half an escape", `{"name":"\u12"}`},
	{"a lone surrogate becomes the replacement sign", `{"name":"\ud800"}`},

	{"an unknown field", `{"grade":1}`},
	{"an unknown field within", `{"to":{"street":"Main","tenant":"other"}}`},
	{"an unknown field that is empty", `{"":1}`},
	{"an unknown field with a dot", `{"to.street":"Main"}`},
	{"another case", `{"Name":"book"}`},
	{"another case within", `{"to":{"STREET":"Main"}}`},
	{"a letter that folds to another", "{\"\u212aind\":1}"},
	{"a field of the program", `{"seal":"broken"}`},
	{"a field of JavaScript", `{"__proto__":{"admin":true}}`},
	{"an unknown field in a foreign script", `{"等级":1}`},
	{"an unknown field with a quote", `{"a\"b":1}`},
	{"an unknown field of great length", `{"` + strings.Repeat("书", 1000) + `":1}`},
	{"a field twice", `{"name":"book","name":"pen"}`},
	{"a field twice within", `{"to":{"number":1,"street":"Main","number":2}}`},
	{"a field twice where anything goes", `{"rest":{"a":[{"b":1,"b":2}]}}`},
	{"an object twice", `{"to":{"street":"Main"},"to":{"number":2}}`},

	{"null for a string", `{"name":null}`},
	{"null for a number", `{"count":null}`},
	{"null for a time", `{"at":null}`},
	{"null for an object", `{"to":null}`},
	{"null within", `{"to":{"street":null}}`},
	{"null where anything goes", `{"rest":null}`},
	{"a number for a string", `{"name":5}`},
	{"a boolean for a string", `{"name":true}`},
	{"an object for a string", `{"name":{"first":"book"}}`},
	{"an array for a string", `{"name":["book"]}`},
	{"a string for a number", `{"count":"2"}`},
	{"a fraction for a number", `{"count":1.5}`},
	{"an exponent for a number", `{"count":1e2}`},
	{"a huge number", `{"count":1e400}`},
	{"a number of many digits", `{"count":` + strings.Repeat("9", 400) + `}`},
	{"one more than fits", `{"count":9223372036854775808}`},
	{"not a number", `{"count":NaN}`},
	{"infinity", `{"count":-Infinity}`},
	{"a number in hex", `{"count":0x10}`},
	{"a number with a zero before", `{"count":01}`},
	{"a number with a plus", `{"count":+1}`},
	{"a string for an object", `{"to":"Main"}`},
	{"an array for an object", `{"to":[]}`},
	{"a number within for a string", `{"to":{"street":1}}`},
	{"a string within for a number", `{"to":{"number":"1"}}`},
	{"an object for a time", `{"at":{}}`},
	{"a number for a time", `{"at":1772413200}`},
	{"a day for a time", `{"at":"2026-03-02"}`},
	{"a time without zone", `{"at":"2026-03-02T09:00:00"}`},
	{"a day there is not", `{"at":"2026-02-30T09:00:00Z"}`},
	{"a word for a time", `{"at":"yesterday"}`},
	{"an empty time", `{"at":""}`},

	{"arrays nested deep", `{"rest":` + strings.Repeat("[", 60_000) + strings.Repeat("]", 60_000) + `}`},
	{"arrays nested deep and not closed", strings.Repeat("[", 100_000)},
	{"objects nested deep and not closed", strings.Repeat(`{"to":`, 20_000)},
	{"too long", `{"name":"` + strings.Repeat("a", 1<<20) + `"}`},
	{"a byte too long", `{"name":"` + strings.Repeat("a", apigw.MaxBody-10) + `"}`},
}

// TestBodies shows the reply to each body. A word of the replies may change; that none of them helps, or helps too
// much, is seen here.
func TestBodies(t *testing.T) {
	var all strings.Builder
	for _, c := range bodies {
		reply := send(t, only(take), post(c.body))
		if reply.StatusCode >= http.StatusInternalServerError {
			t.Errorf("%s: %d %s", c.name, reply.StatusCode, reply.Body)
		}
		if !utf8.ValidString(reply.Body) || len(reply.Body) > 1000 {
			t.Errorf("%s: the reply has %d bytes: %.200q", c.name, len(reply.Body), reply.Body)
		}
		fmt.Fprintf(&all, "# %s\n%.120q\n%d %s\n\n", c.name, c.body, reply.StatusCode, reply.Body)
	}
	checkGolden(t, "bodies.txt", all.String())
}

func TestTheLongestBodyIsTaken(t *testing.T) {
	body := `{"name":"` + strings.Repeat("a", apigw.MaxBody-11) + `"}`
	if reply := send(t, only(take), post(body)); len(body) != apigw.MaxBody || reply.StatusCode != http.StatusOK {
		t.Errorf("%d bytes: %d", len(body), reply.StatusCode)
	}
}

// An error within a part that is read on its own names the part.
func TestStrictNamesTheFieldWithin(t *testing.T) {
	for _, c := range []struct{ src, field string }{
		{`null`, "with"},
		{`"text"`, "with"},
		{`{"a":1}`, "with.a"},
		{`{"name":1}`, "with.name"},
		{`{"to":{"a":1}}`, "with.to.a"},
		{`{"to":{"number":"1"}}`, "with.to.number"},
		{`{"at":"now"}`, "with.at"},
		{`{"name":"a","name":"b"}`, "with.name"},
		{`{`, "with"},
		{`{} {}`, "with"},
	} {
		var into parcel
		var refused *complaint.Error
		err := apigw.Strict("with", []byte(c.src), &into)
		if !errors.As(err, &refused) || refused.Kind != complaint.Invalid || refused.Field != c.field {
			t.Errorf("%s: %v, want an error in %s", c.src, err, c.field)
		}
	}
}

func TestAnObjectWithoutFieldsTakesNone(t *testing.T) {
	var nothing struct{}
	err := apigw.Strict("with", []byte(`{"a":1}`), &nothing)
	if want := "invalid with.a: is not known here; no field is"; err == nil || err.Error() != want {
		t.Errorf("error = %v, want %s", err, want)
	}
}

// TestMediaTypes shows which bodies are looked at, and as what.
func TestMediaTypes(t *testing.T) {
	const (
		taken   = http.StatusOK
		refused = http.StatusUnsupportedMediaType
	)
	for named, want := range map[string]int{
		"application/json":                  taken,
		"Application/JSON":                  taken,
		"application/json; charset=utf-8":   taken,
		"application/json;charset=\"GBK\"":  taken, // the bytes decide
		" application/json ":                taken,
		"application/merge-patch+json":      taken,
		"application/vnd.acme.v1+json":      taken,
		"":                                  taken,
		"application/json, text/plain":      refused,
		"application/json; charset":         refused,
		"text/plain":                        refused,
		"text/json":                         refused,
		"application/jsonp":                 refused,
		"application/xml":                   refused,
		"application/octet-stream":          refused,
		"multipart/form-data; boundary=x":   refused,
		"json":                              refused,
		";":                                 refused,
		"*/*":                               refused,
		"application/x-www-form-urlencoded": refused, // where only JSON is taken
	} {
		e := post(`{"name":"book"}`)
		e.Headers["content-type"] = named
		if reply := send(t, only(take), e); reply.StatusCode != want {
			t.Errorf("%q: %d, want %d", named, reply.StatusCode, want)
		}
	}
	e := post(`{"name":"book"}`)
	e.Headers = nil
	if reply := send(t, only(take), e); reply.StatusCode != taken {
		t.Errorf("no headers at all: %d", reply.StatusCode)
	}
}

func TestABodyInBase64(t *testing.T) {
	encode := base64.StdEncoding.EncodeToString
	for _, c := range []struct {
		name, body string
		want       int
	}{
		{"right", encode([]byte(`{"name":"book"}`)), http.StatusOK},
		{"empty", "", http.StatusBadRequest},
		{"no base64", `{"name":"book"}`, http.StatusBadRequest},
		{"of an address", base64.RawURLEncoding.EncodeToString([]byte(`{"name":"book??>"}`)), http.StatusBadRequest},
		{"of no UTF-8", encode([]byte("{\"name\":\"\xff\"}")), http.StatusBadRequest},
		{"of no JSON", encode([]byte{0x1f, 0x8b, 8, 0}), http.StatusBadRequest},
		{"of a long body", encode(make([]byte, apigw.MaxBody+1)), http.StatusRequestEntityTooLarge},
	} {
		e := post(c.body)
		e.IsBase64Encoded = true
		if reply := send(t, only(take), e); reply.StatusCode != c.want {
			t.Errorf("%s: %d %s, want %d", c.name, reply.StatusCode, reply.Body, c.want)
		}
	}
}

func TestForms(t *testing.T) {
	form := only(func(_ context.Context, r *apigw.Request) (apigw.Reply, error) {
		values, err := apigw.DecodeForm(r)
		if err != nil {
			return apigw.Reply{}, err
		}
		return apigw.JSON(http.StatusOK, map[string]any{"form": r.Form, "text": values.Get("text")})
	})
	for _, c := range []struct {
		name, body, want string
	}{
		{"right", "text=a+b%20c%E4%B9%A6", `{"form":true,"text":"a b c书"}`},
		{"twice is the first", "text=a&text=b", `{"form":true,"text":"a"}`},
		{"nothing", "", `{"form":true,"text":""}`},
		{"half an escape", "text=%4", "the form cannot be read"},
		{"semicolons", "text=a;b=c", "the form cannot be read"},
		{"raw bytes", "text=\xff", "the form cannot be read"},
		{"very many fields", strings.Repeat("a&", 20_000), "the form cannot be read"},
	} {
		e := post(c.body)
		e.Headers["content-type"] = "application/x-www-form-urlencoded; charset=UTF-8"
		if reply := send(t, form, e); !strings.Contains(reply.Body, c.want) || reply.StatusCode >= http.StatusInternalServerError {
			t.Errorf("%s: %d %s, want %s", c.name, reply.StatusCode, reply.Body, c.want)
		}
	}
}

// FuzzDecode: whatever stands in a body, it is taken or the sender is told what is wrong with it; and what is taken
// once is taken again as it was understood.
func FuzzDecode(f *testing.F) {
	for _, c := range bodies {
		if len(c.body) < 1000 {
			f.Add(c.body)
		}
	}
	f.Fuzz(func(t *testing.T, body string) {
		reply := send(t, only(take), post(body))
		switch {
		case reply.StatusCode == http.StatusOK:
			understood := strings.TrimSuffix(strings.TrimPrefix(reply.Body, `{"seal":"","understood":`), "}")
			if again := send(t, only(take), post(understood)); again.Body != reply.Body {
				t.Errorf("%q was understood as %s, and that as %s", body, reply.Body, again.Body)
			}
		case reply.StatusCode >= http.StatusInternalServerError:
			t.Errorf("%q: %d %s", body, reply.StatusCode, reply.Body)
		}
	})
}
