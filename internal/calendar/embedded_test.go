package calendar

import (
	"os"
	"strings"
	"testing"
	"time"
)

// The dates as others published them, taken down independently of the notices.
func TestOfficialDaysAgreeWithOthers(t *testing.T) {
	c := load(t, "cn")
	listed := map[string]string{}
	for line := range strings.Lines(string(must(os.ReadFile("testdata/official.txt")))) {
		if date, state, ok := strings.Cut(strings.TrimSpace(line), " "); ok && date != "#" {
			listed[date] = state
		}
	}
	noon := time.Date(2025, 1, 1, 12, 0, 0, 0, c.Location())
	for ; noon.Year() <= 2026; noon = noon.AddDate(0, 0, 1) {
		want, special := listed[noon.Format(time.DateOnly)]
		if !special && noon.Weekday() != time.Saturday && noon.Weekday() != time.Sunday {
			want = "open"
		}
		if c.IsOpen(noon) != (want == "open") {
			t.Errorf("%s open is %v", noon.Format("Mon 2006-01-02"), c.IsOpen(noon))
		}
	}
}

func TestOfficialDaysNameTheirNotice(t *testing.T) {
	c := load(t, "cn")
	for year, number := range map[int]string{2025: "国办发明电〔2024〕12号", 2026: "国办发明电〔2025〕7号"} {
		if source, known := c.Notice(year); !known || !strings.Contains(source, number) {
			t.Errorf("%d is from %q, want %s", year, source, number)
		}
	}
	if _, known := c.Notice(2027); known {
		t.Error("2027 is known; write its notice into this test")
	}
}

func TestEmbeddedCalendarsAreGood(t *testing.T) {
	for _, name := range Names() {
		c, err := Embedded(name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(c.Version(), name+"-") {
			t.Errorf("%s has version %q", name, c.Version())
		}
	}
	_, err := Embedded("us")
	wantError(t, err, "allowed are 24x7, cn, plain")
}

func TestCalendarWithoutVersionIsNamedByItsText(t *testing.T) {
	a, b := load(t, "split"), load(t, "berlin")
	if a.Version() == b.Version() || a.Version() != load(t, "split").Version() || len(a.Version()) != len("sha256-")+12 {
		t.Errorf("versions %q and %q", a.Version(), b.Version())
	}
}

// A company's own days stand over the official ones, which leave the years known.
func TestOwnDaysOverruleOfficialOnes(t *testing.T) {
	c := must(Parse([]byte(`{"zone": "Asia/Shanghai", "official": "cn", "week": {"mon": ["10:00-16:00"], "thu": ["10:00-16:00"]},
		"workdays": [{"date": "2026-10-01"}], "holidays": [{"date": "2026-10-10"}, {"date": "2027-03-01"}]}`)))
	same(t, "opens on a national day", c.NextOpen(on(t, c, "2026-10-01 08:00")), on(t, c, "2026-10-01 10:00"))
	same(t, "closed on a make-up day", c.NextOpen(on(t, c, "2026-10-10 08:00")), on(t, c, "2026-10-12 10:00"))
	if _, known := c.Notice(2027); known {
		t.Error("a holiday of the company's own made 2027 known")
	}
}
