package complaint_test

import (
	"slices"
	"testing"

	"redress/internal/complaint"
)

// What users of other systems complain of, each by the number it has there.

// zammad#4353: a deadline that is no longer owed goes on mailing.
func TestZammad4353WhatIsNotOwedIsSilent(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Minor)
	s.does(mei, &complaint.Assess{Category: complaint.CategoryAttitude, Reason: "It is about the clerk."})
	for _, said := range fired(s.on("2026-05-07 10:00").does(system, &complaint.Tick{})) {
		if slices.Contains([]string{"inspection_arranged", "inspection_report", "quality_ledger"}, clockOf(said)) {
			t.Errorf("%s fired, though nobody owes it", said)
		}
	}
}

// clockOf is the clock of what fired says, "clock level".
func clockOf(said string) string {
	for i, r := range said {
		if r == ' ' {
			return said[:i]
		}
	}
	return said
}

// glpi#1996: escalation mails without end. A ladder has a top, and each rung is told once.
func TestGlpi1996EscalationsEnd(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Minor)
	told := map[string]int{}
	for _, day := range []string{"2026-04-13", "2026-04-14", "2026-04-20", "2026-05-20", "2027-04-20"} {
		for _, said := range fired(s.on(day+" 10:00").does(system, &complaint.Tick{})) {
			told[said]++
		}
	}
	for said, times := range told {
		if times != 1 && clockOf(said) != "kept_informed" { // the word to the complainant recurs, as it should
			t.Errorf("%s %d times", said, times)
		}
	}
	if told["solution executive"] != 1 {
		t.Errorf("the ladder was not climbed to its top: %v", told)
	}
}

// glpi#5319: escalations that were missed are never made up for. One late tick makes up for all of them.
func TestGlpi5319MissedOnesAreMadeUpFor(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryDelay, complaint.Minor)
	said := fired(s.on("2026-04-10 10:00").does(system, &complaint.Sweep{}))
	for _, level := range []string{"warning", "owner", "lead", "manager"} {
		if !slices.Contains(said, "responded "+level) {
			t.Errorf("%s was not told: %v", level, said)
		}
	}
}

// glpi#24399: an approval that was rejected shows as given. A refused extension moves nothing.
func TestGlpi24399ARefusalIsNoApproval(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Minor)
	s.does(mei, &complaint.AskExtension{Clock: "solution", Within: "9d", Reason: "Busy."})
	m := s.does(lin, &complaint.AnswerExtension{Clock: "solution", Reason: "No."})
	s.isDue("solution", "2026-04-12 10:00")
	if answer, is := m.Events[0].(*complaint.ExtensionAnswered); !is || answer.Granted || len(m.Events) != 1 || len(s.c.Extensions) != 0 {
		t.Errorf("recorded %+v", m.Events)
	}
}

// chatwoot#4526: one survey for a whole conversation. Each round has its own.
func TestChatwoot4526EachRoundIsAskedAbout(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary).asked()
	s.does(customer, unhappy())
	s.does(tao, &complaint.Take{})
	s.does(tao, &complaint.Propose{Remedy: complaint.Refund, Text: "All your money back."})
	s.does(tao, &complaint.Execute{})
	s.at = s.c.Survey.SendAt
	if m := s.does(system, &complaint.Ask{}); len(m.Events) == 0 || s.c.Survey.Answer != nil {
		t.Errorf("the second round is not asked about: %+v", s.c.Survey)
	}
	s.does(customer, happy())
}

// frappe/helpdesk#3776: the time on hold is ignored. What the queue shows is when the pause ends, and then the moved deadline.
func TestFrappe3776TheQueueKnowsTheHold(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
	for _, k := range []string{"inspection_arranged"} {
		s.does(mei, &complaint.Record{Milestone: k, Note: "Done."})
	}
	s.does(mei, &complaint.Assess{})
	s.does(mei, photo())
	if got := s.wall(s.c.NextDue()); got != "2026-04-12 10:00" {
		t.Errorf("while it waits the queue shows %s, want the end of the pause", got)
	}
	s.on("2026-04-08 10:00").does(customer, &complaint.Write{Text: "Here."})
	if got := s.wall(s.c.NextDue()); got != "2026-04-13 10:00" {
		t.Errorf("after a day of waiting the queue shows %s, want the deadline a day later", got)
	}
}
