package main

import (
	"encoding/json"
	"net/http"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"redress/internal/complaint"
	"redress/internal/custody"
	"redress/internal/functest"
	"redress/internal/golden"
)

const (
	giveRoute   = "POST /v1/{tenant}/complaints/{case}/files"
	readRoute   = "GET /v1/{tenant}/complaints/{case}/files/{file}"
	addRoute    = "POST /v1/{tenant}/desk/cases/{case}/files"
	deskRoute   = "GET /v1/{tenant}/desk/cases/{case}/files/{file}"
	orderRoute  = "POST /v1/{tenant}/desk/cases/{case}/exports"
	exportRoute = "GET /v1/{tenant}/desk/cases/{case}/exports/{export}"
	photo       = `{"name": "the torn seam", "media_type": "image/jpeg"}`
	secretName  = "redress-secret"
)

var boss = complaint.Actor{Role: complaint.Manager, ID: "mo.staff"}

// given is the slot of a file that was asked for.
func (w *world) given(body string) (s slot) {
	w.Helper()
	w.OK(json.Unmarshal([]byte(body), &s))
	return s
}

func (w *world) kept(file string) {
	w.Helper()
	w.Do(complaint.TheSystem, &complaint.KeepFile{ID: file, Type: "image/jpeg", Size: 3, SHA256: strings.Repeat("ab", 32)})
}

// A program asks with the secret, staff with their sign-in; both hear where the file goes. Then each reads what they may.
func TestAFileIsGivenAndRead(t *testing.T) {
	w := newWorld(t)
	mine := w.given(w.must(w.ask(nil, giveRoute, photo, secretName, w.Secret()), http.StatusCreated).Body)
	theirs := w.given(w.must(w.ask(&functest.Han, addRoute, `{"name": "report", "media_type": "application/pdf", "size": 9}`), http.StatusCreated).Body)
	if mine.Fields["policy"] != "1-20000000 image/jpeg" || theirs.Fields["policy"] != "9-9 application/pdf" || mine.Until.IsZero() {
		t.Errorf("%+v %+v", mine, theirs)
	}
	w.must(w.ask(nil, readRoute, "", secretName, w.Secret(), "file", mine.File), http.StatusConflict) // not checked yet
	w.kept(mine.File)
	w.kept(theirs.File)
	for _, c := range []struct {
		by     *complaint.Actor
		route  string
		file   string
		status int
	}{
		{nil, readRoute, mine.File, http.StatusSeeOther}, {nil, readRoute, theirs.File, http.StatusNotFound},
		{&functest.Han, deskRoute, mine.File, http.StatusSeeOther}, {&functest.Han, deskRoute, theirs.File, http.StatusSeeOther},
		{&functest.Han, deskRoute, "1", http.StatusNotFound},
	} {
		reply := w.must(w.ask(c.by, c.route, "", secretName, w.Secret(), "file", c.file), c.status)
		if led := strings.HasPrefix(reply.Headers["Location"], "https://evidence.example/acme/"); led != (c.status == http.StatusSeeOther) {
			t.Errorf("%s %s leads to %q", c.route, c.file, reply.Headers["Location"])
		}
	}
}

var formValue = regexp.MustCompile(`(name="(?:key|policy)" value=")[^"]*|(secret=)[^&"]*`)

// A browser's form leads to the page from which the file is sent, which may send it there and nowhere else.
func TestThePageForAFile(t *testing.T) {
	w := newWorld(t)
	form := url.Values{"secret": {w.Secret()}, "kind": {"photo"}, "name": {`<b>"裂缝"`}}.Encode()
	for _, lang := range []string{"zh", "en"} {
		reply := w.must(w.ask(nil, giveRoute, form, "content-type", "application/x-www-form-urlencoded", "accept", "text/html", "lang", lang), http.StatusOK)
		if !strings.Contains(reply.Headers["Content-Security-Policy"], "form-action 'self' https://quarantine.example;") {
			t.Errorf("the policy is %q", reply.Headers["Content-Security-Policy"])
		}
		reply.Body = formValue.ReplaceAllString(reply.Body, "$1$2")
		w.CheckGolden("page."+lang, reply, w.Secret())
	}
	if back := w.depot.Slots[0].Back; !strings.HasPrefix(back, "https://acme.example/v1/acme/complaints/"+w.Ref.Case+"?secret=") {
		t.Errorf("afterwards it leads to %s", back)
	}
	if first, second := w.depot.Slots[0], w.depot.Slots[1]; first.Type != "" || first.Most != 20_000_000 || first.File == second.File {
		t.Errorf("lent %+v and %+v", first, second)
	}
}

