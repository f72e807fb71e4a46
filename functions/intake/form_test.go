package main

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/functest"
)

// led is the case that a browser is led to.
func (w *world) led(reply events.APIGatewayProxyResponse) string {
	w.Helper()
	at, err := url.Parse(reply.Headers["Location"])
	w.OK(err)
	if reply.StatusCode != http.StatusSeeOther || at.Query().Get("secret") == "" {
		w.Fatalf("%d %v %.200s", reply.StatusCode, reply.Headers, reply.Body)
	}
	functest.KeepOutOfLogs(at.Query().Get("secret"))
	return at.Path[strings.LastIndex(at.Path, "/")+1:]
}

// said are the words of a case's complaint.
func (w *world) said(id string) *complaint.Filed {
	w.Helper()
	commits, err := w.Memory.Commits(w.Context(), complaint.Ref{Tenant: "acme", Case: id})
	w.OK(err)
	filed, is := commits[0].Events[0].(*complaint.Filed)
	if !is {
		w.Fatalf("%T", commits[0].Events[0])
	}
	return filed
}

// TestAComplaintFromAPage: one click files the text that was asked, and the browser goes on to the page of the case.
func TestAComplaintFromAPage(t *testing.T) {
	w := newWorld(t)
	w.HasLists()
	reply := w.send(w.Event("file_form", ""))
	id := w.led(reply)
	if got := reply.Headers["Location"]; !strings.HasPrefix(got, "https://acme.example/v1/acme/complaints/"+id+"?secret=") || !strings.HasSuffix(got, "&lang=en") {
		t.Errorf("led to %s", got)
	}
	f := w.said(id)
	if f.Content != "Can I return the kettle? It leaks." || f.Channel != complaint.Web || f.Complainant.Email != functest.Wang.Email {
		t.Errorf("filed %+v", f)
	}
	got, err := w.Memory.Asked(t.Context(), "acme", functest.Monday, functest.Monday.Add(time.Hour))
	w.OK(err)
	if len(got) != 1 || got[0].GoneOn != 1 || got[0].Entries["returns"].GoneOn != 1 {
		t.Errorf("counted %+v", got)
	}
}

// TestADoubleClickIsOneCase: both answers lead to it, and it counts once. Another text from the same page is another complaint, and so
// is the same text from another page.
func TestADoubleClickIsOneCase(t *testing.T) {
	w := newWorld(t)
	w.HasLists()
	first := w.send(w.Event("file_form", ""))
	w.Clock.Pass(time.Minute)
	again := w.send(w.Event("file_form", ""))
	if w.led(first) != w.led(again) || first.Headers["Location"] != again.Headers["Location"] || w.open("acme") != 1 || w.Machines.Started() != 1 {
		t.Fatalf("%s and %s, %d cases", first.Headers["Location"], again.Headers["Location"], w.open("acme"))
	}
	for _, change := range [][2]string{{"leaks", "drips"}, {"ABCDEF", "BBCDEF"}} {
		e := w.Event("file_form", "")
		e.Body = strings.Replace(e.Body, change[0], change[1], 1)
		if id := w.led(w.send(e)); id == w.led(first) {
			t.Errorf("%s: the same case", change[1])
		}
	}
	got, err := w.Memory.Asked(t.Context(), "acme", functest.Monday, functest.Monday.Add(time.Hour))
	w.OK(err)
	if w.open("acme") != 3 || got[0].GoneOn != 3 {
		t.Errorf("%d cases, counted %+v", w.open("acme"), got)
	}
}

