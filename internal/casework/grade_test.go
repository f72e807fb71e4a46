package casework_test

import (
	"strings"
	"testing"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// trifler reads every complaint as a trifle, with the factors that it names by their own names.
type trifler struct{}

func (trifler) Read(text string) complaint.Reading {
	r := reading(complaint.CategoryQuality, complaint.Minor).Reading
	for _, f := range complaint.Factors {
		if strings.Contains(text, "("+string(f)+")") {
			r.Factors = append(r.Factors, complaint.Aggravation{Factor: f, Words: []string{string(f)}})
		}
	}
	return r
}

// settle takes a case to where its remedy was carried out, so that nothing is merged with it.
func (w *world) settle(c complaint.Case) {
	w.Helper()
	c = w.do(c, complaint.TheSystem, &complaint.Acknowledge{})
	c = w.do(c, han, &complaint.Take{})
	w.do(c, han, &complaint.Propose{Remedy: complaint.Refund, Text: "You get your money back."})
	w.do(c, han, &complaint.Execute{})
}

// graded is the reading of a case as it is on record.
func (w *world) graded(c complaint.Case) complaint.Reading {
	w.Helper()
	return w.commit(c.Ref(), "classify").Events[0].(*complaint.Read).Reading
}

// Seed 003: the same matter again raises the grade by the policy's rules, for the fourth time to the worst; the reason names the
// rule, its source and the earlier cases.
func TestTheSameMatterAgainRaisesTheGrade(t *testing.T) {
	w := newWorld(t)
	w.reader.Classifier = trifler{}
	var earlier []string
	for i, want := range []struct {
		grade complaint.Grade
		rule  string
	}{
		{complaint.Minor, "grading.none"}, {complaint.Ordinary, "grading.again"},
		{complaint.Ordinary, "grading.again"}, {complaint.Major, "grading.again_and_again"},
	} {
		c := w.understood(w.file(told(complaint.Web)))
		why := w.graded(c).Reasons
		last := why[len(why)-1]
		if c.Grade != want.grade || last.Rule != want.rule || len(last.Words) != len(earlier) || (len(earlier) > 0) != (last.Source != "") {
			t.Errorf("complaint %d: grade %d because %+v, want %d by %s and %v", i+1, c.Grade, last, want.grade, want.rule, earlier)
		}
		w.settle(c)
		earlier = append(earlier, c.ID)
		w.clock.Pass(time.Hour)
	}
}

// What the text says and what is known are judged by the policy that the case was received under.
func TestACaseIsGradedByItsOwnPolicy(t *testing.T) {
	w := newWorld(t)
	w.reader.Classifier = trifler{}
	w.enrol("old", "redress-2026.3")
	for text, want := range map[string][2]complaint.Grade{ // under the policy of now, and that of then
		"It creaks.":                                                   {complaint.Minor, complaint.Minor},
		"It creaks, and I told you (repeated).":                        {complaint.Ordinary, complaint.Ordinary},
		"My grandmother (vulnerable) has a rash (health).":             {complaint.Major, complaint.Ordinary},
		"A child (child) has a rash (health).":                         {complaint.Major, complaint.Major},
		"All the tenants of the house (group_action) want their money": {complaint.Major, complaint.Major},
		"We lost everything (major_loss).":                             {complaint.Major, complaint.Ordinary},
	} {
		for i, id := range []string{acme, "old"} {
			f := complainOf(id, text)
			f.Complainant = complaint.Complainant{Email: casework.NewReference() + "@example.com"} // each is somebody else's
			if c := w.understood(w.file(f)); c.Grade != want[i] {
				t.Errorf("%q of %s: grade %d because %+v, want %d", text, id, c.Grade, w.graded(c).Reasons, want[i])
			}
		}
	}
}

// A classifier that found something grave is never talked down by a policy that knows no rule for it.
func TestTheRulesNeverLowerAReading(t *testing.T) {
	w := newWorld(t)
	if c := w.understood(w.file(told(complaint.Web, func(f *complaint.File) { f.Content = "There was smoke." }))); c.Grade != complaint.Major {
		t.Errorf("grade %d", c.Grade)
	}
}

// That a complaint is made again makes it graver than the open case that it is the same as: it does not disappear in that one, a
// person decides.
func TestARepeatDoesNotDisappearInAMilderCase(t *testing.T) {
	w := newWorld(t)
	w.reader.Classifier = trifler{}
	over, open := w.understood(w.file(told(complaint.Web))), w.understood(w.file(told(complaint.Phone, vague)))
	open = w.do(open, complaint.TheSystem, &complaint.Acknowledge{})
	w.do(open, han, &complaint.NotSame{Case: over.ID, Reason: "Another sofa."})
	w.settle(over)
	again := w.understood(w.file(told(complaint.Email, vague)))
	if again.Grade != complaint.Ordinary || !again.Open() || len(again.Twins) != 1 || again.Twins[0].Case != open.ID {
		t.Errorf("it is %s of grade %d, twins %+v", again.Phase, again.Grade, again.Twins)
	}
}
