package policy

import (
	"slices"
	"strings"
	"testing"
	"time"

	"redress/internal/calendar"
	"redress/internal/complaint"
	"redress/internal/policy/preset"
)

// The graver the case, the more is asked of it before it is worked on (ISO 10002 7.6); what is asked of every grade comes first.
func TestTheChecklistIsInProportion(t *testing.T) {
	r := Rules{Policy: standard(t)}
	for _, c := range []struct {
		flow  complaint.Flow
		grade complaint.Grade
		want  string
	}{
		{complaint.Quality, complaint.Minor, "real in_scope"},
		{complaint.Quality, complaint.Ordinary, "real in_scope reasonable purchase"},
		{complaint.Attitude, complaint.Ordinary, "real in_scope reasonable"},
		{complaint.Safety, complaint.Major, "real in_scope reasonable"},
	} {
		if got := strings.Join(r.Checklist(c.flow, c.grade), " "); got != c.want {
			t.Errorf("%s of grade %d: %s, want %s", c.flow, c.grade, got, c.want)
		}
	}
	for _, f := range complaint.Flows {
		for _, g := range complaint.Grades[1:] {
			if graver := r.Checklist(f, g-1); slices.ContainsFunc(r.Checklist(f, g), func(i string) bool { return !slices.Contains(graver, i) }) {
				t.Errorf("%s: something is asked of grade %d and not of the graver one", f, g)
			}
		}
	}
}

// Under any policy that comes with the program grade 1 waits for no verification and is not closed by agreement.
func TestGrade1NeverWaits(t *testing.T) {
	for _, p := range everyPolicy(t) {
		r := Rules{Policy: p}
		for _, cmd := range complaint.Gateable {
			if r.VerifiedFirst(cmd, complaint.Major) {
				t.Errorf("%s: %s waits in cases of grade 1", p.Version, cmd)
			}
		}
		if r.ClosesByAgreement(complaint.Major) {
			t.Errorf("%s closes cases of grade 1 by agreement", p.Version)
		}
	}
}

// A policy of before these sections asks nothing, lets nothing wait, and names the departments it has.
func TestPoliciesWithoutJudgingAreAsBefore(t *testing.T) {
	p, err := Builtin("redress-2026.4")
	if err != nil {
		t.Fatal(err)
	}
	r := Rules{Policy: p}
	until, err := r.ObjectUntil(time.Now())
	if err != nil || !until.IsZero() || r.Recourse(complaint.Chinese) != nil {
		t.Errorf("object until %s, %v; recourse %v", until, err, r.Recourse(complaint.Chinese))
	}
	for _, g := range complaint.Grades {
		if r.Checklist(complaint.Quality, g) != nil || r.VerifiedFirst("propose", g) || r.ClosesByAgreement(g) {
			t.Errorf("grade %d is treated otherwise than before", g)
		}
	}
	if got := strings.Join(r.Departments(), " "); got != "finance logistics marketing product quality safety sales service" {
		t.Errorf("departments %s", got)
	}
}

func TestDepartmentsAreTheCategoriesAndWhatTheSectionAdds(t *testing.T) {
	r := Rules{Policy: standard(t)}
	if got := strings.Join(r.Departments(), " "); got != "finance installation logistics marketing product production quality safety sales service warehouse" {
		t.Errorf("departments %s", got)
	}
}

// Recourse is told in the complainant's language; the time to object is counted in the tenant's calendar.
func TestRecourseAndObjection(t *testing.T) {
	cal, err := calendar.Embedded("cn")
	if err != nil {
		t.Fatal(err)
	}
	r := Rules{Policy: standard(t), Calendar: cal}
	zh, en := r.Recourse(complaint.Chinese), r.Recourse(complaint.English)
	if len(zh) == 0 || len(zh) != len(en) || !strings.Contains(zh[0].Text, "拨打12315") || !strings.Contains(en[0].Text, "call 12315") {
		t.Errorf("%v\n%v", zh, en)
	}
	at := time.Date(2026, 4, 7, 10, 0, 0, 0, time.UTC)
	if until, err := r.ObjectUntil(at); err != nil || !until.Equal(at.AddDate(0, 0, 15)) {
		t.Errorf("until %s, %v", until, err)
	}
}

// Every preset whose rounds go on tells where else to turn, and says by whom.
func TestEveryPresetNamesRecourse(t *testing.T) {
	for _, p := range everyPolicy(t) {
		if len(p.Recourse) == 0 {
			t.Errorf("%s names no recourse", p.Version)
		}
		if p.Rounds.Last > 1 && p.Objection.Within.N == 0 {
			t.Errorf("%s has further rounds, and nobody may object to a rejection", p.Version)
		}
	}
}

// everyPolicy is the built-in policy and the presets.
func everyPolicy(t *testing.T) []*Policy {
	t.Helper()
	all := []*Policy{standard(t)}
	for _, one := range preset.All() {
		p, err := Parse(one.Source)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	return all
}