// TestAFormThatMustBeCorrected: the browser gets its form back with what it had, and nothing is filed.
func TestAFormThatMustBeCorrected(t *testing.T) {
	w := newWorld(t)
	e := w.Event("file_form", "")
	e.Body = strings.Replace(e.Body, "wang.xiaoming%40mail.example", "", 1)
	w.CheckGolden("8_unfiled_page", w.send(e), "")
	for _, c := range []struct{ old, by, says string }{
		{"wang.xiaoming%40mail.example", "wang", `id="email-wrong"`},
		{"phone=", "phone=call+me", `id="phone-wrong"`},
		{"Wang+Xiaoming", "a%0ab", `id="name-wrong"`},
		{"content=Can+I+return+the+kettle%3F+It+leaks.", "content=+", `id="what-wrong"`},
		{"content=Can", "content=" + strings.Repeat("a", complaint.MaxContent), `id="what-wrong"`},
	} {
		e := w.Event("file_form", "")
		e.Body = strings.Replace(e.Body, c.old, c.by, 1)
		if reply := w.send(e); reply.StatusCode != http.StatusBadRequest || !strings.Contains(reply.Body, c.says) {
			t.Errorf("%.30s: %d %.80s", c.by, reply.StatusCode, reply.Body)
		}
	}
	for _, once := range []string{"", "once", strings.Repeat("A", 27), strings.ToLower("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), "ABCDEFGHIJKLMNOPQRSTUVWXY1"} {
		e := w.Event("file_form", "")
		e.Body = strings.Replace(e.Body, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", once, 1)
		if reply := w.send(e); reply.StatusCode != http.StatusBadRequest {
			t.Errorf("once=%s: %d", once, reply.StatusCode)
		}
	}
	if w.open("acme") != 0 {
		t.Errorf("%d cases", w.open("acme"))
	}
}

// TestAFormOfAProgram gets the receipt that any program gets.
func TestAFormOfAProgram(t *testing.T) {
	w := newWorld(t)
	e := w.Event("file_form", "")
	e.Headers["accept"] = "application/json"
	first, again := w.send(e), w.send(e)
	if first.StatusCode != http.StatusCreated || first.Body != again.Body || !strings.Contains(first.Body, "secret") {
		t.Errorf("%d %s, then %s", first.StatusCode, first.Body, again.Body)
	}
}

// TestAnEntryThatIsNoneCountsNothing: the counters have the entries of the tenant's list and no others.
func TestAnEntryThatIsNoneCountsNothing(t *testing.T) {
	w := newWorld(t)
	w.HasLists()
	for i, entry := range []string{"", "hours", "nonsense", strings.Repeat("x", 5000)} { // hours is globex's
		e := w.Event("file_form", "")
		e.Body = strings.NewReplacer("entry=returns", "entry="+entry, "leaks", strings.Repeat("leaks ", i+1)).Replace(e.Body)
		w.led(w.send(e))
	}
	got, err := w.Memory.Asked(t.Context(), "acme", functest.Monday, functest.Monday.Add(time.Hour))
	w.OK(err)
	if len(got) != 0 || w.open("acme") != 4 {
		t.Errorf("counted %+v of %d cases", got, w.open("acme"))
	}
}

// noLists are tenants whose documents cannot be read.
type noLists struct{ casework.Tenants }

func (noLists) Document(context.Context, string, string, string) ([]byte, error) {
	return nil, errors.New("no route to 10.0.0.1")
}

// TestAComplaintIsAlwaysFiled: also where it is like a standard question, whose answer comes along; a list that cannot be read keeps
// nothing from being filed.
func TestAComplaintIsAlwaysFiled(t *testing.T) {
	w := newWorld(t)
	w.HasLists()
	e := w.Event("file", "")
	e.Body = strings.Replace(e.Body, functest.Content, "Can I return an item?", 1)
	if reply := w.send(e); reply.StatusCode != http.StatusCreated || !strings.Contains(reply.Body, functest.ReturnsAnswer) {
		t.Errorf("%d %s", reply.StatusCode, reply.Body)
	}
	e.Headers["idempotency-key"] = "another"
	e.Body = strings.Replace(e.Body, "Can I return an item?", functest.Content, 1)
	if reply := w.send(e); reply.StatusCode != http.StatusCreated || strings.Contains(reply.Body, "answers") {
		t.Errorf("like nothing: %d %s", reply.StatusCode, reply.Body)
	}
	e.Headers["idempotency-key"] = "third"
	w.Book = &casework.Book{Tenants: noLists{w.Memory}, Now: w.Clock.Now}
	if reply := w.send(e); reply.StatusCode != http.StatusCreated || strings.Contains(reply.Body, "answers") {
		t.Errorf("without a list: %d %s", reply.StatusCode, reply.Body)
	}
	form := w.Event("file_form", "")
	w.led(w.send(form))
	if w.open("acme") != 4 {
		t.Errorf("%d cases", w.open("acme"))
	}
}
