package complaint_test

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"redress/internal/complaint"
	"redress/internal/golden"
)

// life is a case that everybody handles in time. It comes in on Tuesday 2026-04-07 at 10:00.
type life struct {
	category complaint.Category
	grade    complaint.Grade
	record   []string          // the milestones that people record, in order
	due      map[string]string // every clock but those that every life has
}

// lives are worked out by hand from requirement C, one for each flow.
var lives = map[complaint.Flow]life{
	complaint.Quality: {complaint.CategoryQuality, complaint.Ordinary,
		[]string{"inspection_arranged", "inspection_report", "quality_ledger"},
		map[string]string{
			"acknowledged":        "2026-04-08 10:00",
			"inspection_arranged": "2026-04-10 10:00",
			"inspection_report":   "2026-04-12 10:00",
			"solution":            "2026-04-12 10:00",
			"quality_ledger":      "2026-04-12 10:00",
			"plan_told":           "2026-04-08 11:30",
		}},
	complaint.Attitude: {complaint.CategoryAttitude, complaint.Minor,
		[]string{"internal_inquiry", "training"},
		map[string]string{
			"contacted":        "2026-04-07 22:00",
			"internal_inquiry": "2026-04-09 10:00",
			"apology":          "2026-04-10 10:00",
			"training":         "2026-04-10 10:00",
			"plan_told":        "2026-04-08 11:30",
		}},
	complaint.Delay: {complaint.CategoryDelay, complaint.Ordinary,
		[]string{"cause_found", "process_improvement"},
		map[string]string{
			"responded":           "2026-04-07 14:00",
			"cause_found":         "2026-04-08 10:00",
			"remedy":              "2026-04-09 10:00",
			"process_improvement": "2026-04-09 10:00",
			"plan_told":           "2026-04-08 11:30",
		}},
	complaint.Billing: {complaint.CategoryBilling, complaint.Ordinary,
		[]string{"voucher_received", "reconciliation", "dispute_prevented"},
		map[string]string{
			"voucher_received":  "2026-04-07 12:00",
			"reconciliation":    "2026-04-08 10:00",
			"adjustment":        "2026-04-09 10:00",
			"dispute_prevented": "2026-04-09 10:00",
			"plan_told":         "2026-04-08 11:30",
		}},
	complaint.Delivery: {complaint.CategoryDelivery, complaint.Ordinary,
		[]string{"mistake_typed", "reshipment", "receipt_followed_up", "loss_compensated"},
		map[string]string{
			"mistake_typed":       "2026-04-07 16:00",
			"reshipment":          "2026-04-08 10:00",
			"receipt_followed_up": "2026-04-10 10:00",
			"loss_compensated":    "2026-04-10 10:00",
			"plan_told":           "2026-04-08 11:30",
		}},
	complaint.Safety: {complaint.CategorySafety, complaint.Major,
		[]string{"emergency_response", "hazard_check", "rectification_report", "hazard_closed", "contingency_team"},
		map[string]string{
			"emergency_response":   "2026-04-07 11:00",
			"hazard_check":         "2026-04-08 10:00",
			"rectification_report": "2026-04-10 10:00",
			"comfort_plan":         "2026-04-10 10:00",
			"hazard_closed":        "2026-04-10 10:00",
			"major_contact":        "2026-04-07 11:00",
			"contingency_team":     "2026-04-07 11:00",
		}},
	complaint.Suggestion: {complaint.CategorySuggestion, complaint.Minor,
		[]string{"feasibility", "reward"},
		map[string]string{
			"thanked":         "2026-04-08 10:00",
			"feasibility":     "2026-04-10 10:00",
			"adoption_answer": "2026-04-14 10:00",
			"reward":          "2026-04-14 10:00",
			"plan_told":       "2026-04-08 11:30",
		}},
	complaint.General: {complaint.CategoryOther, complaint.Minor,
		[]string{"cause_found"},
		map[string]string{
			"acknowledged": "2026-04-08 10:00",
			"cause_found":  "2026-04-10 10:00",
			"solution":     "2026-04-12 10:00",
			"plan_told":    "2026-04-08 11:30",
		}},
}

// everyLife is what every life has besides.
var everyLife = map[string]string{
	"registered":    "2026-04-08 18:00", // 1 working day from receipt
	"assessed":      "2026-04-09 18:00", // 2 working days from registration
	"kept_informed": "2026-04-09 18:00", // 2 working days from the plan, the last word before execution
	"survey":        "2026-04-15 11:00", // 7 days from execution
}

func TestLifeOnTime(t *testing.T) {
	for _, flow := range complaint.Flows {
		t.Run(string(flow), func(t *testing.T) { lives[flow].run(t, flow) })
	}
}

