package complaint_test

import (
	"testing"

	"redress/internal/complaint"
)

// filled is a form that was checked by whoever knows the forms.
func filled() *complaint.Filled {
	return &complaint.Filled{
		Form: "redress-forms-1", Data: []byte(`{"a":1}`),
		Tell: []complaint.Line{{Title: map[complaint.Language]string{complaint.English: "A"}, Text: map[complaint.Language]string{complaint.English: "1"}}},
	}
}

// Data are kept as they were checked, whatever was sent, and only where the milestone has a form.
func TestARecordKeepsWhatWasChecked(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
	unchecked := &complaint.Record{Milestone: "inspection_arranged", Note: "x", Data: []byte(`{"a": 2}`)}
	if got := s.refused(mei, unchecked); got.Kind != complaint.Conflict || got.Field != "data" {
		t.Errorf("data without a form: %v", got)
	}
	unchecked.Form = filled()
	m := s.does(mei, unchecked)
	e, is := m.Events[0].(*complaint.MilestoneRecorded)
	if !is || string(e.Data) != `{"a":1}` || e.Form != "redress-forms-1" || len(e.Tell) != 1 || e.Beside {
		t.Errorf("kept is %+v", m.Events[0])
	}
	if k, _ := s.c.ClockByID("inspection_arranged"); k.Open() {
		t.Error("it is still owed")
	}
}

// What something else meets is recorded beside it, with a form alone: it meets nothing and tells nobody.
func TestARecordBesideMeetsNothing(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
	for _, milestone := range []string{"solution", "plan_told", "training", "none"} {
		if got := s.refused(mei, &complaint.Record{Milestone: milestone, Note: "x"}); got.Field != "milestone" {
			t.Errorf("%s without a form: %v", milestone, got)
		}
	}
	for _, milestone := range []string{"training", "none", "plan_told"} { // another flow's, nobody's, not begun
		if got := s.refused(mei, &complaint.Record{Milestone: milestone, Note: "x", Form: filled()}); got.Field != "milestone" {
			t.Errorf("%s: %v", milestone, got)
		}
	}
	m := s.does(mei, &complaint.Record{Milestone: "solution", Note: "x", Form: filled()})
	if e, is := m.Events[0].(*complaint.MilestoneRecorded); !is || !e.Beside || len(m.Events) != 1 || len(complaint.Notices(s.c, m)) != 0 {
		t.Errorf("it did %+v", m.Events)
	}
	if k, _ := s.c.ClockByID("solution"); !k.Open() || !s.c.Recordable("solution") || s.c.Owes("solution") {
		t.Error("it met the milestone")
	}
}

// The cases in which the same is disputed are on the case, each once.
func TestDisputesAreOnTheCase(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryBilling, complaint.Ordinary)
	same := filled()
	same.Same = []complaint.Dispute{{Case: "R-8", By: "voucher"}, {Case: "R-9", By: "order"}, {Case: "R-8", By: "order"}}
	s.does(mei, &complaint.Record{Milestone: "voucher_received", Note: "x", Form: same})
	s.does(mei, &complaint.Record{Milestone: "adjustment", Note: "x", Form: same})
	if len(s.c.Disputes) != 2 || s.c.Disputes[0].By != "voucher" {
		t.Errorf("disputes %+v", s.c.Disputes)
	}
}
