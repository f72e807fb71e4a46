package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"redress/internal/advice"
	"redress/internal/complaint"
	"redress/internal/duplicate"
	"redress/internal/functest"
	"redress/internal/library"
)

// told asks for advice on the case of the story.
func (w *world) told(query map[string]string) advice.Advice {
	w.Helper()
	e := w.Event("advice", "")
	e.QueryStringParameters = query
	reply := w.send(functest.Han, e)
	if reply.StatusCode != http.StatusOK {
		w.Fatalf("%d %s", reply.StatusCode, reply.Body)
	}
	var a advice.Advice
	w.OK(json.Unmarshal([]byte(reply.Body), &a))
	return a
}

// TestAdvice: three cases like it were closed; the fourth is told of them, and what they suggest.
func TestAdvice(t *testing.T) {
	w := newWorld(t)
	for range 2 {
		w.solved("acme", complaint.Exchange, 5)
	}
	w.solved("acme", complaint.Exchange, 4)
	w.solved("acme", complaint.Refund, 3)
	w.File("acme")
	w.Handle()
	a := w.told(map[string]string{"lang": "en", "channel": "phone"})
	s := a.Suggestion
	if len(a.Similar) != 4 || s.Remedy != complaint.Exchange || s.Used != 3 || s.Rated != 3 || s.Satisfied != 3 || s.Cases != 4 {
		t.Errorf("%d similar, suggested %+v", len(a.Similar), s)
	}
	if why := a.Similar[0].Why; !slices.ContainsFunc(why, func(s complaint.Sign) bool { return s.Rule == "same_cause" }) {
		t.Errorf("why %+v", why)
	}
	if a.Script.Channel != "phone" || len(a.Script.Steps) != 4 || !strings.Contains(a.Script.Opening, "The acme Company") {
		t.Errorf("%+v", a.Script)
	}
	w.Do(functest.Lin, &complaint.Take{}, &complaint.Propose{Remedy: complaint.Refund, Text: "All of it."})
	if a = w.told(nil); !strings.Contains(a.Script.Steps[2].Text, "All of it.") {
		t.Errorf("a plan that was proposed is not in the script: %+v", a.Script.Steps)
	}
}

// TestAdviceAsItIsShown is the whole answer, with precedents whose names are known.
func TestAdviceAsItIsShown(t *testing.T) {
	w := newWorld(t)
	for i, remedy := range []complaint.Demand{complaint.Exchange, complaint.Exchange, complaint.Refund, complaint.Exchange} {
		well := i < 3
		p := library.Precedent{
			ID: fmt.Sprintf("P-%016d", i), Received: fmt.Sprintf("2026-02-0%d", i+1), Closed: "2026-02-20", Outcome: complaint.Satisfied, Hours: 20 * (i + 1), Rounds: 1,
			Traits: library.Traits{
				Flow: complaint.Quality, Category: complaint.CategoryQuality, Cause: "product.workmanship", Grade: complaint.Ordinary, Demand: complaint.Refund,
				Sketch: duplicate.SketchOf("The kettle burst in my kitchen."),
			},
			Offers:    []library.Offer{{Round: 1, Remedy: remedy, Amount: &complaint.Sum{Amount: 9900, Currency: complaint.Yuan}, Accepted: &well}},
			Satisfied: &well, Ratings: &library.Ratings{Attitude: 5, Solved: 4, Speed: 3, Process: 4, Overall: 4},
		}
		w.OK(w.library.Keep(t.Context(), "acme", p, []string{"m:quality:product.workmanship"}, w.Clock.Now()))
	}
	w.File("acme")
	w.Handle()
	w.CheckGolden("1_advice", w.send(functest.Han, w.Event("advice", "")), "")
}