// Whoever does not hold the secret, or signed in elsewhere, learns nothing, and nothing is lent.
func TestWhoIsTurnedAway(t *testing.T) {
	w := newWorld(t)
	own := w.given(w.must(w.ask(nil, giveRoute, photo, secretName, w.Secret()), http.StatusCreated).Body)
	w.kept(own.File)
	lent := len(w.depot.Slots)
	for what, c := range map[string]struct {
		by     *complaint.Actor
		route  string
		body   string
		more   []string
		status int
	}{
		"no secret":                 {nil, giveRoute, photo, nil, http.StatusNotFound},
		"a wrong secret":            {nil, giveRoute, photo, []string{secretName, "x"}, http.StatusNotFound},
		"another tenant's address":  {nil, giveRoute, photo, []string{secretName, w.Secret(), "tenant", "globex"}, http.StatusNotFound},
		"no case":                   {nil, giveRoute, photo, []string{secretName, w.Secret(), "case", "RD-1"}, http.StatusNotFound},
		"reading without a secret":  {nil, readRoute, "", []string{"file", own.File}, http.StatusNotFound},
		"nobody at the desk":        {nil, deskRoute, "", []string{"file", own.File}, http.StatusNotFound},
		"a secret at the desk":      {nil, addRoute, photo, []string{secretName, w.Secret()}, http.StatusNotFound},
		"staff of another tenant":   {&functest.Han, deskRoute, "", []string{"file", own.File, "tenant", "globex"}, http.StatusNotFound},
		"an auditor gives":          {&complaint.Actor{Role: complaint.Auditor, ID: "au"}, addRoute, photo, nil, http.StatusForbidden},
		"an agent exports":          {&functest.Han, orderRoute, `{"reason": "x"}`, nil, http.StatusForbidden},
		"no reason":                 {&boss, orderRoute, `{}`, nil, http.StatusBadRequest},
		"a reason nobody asked for": {&boss, orderRoute, `{"reason": "x", "role": "auditor"}`, nil, http.StatusBadRequest},
		"nothing ordered":           {&boss, exportRoute, "", []string{"export", custody.NewID()}, http.StatusNotFound},
		"a page":                    {nil, giveRoute, `{"name": "x", "media_type": "text/html"}`, []string{secretName, w.Secret()}, http.StatusConflict},
		"a path":                    {nil, giveRoute, `{"name": "x", "media_type": "image/jpeg", "key": "../x"}`, []string{secretName, w.Secret()}, http.StatusBadRequest},
		"no name":                   {&functest.Han, addRoute, `{"media_type": "image/jpeg"}`, nil, http.StatusBadRequest},
	} {
		if reply := w.ask(c.by, c.route, c.body, c.more...); reply.StatusCode != c.status || reply.Headers["Location"] != "" {
			t.Errorf("%s: %d %v %s", what, reply.StatusCode, reply.Headers["Location"], reply.Body)
		}
	}
	if len(w.depot.Slots) != lent || len(w.depot.Orders) > 0 {
		t.Error("something was lent or ordered")
	}
}

// An export is promised, and handed out once it is made, to whoever ordered it.
func TestAnExportIsPromised(t *testing.T) {
	w := newWorld(t)
	reply := w.must(w.ask(&boss, orderRoute, `{"reason": "The regulator asks."}`), http.StatusAccepted)
	var o ordered
	w.OK(json.Unmarshal([]byte(reply.Body), &o))
	golden.Check(t, filepath.Join("testdata", "golden", "ordered.txt"), strings.NewReplacer(o.Export, "EXPORT", w.Ref.Case, "CASE").Replace(
		reply.Headers["Location"]+" "+reply.Headers["Retry-After"]+"\n"+reply.Body+"\n"))
	w.must(w.ask(&boss, exportRoute, "", "export", o.Export), http.StatusAccepted)
	w.depot.Made[custody.ExportRef{Ref: w.Ref, Export: o.Export}] = []byte("zip")
	w.must(w.ask(&complaint.Actor{Role: complaint.Legal, ID: "li"}, exportRoute, "", "export", o.Export), http.StatusNotFound)
	if got := w.must(w.ask(&boss, exportRoute, "", "export", o.Export), http.StatusSeeOther).Headers["Location"]; got != "https://exports.example/"+o.Export {
		t.Errorf("it is at %s", got)
	}
}
