package casework_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/functest"
)

// closings is what was kept of the tenant's cases that closed.
func (w *world) closings(tenant string) []casework.Closing {
	w.Helper()
	found, err := w.memory.Closings(w.Context(), tenant, functest.Monday.AddDate(-1, 0, 0), functest.Monday.AddDate(1, 0, 0))
	w.ok(err)
	return found
}

// concluded is a case for which the tenant has done all that it still owed.
func (w *world) concluded(c complaint.Case) complaint.Case {
	w.Helper()
	w.deliverAll() // the acknowledgement leaves
	c = w.do(w.do(c, han, &complaint.Assess{}), han, &complaint.Contact{By: "phone", Note: "Seen to."})
	for _, k := range c.OpenObligations() {
		if k.MeetableBy(complaint.SignalRecorded) {
			c = w.do(c, han, &complaint.Record{Milestone: k.Milestone, Note: "Seen to."})
		}
	}
	return c
}

// TestWhatIsKeptOfAClosedCase: what figures need, once, and nothing that says whose case it was or what was said in it.
func TestWhatIsKeptOfAClosedCase(t *testing.T) {
	w := newWorld(t)
	c := w.surveyed(acme)
	if open := w.closings(acme); len(open) > 0 {
		t.Fatalf("of an open case there is %+v", open)
	}
	c = w.do(c, complaint.TheComplainant, &complaint.Reply{Answer: complaint.Answer{Attitude: 5, Solved: 4, Speed: 3, Process: 4, Overall: 5, Comment: "My name is Wang."}})
	c = w.concluded(c)
	if c.Phase != complaint.Closed {
		t.Fatalf("the case is %s and owes %+v", c.Phase, c.OpenObligations())
	}
	all := w.closings(acme)
	if len(all) != 1 {
		t.Fatalf("closings %+v", all)
	}
	got := all[0]
	if got.Case != c.ID || got.Flow != c.Flow || got.Grade != c.Grade || got.Outcome != complaint.Satisfied || got.Remedy != c.Plan.Remedy || got.Rounds != 1 {
		t.Errorf("%+v of %+v", got, c)
	}
	if got.Rating == nil || !got.Rating.Satisfied || got.Rating.Speed != 3 {
		t.Errorf("rating %+v", got.Rating)
	}
	met := 0
	for _, k := range c.Clocks {
		if !k.MetAt.IsZero() && !k.Recurs {
			met++
		}
	}
	if len(got.Steps) != met || met == 0 {
		t.Errorf("steps %+v, want %d", got.Steps, met)
	}
	text, err := json.Marshal(got)
	w.ok(err)
	for _, hidden := range []string{"Wang", c.Complainant.Email, c.Complainant.Phone, c.Complainant.Name, han.ID, c.Plan.Text, "Seen to"} {
		if hidden != "" && strings.Contains(string(text), `"`+hidden+`"`) {
			t.Errorf("it says %q: %s", hidden, text)
		}
	}
	w.clock.Pass(time.Hour)
	w.do(c, complaint.TheComplainant, &complaint.Write{Text: "Thank you."})
	if again := w.closings(acme); len(again) != 1 {
		t.Errorf("a word after the end closes it again: %+v", again)
	}
}

// TestWhatWasPaidIsKeptOfAClosedCase: in all rounds and of its parts, one sum of each currency.
func TestWhatWasPaidIsKeptOfAClosedCase(t *testing.T) {
	w := deciding(t)
	pays := func(c complaint.Case, by complaint.Actor, yuan int) complaint.Case {
		c = w.do(w.do(c, by, pay(yuan)), by, &complaint.Execute{})
		w.clock.Set(c.Survey.SendAt)
		return w.do(c, complaint.TheSystem, &complaint.Ask{})
	}
	c := pays(w.another(0, "li@example.com", ""), han, 40)
	c = w.do(c, complaint.TheComplainant, &complaint.Reply{Answer: complaint.Answer{Attitude: 1, Solved: 1, Speed: 1, Process: 1, Overall: 1}})
	if c.Round != 2 {
		t.Fatalf("round %d", c.Round)
	}
	c = pays(w.do(c, mei, &complaint.Take{}), mei, 60)
	c = w.do(c, complaint.TheComplainant, &complaint.Reply{Answer: complaint.Answer{Attitude: 5, Solved: 5, Speed: 5, Process: 5, Overall: 5}})
	c = w.concluded(c)
	all := w.closings(acme)
	if len(all) != 1 || len(all[0].Paid) != 1 || all[0].Paid[0] != (complaint.Sum{Amount: 100_00, Currency: complaint.Yuan}) {
		t.Errorf("%s: %+v", c.Phase, all)
	}
}

// TestACaseThatIsOpenedAgainClosesAgain: a report counts it as it closed last.
func TestACaseThatIsOpenedAgainClosesAgain(t *testing.T) {
	w := newWorld(t)
	c := w.surveyed(acme)
	c = w.do(c, complaint.TheComplainant, &complaint.Reply{Answer: complaint.Answer{Attitude: 5, Solved: 5, Speed: 5, Process: 5, Overall: 5}})
	c = w.concluded(c)
	c = w.do(c, han, &complaint.Reopen{Reason: "It broke again."})
	if all := w.closings(acme); len(all) != 1 || c.Phase == complaint.Closed {
		t.Fatalf("%s, %+v", c.Phase, all)
	}
}
