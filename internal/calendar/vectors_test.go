package calendar

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// vector is a deadline worked out by hand. The numbers are those of the table agreed on with the design.
type vector struct {
	name     string
	calendar string
	from     string
	span     string
	pause    string // FROM/TO
	due      string
	warn     string // "1wh: 2026-04-14 10:00"
}

var vectors = []vector{
	{"1 eighteen working hours over a holiday", "cn", "2026-04-03 17:30", "18wh", "", "2026-04-08 17:30", ""},
	{"2 two working days over a holiday", "cn", "2026-04-03 17:30", "2wd", "", "2026-04-08 18:00", ""},
	{"3 received after hours, working hours", "cn", "2026-04-03 18:30", "18wh", "", "2026-04-08 18:00", ""},
	{"3 received after hours, working days", "cn", "2026-04-03 18:30", "2wd", "", "2026-04-09 18:00", ""},
	{"4 received on a Saturday", "cn", "2026-04-04 10:00", "2wd", "", "2026-04-09 18:00", ""},
	{"5 elapsed hours do not wait", "cn", "2026-04-03 17:30", "24h", "", "2026-04-04 17:30", ""},
	{"6 safety by night", "cn", "2026-04-04 23:40", "1h", "", "2026-04-05 00:40", ""},
	{"7 ends with the day, not the next morning", "cn", "2026-04-07 10:00", "8wh", "", "2026-04-07 18:00", ""},
	{"8 from the very close", "cn", "2026-04-07 18:00", "1wm", "", "2026-04-08 09:01", ""},
	{"9 over the lunch break", "split", "2026-04-07 11:30", "60wm", "", "2026-04-07 13:30", ""},
	{"9 from the lunch break", "split", "2026-04-07 12:30", "60wmin", "", "2026-04-07 14:00", ""},
	{"10 no minute lost at midnight", "24x7", "2026-04-10 23:30", "60wm", "", "2026-04-11 00:30", ""},
	{"10 no minute lost at midnight, elapsed", "24x7", "2026-04-10 23:30", "60min", "", "2026-04-11 00:30", ""},
	{"10 no minute lost in a week", "24x7", "2026-04-10 23:30", "7d", "", "2026-04-17 23:30", ""},
	{"10 no minute lost in a week of hours", "24x7", "2026-04-10 23:30", "168wh", "", "2026-04-17 23:30", ""},
	{"11 warned in working time", "berlin", "2026-04-13 17:00", "4wh", "", "2026-04-14 11:00", "1wh: 2026-04-14 10:00"},
	{"13 paused over night", "cn", "2026-04-07 10:00", "8wh", "2026-04-07 14:00/2026-04-08 11:00", "2026-04-08 15:00", "75%: 2026-04-08 13:00"},
	{"15 paused over the weekend", "cn", "2026-04-10 17:00", "2wh", "2026-04-10 19:00/2026-04-12 12:00", "2026-04-13 10:00", ""},
	{"15 paused over the weekend, days", "cn", "2026-04-10 17:00", "2wd", "2026-04-10 19:00/2026-04-12 12:00", "2026-04-14 18:00", ""},
	{"17 eighty percent", "cn", "2026-04-07 10:00", "480wm", "", "2026-04-07 18:00", "80%: 2026-04-07 16:24"},
	{"18 into summer time, hours", "berlin", "2026-03-28 12:00", "24h", "", "2026-03-29 13:00", ""},
	{"18 into summer time, days", "berlin", "2026-03-28 12:00", "1d", "", "2026-03-29 12:00", ""},
	{"21 seven working days with a make-up day", "golden_week", "2026-09-30 10:00", "7wd", "", "2026-10-15 18:00", ""},
	{"21 seven working days without it", "golden_week_unmade", "2026-09-30 10:00", "7wd", "", "2026-10-16 18:00", ""},
	{"21 seven working days of the notice itself", "cn", "2026-09-30 10:00", "7wd", "", "2026-10-15 18:00", ""},
	{"23 received in another zone", "newyork", "2026-07-08T03:00:00+05:30", "1wh", "", "2026-07-08 10:00", ""},
	{"25 over a weekend", "plain", "2026-04-17 16:30", "1wh", "", "2026-04-20 09:30", ""},
}