func (l life) run(t *testing.T, flow complaint.Flow) {
	s := tell(t, "cn").on("2026-04-07 10:00")
	step := func(wall string, by complaint.Actor, cmd complaint.Command, then complaint.Phase) {
		t.Helper()
		s.on(wall)
		if m := s.does(system, &complaint.Tick{}); len(m.Events) != 0 {
			t.Fatalf("%s: a timer fired %v in a life on time", wall, fired(m))
		}
		s.does(by, cmd)
		s.isIn(then)
	}

	s.does(customer, sofa())
	s.isIn(complaint.Received)
	step("2026-04-07 10:00", system, readAs(l.category, l.grade), complaint.Classified)
	step("2026-04-07 10:01", system, &complaint.Acknowledge{}, complaint.Handling)
	s.deliver()
	step("2026-04-07 10:05", mei, &complaint.Take{}, complaint.Handling)
	step("2026-04-07 10:10", mei, &complaint.Assess{}, complaint.Handling)
	step("2026-04-07 10:20", mei, &complaint.Contact{By: "phone", Note: "She sends pictures."}, complaint.Handling)
	for i, milestone := range l.record {
		step(fmt.Sprintf("2026-04-07 10:2%d", i+1), mei, &complaint.Record{Milestone: milestone, Note: "done"}, complaint.Handling)
	}
	step("2026-04-07 11:30", mei, &complaint.Propose{Remedy: complaint.Exchange, Text: "A new one."}, complaint.Handling)
	s.deliver()
	step("2026-04-08 11:00", mei, &complaint.Execute{}, complaint.Executed)
	step("2026-04-11 11:00", system, &complaint.Ask{}, complaint.Surveying)
	s.deliver()
	step("2026-04-12 09:00", customer, happy(), complaint.Closed)

	if s.c.Flow != flow || s.c.Outcome != complaint.Satisfied {
		t.Errorf("the case ended %s in flow %s", s.c.Outcome, s.c.Flow)
	}
	l.check(t, s)
}

// check compares every clock with what was worked out by hand: there is no other, and each was met in time.
func (l life) check(t *testing.T, s *story) {
	want := maps.Clone(everyLife)
	maps.Copy(want, l.due)
	for _, k := range s.c.Clocks {
		if _, expected := want[k.ID]; !expected {
			t.Errorf("clock %s is not expected", k.ID)
			continue
		}
		s.isDue(k.ID, want[k.ID])
		delete(want, k.ID)
		switch {
		case k.Breached(s.at):
			t.Errorf("%s, due %s, was met late: %s", k.ID, s.wall(k.Due), s.wall(k.MetAt))
		case k.Open(), k.MetAt.IsZero() != k.Recurs: // the recurring one ends with the work
			t.Errorf("%s was not met", k.ID)
		}
	}
	if len(want) != 0 {
		t.Errorf("clocks %v never started", slices.Sorted(maps.Keys(want)))
	}
}

// What a case goes through that nobody touches: the machine reads and acknowledges it, and only the timer wakes.
func TestNeglectedCase(t *testing.T) {
	for _, flow := range complaint.Flows {
		t.Run(string(flow), func(t *testing.T) {
			golden.Check(t, filepath.Join("testdata", "golden", "neglected_"+string(flow)+".txt"), neglected(t, lives[flow]))
		})
	}
}

func neglected(t *testing.T, l life) string {
	s := tell(t, "cn").on("2026-04-07 10:00")
	s.does(customer, sofa())
	s.does(system, readAs(l.category, l.grade))
	s.does(system, &complaint.Acknowledge{})
	s.deliver()
	var log strings.Builder
	for until := s.at.AddDate(0, 0, 10); ; {
		s.at = s.c.NextRung()
		if s.at.IsZero() || s.at.After(until) {
			return log.String()
		}
		s.does(system, &complaint.Tick{})
		for _, n := range s.notices {
			fmt.Fprintf(&log, "%s  %-11s %-12s %-21s due %s\n", s.wall(s.at), n.Kind, n.To, n.Clock, s.wall(n.Due))
		}
		s.notices = nil
	}
}

// The same life where nobody asks the timer in time: one late sweep fires what all the ticks would have fired.
func TestOneLateSweepMakesUpForEveryTick(t *testing.T) {
	neglect := func(cmd complaint.Command, wake func(*story) time.Time) map[string]int {
		s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategorySafety, complaint.Major)
		rungs := map[string]int{}
		for end := s.time("2026-04-11 12:00"); ; {
			s.at = wake(s)
			if s.at.IsZero() || s.at.After(end) {
				return rungs
			}
			for _, r := range fired(s.does(system, cmd)) {
				if !strings.HasPrefix(r, "kept_informed") { // which counts from when the complainant was told
					rungs[r]++
				}
			}
		}
	}
	timely := neglect(&complaint.Tick{}, func(s *story) time.Time { return s.c.NextRung() })
	late := neglect(&complaint.Sweep{}, func(s *story) time.Time {
		if end := s.time("2026-04-11 12:00"); s.at.Before(end) {
			return end
		}
		return time.Time{}
	})
	if !maps.Equal(timely, late) {
		t.Errorf("ticks fired %v\nthe sweep fired %v", timely, late)
	}
	for rung, times := range timely {
		if times != 1 {
			t.Errorf("%s fired %d times", rung, times)
		}
	}
}
