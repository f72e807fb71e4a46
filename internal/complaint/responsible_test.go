package complaint_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"redress/internal/complaint"
)

func findsOut() *complaint.Investigate {
	return &complaint.Investigate{
		LookedAt: "The frame, at the customer's.", Finding: "A knot in the wood.",
		Sources: []complaint.SourceKind{complaint.SourcePhoto, complaint.SourceSiteVisit}, Evidence: []string{"EV-7F3K"},
	}
}

// holds gives departments their shares, by finding 1.
func holds(shares ...any) *complaint.DecideResponsibility {
	m := &complaint.DecideResponsibility{Reason: "The wood should have been sorted out.", Findings: []int{1}}
	for i := 0; i < len(shares); i += 2 {
		department, _ := shares[i].(string)
		percent, _ := shares[i+1].(int)
		m.Shares = append(m.Shares, complaint.Share{Department: department, Percent: percent})
	}
	return m
}

// Whatever shares are given: those of all departments, each once and none without any, that come to the whole are taken, and
// no others.
func TestSharesAreTheWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		departments := []string{"quality", "service", "production", "warehouse", "finance"}
		n := rapid.IntRange(0, 5).Draw(t, "departments")
		m := holds()
		left := 100
		for i := range n {
			percent := rapid.IntRange(-1, 101).Draw(t, "percent")
			if rapid.IntRange(0, 3).Draw(t, "fit") > 0 && i == n-1 {
				percent = left
			}
			left -= percent
			m.Shares = append(m.Shares, complaint.Share{Department: rapid.SampledFrom(departments).Draw(t, "department"), Percent: percent})
		}
		sum, fine := 0, n > 0
		seen := map[string]bool{}
		for _, s := range m.Shares {
			sum += s.Percent
			fine = fine && s.Percent > 0 && s.Percent <= 100 && !seen[s.Department]
			seen[s.Department] = true
		}
		if err := complaint.Check(m); (err == nil) != (fine && sum == 100) {
			t.Fatalf("%v: %v", m.Shares, err)
		}
	})
}

// Requirement D4: responsibility is decided with what was found, revised with a reason, and what was decided before stays on record.
func TestResponsibilityRestsOnFindings(t *testing.T) {
	s := tell(t, "cn", gated()).opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
	if got := s.refused(mei, holds("quality", 100)); got.Kind != complaint.Conflict || got.Field != "findings" {
		t.Fatalf("without a finding: %v", got)
	}
	s.does(mei, findsOut())
	if got := s.refused(mei, holds("kitchen", 100)); got.Field != "shares.department" || !strings.Contains(got.Detail, "warehouse") {
		t.Errorf("a department that is none: %v", got)
	}
	s.does(mei, holds("production", 60, "warehouse", 40))
	again := findsOut()
	again.Finding, again.Corrects = "No knot: a screw was missing.", 1
	s.does(mei, again)
	if got := s.refused(mei, holds("installation", 100)); got.Field != "findings" || !strings.Contains(got.Detail, "corrected by 2") {
		t.Errorf("by a finding that was corrected: %v", got)
	}
	revised := holds("installation", 100)
	revised.Findings = []int{2}
	s.does(lin, revised)
	if r := s.c.Responsibility; r.Decided != 2 || r.By != "lin" || r.Shares[0].Department != "installation" {
		t.Errorf("decided %+v", r)
	}
	var shares []int
	for _, m := range s.commits {
		for _, e := range m.Events {
			if decided, is := e.(*complaint.ResponsibilityDecided); is {
				shares = append(shares, len(decided.Shares))
			}
		}
	}
	if !slices.Equal(shares, []int{2, 1}) {
		t.Errorf("on record are %v", shares)
	}
}

// The built-in policy holds nobody responsible for what nobody verified; a remedy may come first.
func TestNobodyIsHeldResponsibleForWhatWasNotVerified(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
	s.does(mei, findsOut())
	if got := s.refused(mei, holds("quality", 100)); got.Kind != complaint.Conflict || !strings.Contains(got.Detail, "verified before") {
		t.Fatalf("refused with %v", got)
	}
	s.does(mei, asked4)
	s.does(mei, holds("quality", 100))
}

// Findings are added to, never changed: a correction names what it takes the place of, once.
func TestFindingsAreAppendOnly(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
	s.does(mei, findsOut())
	second := findsOut()
	second.Corrects = 1
	s.does(mei, second)
	for _, corrects := range []complaint.Positive{1, 3} {
		wrong := findsOut()
		wrong.Corrects = corrects
		if got := s.refused(mei, wrong); got.Kind != complaint.Conflict || got.Field != "corrects" {
			t.Errorf("correcting %d: %v", corrects, got)
		}
	}
	if f := s.c.Findings; len(f) != 2 || f[0].CorrectedBy != 2 || f[1].Corrects != 1 {
		t.Errorf("findings %+v", f)
	}
}

func TestFindingsThatAreWrong(t *testing.T) {
	for field, wrong := range map[string]func(*complaint.Investigate){
		"looked_at": func(m *complaint.Investigate) { m.LookedAt = " " },
		"finding":   func(m *complaint.Investigate) { m.Finding = "" },
		"sources":   func(m *complaint.Investigate) { m.Sources = []complaint.SourceKind{"photo", "photo"} },
		"evidence":  func(m *complaint.Investigate) { m.Evidence = []string{"../other"} },
		"corrects":  func(m *complaint.Investigate) { m.Corrects = -1 },
	} {
		m := findsOut()
		wrong(m)
		if err := complaint.Check(m); kindOf(err) != complaint.Invalid || !strings.Contains(err.Error(), " "+field+":") {
			t.Errorf("%s: %v", field, err)
		}
	}
}