// Every row of the table that can be told by a calendar alone is here, by its number.
func TestNoVectorIsMissing(t *testing.T) {
	for _, number := range []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "13", "15", "17", "18", "21", "23", "25"} {
		has := func(v vector) bool { return strings.HasPrefix(v.name, number+" ") }
		if !slices.ContainsFunc(vectors, has) {
			t.Errorf("vector %s is missing", number)
		}
	}
}

func TestVectors(t *testing.T) {
	for _, v := range vectors {
		t.Run(v.name, func(t *testing.T) {
			c := load(t, v.calendar)
			from, pauses := on(t, c, v.from), v.pauses(t, c)
			got, err := c.Due(from, span(v.span), pauses...)
			if err != nil {
				t.Fatal(err)
			}
			same(t, "due", got.Due, on(t, c, v.due))
			if got.Due.Location() != c.Location() {
				t.Errorf("due is in zone %v, want %v", got.Due.Location(), c.Location())
			}
			if before, at, ok := strings.Cut(v.warn, ": "); ok {
				warned, err := c.Warn(from, span(v.span), must(ParseWarning(before)), pauses...)
				if err != nil {
					t.Fatal(err)
				}
				same(t, "warning", warned, on(t, c, at))
			}
		})
	}
}

func (v vector) pauses(t *testing.T, c *Calendar) []Interval {
	from, to, ok := strings.Cut(v.pause, "/")
	if !ok {
		return nil
	}
	return []Interval{{on(t, c, from), on(t, c, to)}}
}

func same(t *testing.T, what string, got, want time.Time) {
	t.Helper()
	if !got.Equal(want) {
		t.Errorf("%s %s, want %s", what, got.Format(time.RFC1123Z), want.Format(time.RFC1123Z))
	}
}

// Vector 30: what is done at the very instant is in time; a second later more is used than there was.
func TestVector30TheInstantItselfIsInTime(t *testing.T) {
	c := load(t, "cn")
	from := on(t, c, "2026-04-07 10:00")
	for _, s := range []string{"8wh", "24h", "90m"} {
		due := must(c.Due(from, span(s))).Due
		if used := must(c.Used(span(s).Unit, from, due)); used != span(s) {
			t.Errorf("%s: at the deadline %s are used", s, used)
		}
		before := must(c.Used(span(s).Unit, from, due.Add(-time.Second)))
		if before.N >= span(s).N {
			t.Errorf("%s: a second before the deadline %s are used", s, before)
		}
	}
	elapsed := must(c.Used(Second, from, must(c.Due(from, span("24h"))).Due.Add(time.Second)))
	if elapsed.N != 24*3600+1 {
		t.Errorf("a second after a day %s are used", elapsed)
	}
}

// Vector 31: a calendar without open time is refused when it is written, and one with hardly any is never searched for ever.
func TestVector31NoOpenTime(t *testing.T) {
	for _, week := range []string{`{}`, `{mon: []}`, `{mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: []}`} {
		for _, more := range []string{"", "workdays: [{date: 2026-10-10, hours: ['09:00-12:00']}]\n"} {
			_, err := Parse([]byte("zone: UTC\nweek: " + week + "\n" + more))
			wantError(t, err, "no open time; at least one day needs hours")
		}
	}
	hardly := must(Parse([]byte("zone: UTC\nweek: {mon: ['09:00-09:01']}\n")))
	_, err := hardly.Due(on(t, hardly, "2026-04-07 10:00"), span("876000wh"))
	wantError(t, err, "is not over within 100 years")
}

// Vector 36: a survey three to seven days after execution keeps Sunday quiet.
func TestVector36SurveyWaitsForTheFirstAllowedMoment(t *testing.T) {
	c := load(t, "quiet_sundays")
	executed := on(t, c, "2026-04-09 16:00")
	wanted := must(c.Due(executed, span("3d"))).Due
	same(t, "wanted", wanted, on(t, c, "2026-04-12 16:00"))
	same(t, "allowed", c.NextOpen(wanted), on(t, c, "2026-04-13 09:00"))
	same(t, "expires", must(c.Due(executed, span("7d"))).Due, on(t, c, "2026-04-16 16:00"))
}
