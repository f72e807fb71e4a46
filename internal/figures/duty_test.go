package figures

import (
	"testing"
	"time"

	"redress/internal/complaint"
)

// An agent who does what Duty says meets each milestone before anybody is warned.
func TestDuty(t *testing.T) {
	start := time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC)
	clock := func(milestone string, by complaint.Signal, recurs bool) complaint.Clock {
		return complaint.Clock{
			ID: milestone, Milestone: milestone, From: start, Due: start.Add(8 * time.Hour), MetBy: []complaint.Signal{by}, Recurs: recurs,
			Rungs: []complaint.Rung{{At: start.Add(4 * time.Hour)}},
		}
	}
	for name, test := range map[string]struct {
		change func(*complaint.Case)
		after  time.Duration
		want   string
	}{
		"nobody's":               {func(c *complaint.Case) { c.Owner = nil }, 0, "take"},
		"time enough":            {clocks(clock("report", complaint.SignalRecorded, false)), time.Hour, ""},
		"half the time is gone":  {clocks(clock("report", complaint.SignalRecorded, false)), 2 * time.Hour, "record"},
		"to be assessed":         {clocks(clock("assessed", complaint.SignalAssessed, false)), 2 * time.Hour, "assess"},
		"to be solved":           {clocks(clock("solution", complaint.SignalProposed, false)), 2 * time.Hour, "propose"},
		"to be called":           {clocks(clock("contacted", complaint.SignalContacted, false)), 2 * time.Hour, "contact"},
		"to be carried out":      {clocks(clock("apology", complaint.SignalExecuted, false)), 2 * time.Hour, "propose"},
		"the machine's":          {clocks(clock("acknowledged", complaint.SignalAcknowledged, false)), 2 * time.Hour, "propose"},
		"nothing else is owed":   {clocks(clock("informed", complaint.SignalInformed, true)), time.Hour, "propose"},
		"and a plan was made":    {func(c *complaint.Case) { c.Plan = &complaint.Plan{} }, time.Hour, "execute"},
		"the complainant's turn": {func(c *complaint.Case) { c.Phase = complaint.Concluding }, time.Hour, ""},
	} {
		c := complaint.Case{Phase: complaint.Handling, Owner: &complaint.Actor{ID: "ana"}}
		test.change(&c)
		got := ""
		if cmd := Duty(c, start.Add(test.after)); cmd != nil {
			got = complaint.Name(cmd)
		}
		if got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

func clocks(all ...complaint.Clock) func(*complaint.Case) {
	return func(c *complaint.Case) { c.Clocks = all }
}