// TestWithoutPrecedents: the library is empty, or another tenant's; that is said, and the rules and the script are there.
func TestWithoutPrecedents(t *testing.T) {
	w := newWorld(t)
	w.File("acme")
	w.CheckGolden("2_not_read", w.send(functest.Han, w.Event("advice", "")), "")
	for range 3 {
		w.solved("globex", complaint.Exchange, 5)
	}
	w.File("acme")
	w.Handle()
	for lang, want := range map[string]string{"zh": "没有可参考的先例", "en": "no precedent"} {
		a := w.told(map[string]string{"lang": lang})
		if len(a.Similar) != 0 || a.Suggestion.Remedy != "" || !strings.Contains(strings.Join(a.Suggestion.Says, " "), want) {
			t.Errorf("%+v %+v", a.Similar, a.Suggestion)
		}
		if len(a.Rules.Milestones) < 5 || len(a.Rules.Statutory) == 0 || a.Rules.Milestones[0].Source == "" {
			t.Errorf("rules %+v", a.Rules)
		}
	}
	w.solved("acme", complaint.Exchange, 5)
	w.File("acme")
	w.Handle()
	if a := w.told(map[string]string{"lang": "en"}); len(a.Similar) != 1 || a.Suggestion.Remedy != "" || !strings.Contains(a.Suggestion.Says[0], "too little") {
		t.Errorf("one case suggests %+v", a.Suggestion)
	}
}

// TestAdviceSaysNothingOfOthers: of the complainants of past cases, of what they wrote and of what staff noted nothing is told; nor what this
// one wrote.
func TestAdviceSaysNothingOfOthers(t *testing.T) {
	w := newWorld(t)
	var cases []string
	for range 3 {
		w.solved("acme", complaint.Exchange, 5)
		cases = append(cases, w.Ref.Case)
	}
	w.File("acme")
	w.Handle()
	body := w.send(functest.Han, w.Event("advice", "")).Body
	words := append([]string{functest.StaffOnly, functest.Wang.Name, functest.Wang.Email, functest.Wang.Phone, "wang", functest.Content, "kettle", functest.Tier}, cases...)
	for _, word := range words {
		if strings.Contains(body, word) {
			t.Errorf("it says %q: %s", word, body)
		}
	}
}

// TestWhoIsNotAdvised: what is wrong, not there, another tenant's, or asked by nobody who works here.
func TestWhoIsNotAdvised(t *testing.T) {
	w := newWorld(t)
	foreign := w.File("globex").ID
	w.File("acme")
	w.Handle()
	for name, c := range map[string]struct {
		by     complaint.Role
		id     string
		query  map[string]string
		status int
	}{
		"an auditor":              {complaint.Auditor, w.Ref.Case, nil, http.StatusOK},
		"a complainant":           {complaint.Customer, w.Ref.Case, nil, http.StatusForbidden},
		"nobody":                  {"", w.Ref.Case, nil, http.StatusForbidden},
		"another tenant's case":   {complaint.Agent, foreign, nil, http.StatusNotFound},
		"a case there is not":     {complaint.Agent, "RD-0000-0000-0000-0001", nil, http.StatusNotFound},
		"no reference":            {complaint.Agent, "1#CASE", nil, http.StatusNotFound},
		"another language":        {complaint.Agent, w.Ref.Case, map[string]string{"lang": "fr"}, http.StatusBadRequest},
		"no language":             {complaint.Agent, w.Ref.Case, map[string]string{"lang": ""}, http.StatusBadRequest},
		"another way of speaking": {complaint.Agent, w.Ref.Case, map[string]string{"channel": "fax"}, http.StatusBadRequest},
	} {
		e := w.Event("advice", "")
		e.PathParameters["case"], e.QueryStringParameters = c.id, c.query
		if reply := w.send(complaint.Actor{Role: c.by, ID: "x"}, e); reply.StatusCode != c.status || strings.Contains(reply.Body, "globex") {
			t.Errorf("%s: %d %s", name, reply.StatusCode, reply.Body)
		}
	}
}

// TestAdviceChangesNothing: asking writes no commit.
func TestAdviceChangesNothing(t *testing.T) {
	w := newWorld(t)
	w.File("acme")
	before := w.Handle().Revision
	w.told(nil)
	if after := w.Known().Revision; after != before {
		t.Errorf("revision %d became %d", before, after)
	}
}
