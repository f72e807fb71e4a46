package main

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"text/tabwriter"
	"time"

	"redress/internal/calendar"
	"redress/internal/complaint"
	"redress/internal/functest"
	"redress/internal/policy"
)

// strictly is the built-in policy in which a solution is due two days sooner, and an inspection two days later.
func strictly(t *testing.T) policy.Rules {
	t.Helper()
	text := strings.NewReplacer(
		"milestone: solution, within: 5d", "milestone: solution, within: 3d",
		"milestone: inspection_report, within: 5d", "milestone: inspection_report, within: 7d",
	).Replace(string(policy.DefaultSource()))
	text = regexp.MustCompile(`version: \S+`).ReplaceAllString(text, "version: strict-1")
	p, err := policy.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	cal, err := calendar.Embedded("cn")
	if err != nil {
		t.Fatal(err)
	}
	return policy.Rules{Policy: p, Calendar: cal}
}

// A move is shown clock by clock before it is made; made twice it is made once; a closed case is left alone.
func TestMoveShowsAndMoves(t *testing.T) {
	w := functest.New(t)
	w.File("acme")
	c := w.Handle()
	w.File("acme")
	show := func(goOn, provisional bool) (string, mover) {
		var out bytes.Buffer
		m := mover{
			policyMove: policyMove{Tenant: "acme", Reason: "Stricter.", GoOn: goOn, Provisional: provisional},
			cases:      w.Cases, rules: strictly(t), table: tabwriter.NewWriter(&out, 0, 0, 1, ' ', 0),
		}
		w.OK(m.all(t.Context(), w.Memory))
		w.OK(m.table.Flush())
		return out.String(), m
	}
	if out, m := show(true, true); m.moved != 0 || m.seen != 2 || out != "" {
		t.Fatalf("nothing is provisional, and %d of %d moved:\n%s", m.moved, m.seen, out)
	}
	shown, m := show(false, false)
	before, err := w.Memory.Case(t.Context(), c.Ref())
	w.OK(err)
	if m.moved != 2 || before.Policy == "strict-1" {
		t.Fatalf("%d moved, policy %s", m.moved, before.Policy)
	}
	for _, want := range []string{" solution 2026-03-07 09:00 2026-03-05 09:00", " inspection_report 2026-03-07 09:00 2026-03-09 09:00"} {
		if !strings.Contains(regexp.MustCompile(` +`).ReplaceAllString(shown, " "), c.ID+strings.TrimRight(want, " ")) {
			t.Errorf("%q is not in\n%s", want, shown)
		}
	}
	made, _ := show(true, false)
	after, err := w.Memory.Case(t.Context(), c.Ref())
	w.OK(err)
	if made != shown || after.Policy != "strict-1" {
		t.Errorf("shown\n%s\nmade\n%s\npolicy %s", shown, made, after.Policy)
	}
	if k, _ := after.ClockByID("solution"); !k.Due.Equal(time.Date(2026, 3, 5, 1, 0, 0, 0, time.UTC)) {
		t.Errorf("due %s", k.Due)
	}
	history, err := w.Memory.Commits(t.Context(), c.Ref())
	w.OK(err)
	if last := history[len(history)-1]; last.Command != "adopt_rules" || last.Actor.Role != complaint.TenantAdmin || last.Actor.ID == "" {
		t.Errorf("on record: %+v", last)
	}
	if _, m := show(true, false); m.moved != 0 {
		t.Errorf("%d moved again", m.moved)
	}
}
