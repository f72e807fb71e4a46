package calendar

import (
	"strings"
	"testing"

	"redress/internal/golden"
)

// What is composed keeps what the base had, adds each date once, and can be read again.
func TestComposeKeepsTheBaseAndAddsDates(t *testing.T) {
	base := must(Published().Template("cn"))
	days := []Entry{
		{From: "2027-01-01", To: "2027-01-03", Name: "元旦: \"休\", {a}"},
		{From: "2027-01-01", To: "2027-01-03", Name: "again"},
		{From: "2027-01-09", To: "2027-01-09", Name: "补班", Open: true, Hours: []string{"09:00-12:00"}},
		{From: "2027-01-09", To: "2027-01-09", Name: "again", Open: true},
		{From: "2026-12-24", To: "2026-12-24"},
	}
	got := must(Compose(base, "acme-2027.1", "# Made for a test.", days, map[int]string{2026: "ours", 2027: "ours"}))
	golden.Check(t, "testdata/composed.golden", string(got))
	again := must(Compose(got, "acme-2027.2", "# Made of that.", days, nil))
	if strings.Count(string(again), "date: 2026-12-24") != 1 || !strings.Contains(string(again), "2027: ours") {
		t.Errorf("composed again\n%s", again)
	}
	if c := must(Parse(got)); c.Version() != "acme-2027.1+cn-2026.1" {
		t.Errorf("version %s", c.Version())
	}
}

// Years that were taken for known because their holidays are listed stay so when another gets a notice.
func TestComposeKeepsTheYearsThatWereKnown(t *testing.T) {
	base := must(Published().Template("plain"))
	base = append(base, "holidays: [{date: 2025-12-24}, {date: 2026-12-24}]\n"...)
	c := must(Parse(must(Compose(base, "acme-1", "", []Entry{{From: "2027-01-01", To: "2027-01-01"}}, map[int]string{2026: "ours", 2027: "ours"}))))
	for year, want := range map[int]string{2025: assumed, 2026: "ours", 2027: "ours"} {
		if got, known := c.Notice(year); !known || got != want {
			t.Errorf("%d is from %q, want %q", year, got, want)
		}
	}
}

func TestComposeRefusesWhatCannotBeUsed(t *testing.T) {
	good := must(Published().Template("plain"))
	for _, v := range []struct {
		base, version string
		day           Entry
		want          string
	}{
		{"colour: red", "acme-1", Entry{}, "unknown field"},
		{"zone: Mars", "acme-1", Entry{}, "IANA name"},
		{string(good), "cn-2030.1", Entry{}, "named like one that comes with the program"},
		{string(good), "cn", Entry{}, "named like one that comes with the program"},
		{string(good), "acme 1", Entry{}, "cannot name a calendar"},
		{string(good), "", Entry{}, "cannot name a calendar"},
		{string(good) + "holidays: [{date: 2027-01-01}]\n", "acme-1", Entry{From: "2027-01-01", To: "2027-01-01", Open: true}, "is a holiday too"},
	} {
		_, err := Compose([]byte(v.base), v.version, "", []Entry{v.day}, nil)
		wantError(t, err, v.want)
	}
}

func TestOnlyACalendarWithANameOfItsOwnIsKept(t *testing.T) {
	week := "zone: UTC\nweek: {mon: ['09:00-10:00']}\n"
	for text, want := range map[string]string{
		week:                            "cannot name a calendar",
		week + "version: plain-2":       "named like one that comes with the program",
		week + "version: acme+cn":       "cannot name a calendar",
		week + "colour: red":            "unknown field",
		week + "version: acme-2027.1\n": "",

		week + "version: acme-1\n#" + strings.Repeat("x", largestKept): "allowed are 262144",
	} {
		if err := CheckName([]byte(text)); want == "" && err != nil {
			t.Error(err)
		} else if want != "" {
			wantError(t, err, want)
		}
	}
}
