package main

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/aws/aws-lambda-go/events"

	"redress/internal/complaint"
	"redress/internal/functest"
)

// TestWhatAComplaintMayNotSay: what decides over a case is not the complainant's to say.
func TestWhatAComplaintMayNotSay(t *testing.T) {
	w := newWorld(t)
	for _, extra := range []string{
		"grade", "tenant", "state", "phase", "amount", "case", "id", "ref", "revision", "round", "flow", "category",
		"received_at", "ReceivedAt", "policy", "calendar", "owner", "clocks", "links", "actor", "role", "by", "plan", "Content",
	} {
		e := w.Event("file", "")
		e.Body = strings.Replace(e.Body, "{", `{"`+extra+`":1,`, 1)
		w.refusedAt(extra, w.send(e), extra)
	}
	for _, extra := range []string{"role", "id", "grade", "reaches"} {
		e := w.Event("file", "")
		e.Body = strings.Replace(e.Body, `"complainant": {`, `"complainant": {"`+extra+`":1,`, 1)
		w.refusedAt(extra, w.send(e), "complainant."+extra)
	}
	if w.open("acme") != 0 {
		t.Error("a case was opened")
	}
}

// TestComplaintsThatAreRefused: each says in which field it is wrong.
func TestComplaintsThatAreRefused(t *testing.T) {
	w := newWorld(t)
	for _, c := range []struct{ name, old, by, field string }{
		{"no text", functest.Content, "", "content"},
		{"only space", functest.Content, `  \n`, "content"},
		{"a text too long", functest.Content, strings.Repeat("长", complaint.MaxContent+1), "content"},
		{"a control character", functest.Content, `a\u0007b`, "content"},
		{"half a sign", functest.Content, `a\ud800b`, "content"},
		{"a channel there is not", `"web"`, `"pigeon"`, "channel"},
		{"a demand there is not", `"refund"`, `"revenge"`, "demand"},
		{"a number for a demand", `"refund"`, `5`, "demand"},
		{"two addresses", functest.Wang.Email, "a@b.example,c@d.example", "complainant.email"},
		{"an address with a name", functest.Wang.Email, "Wang <a@b.example>", "complainant.email"},
		{"an address with a line", functest.Wang.Email, `a@b.example\r\nBcc: c@d.example`, "complainant.email"},
		{"a phone that is none", functest.Wang.Phone, "call me", "complainant.phone"},
		{"a phone with a word behind", functest.Wang.Phone, `+86 138\n0000`, "complainant.phone"},
		{"a language nobody speaks here", `"en"`, `"fr"`, "complainant.language"},
		{"a name too long", functest.Wang.Name, strings.Repeat("a", 201), "complainant.name"},
		{"a name that is an object", `"` + functest.Wang.Name + `"`, `{}`, "complainant.name"},
		{"a product too long", "kettle", strings.Repeat("a", 201), "matter.product"},
		{"in the future", "2026-03-01T20:15:00+08:00", "2026-03-03T00:00:00Z", "happened_at"},
		{"no time", "2026-03-01T20:15:00+08:00", "last week", "happened_at"},
		{"a list for a matter", `{"product": "kettle", "order": "A-77"}`, `[]`, "matter"},
	} {
		e := w.Event("file", "")
		if !strings.Contains(e.Body, c.old) {
			t.Fatalf("%s: %q is not in the recorded complaint", c.name, c.old)
		}
		e.Body = strings.Replace(e.Body, c.old, c.by, 1)
		w.refusedAt(c.name, w.send(e), c.field)
	}
	e := w.Event("file", "")
	e.Body = `{"content":"Nobody can answer me."}`
	w.refusedAt("no way to answer", w.send(e), "complainant")
	e.Body = "null"
	w.refusedAt("null", w.send(e), "")
}

func (w *world) refusedAt(name string, reply events.APIGatewayProxyResponse, field string) {
	w.Helper()
	var problem struct{ Detail, Field string }
	w.OK(json.Unmarshal([]byte(reply.Body), &problem))
	if reply.StatusCode != http.StatusBadRequest || problem.Field != field || problem.Detail == "" {
		w.Errorf("%s: %d %.300s, want field %q", name, reply.StatusCode, reply.Body, field)
	}
}

// The least that a complaint must say; what is not said is taken for the usual.
func TestTheShortestComplaint(t *testing.T) {
	w := newWorld(t)
	e := w.Event("file", "")
	e.Body = `{"content":"Broken.","complainant":{"phone":"13800001111"}}`
	reply := w.send(e)
	var r receipt
	w.OK(json.Unmarshal([]byte(reply.Body), &r))
	w.Follow(complaint.Case{Tenant: "acme", ID: r.Case})
	if c := w.Known(); c.Channel != complaint.API || c.Demand != complaint.OtherDemand || !c.ReceivedAt.Equal(functest.Monday) {
		t.Errorf("channel %s, demand %s, received %v", c.Channel, c.Demand, c.ReceivedAt)
	}
}

// A complaint's form has the word that its page gave it, and a message's its secret: otherwise it is no form of ours.
func TestFormsThatAreRefused(t *testing.T) {
	w := newWorld(t)
	r := w.filed()
	e := w.Event("file", "")
	e.Headers["content-type"], e.Body = "application/x-www-form-urlencoded", "content=x&email=a%40b.example"
	w.refusedAt("a complaint without the page's word", w.send(e), "once")
	for body, want := range map[string]int{
		"secret=" + r.Secret + "&text=":           http.StatusBadRequest,
		"secret=" + r.Secret:                      http.StatusBadRequest,
		"secret=" + r.Secret + "&text=%ff":        http.StatusBadRequest,
		"secret=" + r.Secret + "&text=%4":         http.StatusBadRequest,
		"secret=" + r.Secret + "&text=a%00b":      http.StatusBadRequest,
		"text=hello":                              http.StatusNotFound,
		"secret=&text=hello":                      http.StatusNotFound,
		"secret=x&secret=" + r.Secret + "&text=a": http.StatusNotFound,
	} {
		e := w.Event("write_form", "")
		e.Body = body
		if reply := w.send(e); reply.StatusCode != want || !strings.Contains(reply.Body, "<html") {
			t.Errorf("%s: %d, want %d", body, reply.StatusCode, want)
		}
	}
}
