package main

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/functest"
)

// TestTheQueue: each filter lets through what it names, and refuses what there is not.
func TestTheQueue(t *testing.T) {
	w := newWorld(t)
	w.File("globex") // another tenant's
	a := w.handled().ID
	w.Do(functest.Han, &complaint.Take{})
	b := w.handled().ID
	c := w.File("acme").ID
	for _, q := range []struct {
		query map[string]string
		want  []string
	}{
		{nil, []string{a, b, c}},
		{map[string]string{"owner": "me"}, []string{a}},
		{map[string]string{"owner": functest.Han.ID}, []string{a}},
		{map[string]string{"owner": "nobody"}, nil},
		{map[string]string{"flow": "quality"}, []string{a, b}},
		{map[string]string{"flow": "safety"}, nil},
		{map[string]string{"phase": "received"}, []string{c}},
		{map[string]string{"grade": "2"}, []string{a, b}},
		{map[string]string{"grade": "1"}, nil},
		{map[string]string{"owner": "me", "phase": "handling", "grade": "2", "flow": "quality"}, []string{a}},
		{map[string]string{"owner": "me", "phase": "received"}, nil},
		{map[string]string{"tenant": "globex"}, []string{a, b, c}}, // the address says which tenant
	} {
		if got := w.listed(q.query); !slices.Equal(got, sorted(q.want)) {
			t.Errorf("%v: %v, want %v", q.query, got, sorted(q.want))
		}
	}
	for _, q := range []struct{ name, value string }{
		{"flow", "none"}, {"flow", "Quality"}, {"phase", "open"}, {"grade", "0"}, {"grade", "4"}, {"grade", "major"}, {"grade", "-1"},
		{"grade", ""}, {"limit", "0"}, {"limit", "101"}, {"limit", "-1"}, {"limit", "many"}, {"limit", "1e2"},
		{"limit", "99999999999999999999"}, {"cursor", "guessed"}, {"cursor", "$"}, {"flow", ""}, {"phase", ""},
		{"owner", strings.Repeat("o", 201)},
	} {
		e := w.Event("list", "")
		e.QueryStringParameters = map[string]string{q.name: q.value}
		reply := w.send(functest.Han, e)
		if reply.StatusCode != http.StatusBadRequest || !strings.Contains(reply.Body, `"field":"`+q.name+`"`) {
			t.Errorf("%s=%s: %d %s", q.name, q.value, reply.StatusCode, reply.Body)
		}
	}
}

// TestTheQueueInPages: page by page it is the whole queue, each case once.
func TestTheQueueInPages(t *testing.T) {
	w := newWorld(t)
	for range 5 {
		w.File("acme")
	}
	whole := w.listed(nil)
	var inPages []string
	query := map[string]string{"limit": "2"}
	for range 4 {
		page := w.page(query)
		for _, b := range page.Cases {
			inPages = append(inPages, b.Case)
		}
		if page.Next == "" {
			break
		}
		query["cursor"] = page.Next
	}
	if !slices.Equal(sorted(inPages), whole) {
		t.Errorf("in pages %v, at once %v", inPages, whole)
	}
}

func (w *world) page(query map[string]string) casework.QueuePage {
	w.Helper()
	e := w.Event("list", "")
	e.QueryStringParameters = query
	reply := w.send(functest.Han, e)
	var page casework.QueuePage
	w.OK(json.Unmarshal([]byte(reply.Body), &page))
	if reply.StatusCode != http.StatusOK {
		w.Errorf("%v: %d %s", query, reply.StatusCode, reply.Body)
	}
	return page
}

// listed are the cases of a page, in the order of their references.
func (w *world) listed(query map[string]string) []string {
	w.Helper()
	var ids []string
	for _, b := range w.page(query).Cases {
		ids = append(ids, b.Case)
	}
	return sorted(ids)
}

func sorted(ids []string) []string { return slices.Sorted(slices.Values(ids)) }

// An overdue case is one whose next deadline has passed; at the deadline itself it is not.
func TestOverdue(t *testing.T) {
	w := newWorld(t)
	due := w.handled().NextDue()
	for at, want := range map[time.Time]bool{due.Add(-time.Second): false, due: false, due.Add(time.Second): true} {
		w.Clock.Set(at)
		if got := w.page(nil).Cases[0].Overdue; got != want {
			t.Errorf("at %v: %v", at, got)
		}
	}
}
