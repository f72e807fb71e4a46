package complaint_test

import (
	"testing"

	"redress/internal/calendar"
	"redress/internal/complaint"
	"redress/internal/policy"
)

// The stories of what the simulation found.

// Somebody has taken the other case's escalation on, so that its clock has no ladder left; the case that takes its
// deadline over has all of it to climb.
func TestMergedDeadlineKeepsALadder(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-15 10:00", complaint.CategoryQuality, complaint.Ordinary)
	o := s.other("2026-04-08 10:00", complaint.CategoryQuality)
	o.on("2026-04-14 10:00").does(system, &complaint.Tick{})
	o.does(mei, &complaint.AcknowledgeEscalation{Clock: "solution"})
	s.on("2026-04-15 11:00").absorbs(o)
	s.isDue("solution", "2026-04-13 10:00")
	if got := s.rung("solution", complaint.ToOwner); got != "2026-04-13 10:00" {
		t.Errorf("the deadline has passed, and its owner is told %s", got)
	}
}

// Who handled an earlier round of either case handles the joint one no further.
func TestMergeLeavesNoExcludedOwner(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-09 10:00", complaint.CategoryQuality, complaint.Ordinary)
	s.does(mei, &complaint.Take{})
	o := s.other("2026-04-09 09:30", complaint.CategoryQuality)
	o.c.Excluded = []string{mei.ID}
	s.absorbs(o)
	if s.c.Owner != nil {
		t.Errorf("%s owns the case and may do nothing on it", s.c.Owner.ID)
	}
	s.does(tao, &complaint.Take{})
}

// By the new rules the deadline lies before the pause: the clock was late, and what is late does not stand still.
func TestNewRulesFindAClockLateBeforeThePause(t *testing.T) {
	s := tell(t, "cn", answering("20h")).opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
	s.on("2026-04-08 05:00").does(mei, &complaint.Take{})
	s.does(mei, photo())
	s.rules = shorter(t)
	s.on("2026-04-08 06:00").does(complaint.Actor{Role: complaint.TenantAdmin, ID: "admin"}, &complaint.AdoptRules{Reason: "New rules."})
	s.isDue("answer", "2026-04-07 20:00")
	if s.clock("answer").Paused {
		t.Error("the clock is late and stands still")
	}
	s.does(system, &complaint.Tick{})
	if s.clock("answer").Fired == 0 {
		t.Error("the deadline has passed, and nobody is told")
	}
}

// shorter are rules with less time for an answer, under another name.
func shorter(t *testing.T) complaint.Rules {
	t.Helper()
	p, err := policy.Default()
	if err != nil {
		t.Fatal(err)
	}
	answering("10h")(p)
	p.Version = "shorter"
	cal, err := calendar.Embedded("cn")
	if err != nil {
		t.Fatal(err)
	}
	return policy.Rules{Policy: p, Calendar: cal}
}
