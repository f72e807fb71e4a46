package casework_test

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"redress/internal/calendar"
	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/policy"
	"redress/internal/tenant"
)

// ownCalendar is a company's, which takes over the official days as they are known.
const ownCalendar = `version: anju-1
zone: Asia/Shanghai
week: {mon: ["09:00-18:00"], tue: ["09:00-18:00"], wed: ["09:00-18:00"], thu: ["09:00-18:00"], fri: ["09:00-18:00"]}
official: cn
`

// nextYear is what the program publishes after a notice for 2027.
func nextYear(tb testing.TB) *calendar.Library {
	tb.Helper()
	files := fstest.MapFS{}
	for _, dir := range []string{"../calendar/data", "../calendar/testdata/next"} {
		names, err := fs.Glob(os.DirFS(dir), "*.yaml")
		if err != nil {
			tb.Fatal(err)
		}
		for _, name := range names {
			src, err := os.ReadFile(dir + "/" + name)
			if err != nil {
				tb.Fatal(err)
			}
			files[name] = &fstest.MapFile{Data: src}
		}
	}
	l, err := calendar.Open(files)
	if err != nil {
		tb.Fatal(err)
	}
	return l
}

// workingDays is a policy of a tenant's own, counted in a calendar of its own.
func (w *world) workingDays(calendarName string) {
	w.Helper()
	text := regexp.MustCompile(`(?m)^version: \S+`).ReplaceAllString(string(policy.DefaultSource()), "version: anju-p1")
	text = strings.Replace(text, "calendar: cn", "calendar: "+calendarName, 1)
	w.ok(w.memory.PutDocument(w.Context(), acme, casework.PolicyDocument, "anju-p1", []byte(text)))
	w.ok(w.memory.PutDocument(w.Context(), acme, casework.CalendarDocument, "anju-1", []byte(ownCalendar)))
	w.enrol(acme, "anju-p1")
}

// published replaces what the program publishes, as a deployment does.
func (w *world) published(l *calendar.Library) {
	w.cases.Rules = &casework.Book{Tenants: w.memory, Now: w.clock.Now, Published: l}
}

// After a new official year is published an old case is judged by the days it was received under, and a new one by the new.
func TestACaseKeepsTheCalendarItWasReceivedUnder(t *testing.T) {
	for name, versions := range map[string][2]string{
		"cn":        {"cn-2026.1", "cn-2027.1"},
		"anju-1":    {"anju-1+cn-2026.1", "anju-1+cn-2027.1"},
		"cn-2026.1": {"cn-2026.1", "cn-2026.1"}, // a policy may name a version itself
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.workingDays(name)
			w.clock.Pass(time.Date(2026, 12, 31, 2, 0, 0, 0, time.UTC).Sub(w.clock.Now()))
			old, old2 := w.filed(acme), w.filed(acme)
			w.published(nextYear(t))
			fresh := w.filed(acme)
			if old.Calendar != versions[0] || fresh.Calendar != versions[1] {
				t.Fatalf("calendars %s and %s, want %v", old.Calendar, fresh.Calendar, versions)
			}
			before, after := w.read(old), w.read(fresh)
			w.published(nil)
			never := w.read(old2)
			if before.due("assessed") != "2027-01-04" || never.due("assessed") != "2027-01-04" || !before.provisional("assessed") {
				t.Errorf("the old case is due %s, without the new year %s", before.due("assessed"), never.due("assessed"))
			}
			if name != "cn-2026.1" && (after.due("assessed") != "2027-01-06" || after.provisional("assessed")) {
				t.Errorf("the new case is due %s", after.due("assessed"))
			}
		})
	}
}

type judged struct{ complaint.Case }

// read has the machine read a case, which starts clocks under the rules of the case.
func (w *world) read(c complaint.Case) judged {
	w.Helper()
	return judged{w.do(c, complaint.TheSystem, reading(complaint.CategoryQuality, complaint.Ordinary))}
}

func (c judged) due(milestone string) string {
	k, _ := c.ClockByID(milestone)
	return k.Due.In(time.FixedZone("", 8*3600)).Format(time.DateOnly)
}

func (c judged) provisional(milestone string) bool {
	k, _ := c.ClockByID(milestone)
	return k.Provisional
}

func TestRulesUnderAnotherVersion(t *testing.T) {
	w := newWorld(t)
	w.workingDays("anju-1")
	book := &casework.Book{Tenants: w.memory, Now: w.clock.Now, Published: nextYear(t)}
	for _, of := range []struct{ policy, calendar, wantPolicy, wantCalendar string }{
		{"", "", "anju-p1", "anju-1+cn-2027.1"},
		{"", "anju-1+cn-2026.1", "anju-p1", "anju-1+cn-2026.1"},
		{"redress-2026.1", "", "redress-2026.1", "cn-2027.1"},
		{"redress-2026.1", "cn-2026.1", "redress-2026.1", "cn-2026.1"},
		{"redress-2026.1", "anju-1+cn-2026.1", "redress-2026.1", "anju-1+cn-2026.1"},
		{"anju-p1", "24x7-1", "anju-p1", "24x7-1"},
	} {
		r, err := book.Under(t.Context(), acme, of.policy, of.calendar)
		w.ok(err)
		if p, c := r.Versions(); p != of.wantPolicy || c != of.wantCalendar {
			t.Errorf("%+v: policy %s, calendar %s", of, p, c)
		}
	}
	for _, of := range []struct {
		policy, calendar string
		kind             complaint.Kind
	}{
		{"anju-p9", "", complaint.NotFound},
		{"redress-1949.1", "", complaint.NotFound},
		{"", "anju-9", complaint.NotFound},
		{"redress-2026.1", "anju-9+cn-2026.1", complaint.NotFound},
		{"", "anju-1+cn-1949.1", complaint.Invalid},
	} {
		_, err := book.Under(t.Context(), acme, of.policy, of.calendar)
		w.refused(err, of.kind)
	}
	_, err := book.Under(t.Context(), "nobody", "", "")
	w.refused(err, complaint.NotFound)
}

// A tenant's own calendar goes before the one its policy names, for what is received from now on.
func TestATenantsCalendarGoesBeforeItsPolicys(t *testing.T) {
	w := newWorld(t)
	w.workingDays("cn")
	before := w.filed(acme)
	of, err := w.memory.Tenant(t.Context(), acme)
	w.ok(err)
	of.Calendar = "anju-1"
	w.ok(w.memory.PutTenant(t.Context(), of))
	w.clock.Pass(time.Minute)
	after := w.filed(acme)
	if before.Calendar != "cn-2026.1" || after.Calendar != "anju-1+cn-2026.1" {
		t.Errorf("calendars %s and %s", before.Calendar, after.Calendar)
	}
	w.ok(w.memory.PutTenant(t.Context(), tenant.Tenant{ID: acme, Policy: "anju-p1"}))
	w.clock.Pass(time.Minute)
	if c := w.read(after); c.Calendar != after.Calendar || c.provisional("assessed") {
		t.Errorf("calendar %s", c.Calendar)
	}
}

// A calendar that was kept under another name than its version is found by the policy that names it.
func TestACalendarIsFoundByTheNameThePolicyGivesIt(t *testing.T) {
	w := newWorld(t)
	w.workingDays("shop")
	w.ok(w.memory.PutDocument(t.Context(), acme, casework.CalendarDocument, "shop", []byte(strings.TrimPrefix(ownCalendar, "version: anju-1\n"))))
	c := w.filed(acme)
	w.published(nextYear(t))
	if !strings.HasPrefix(c.Calendar, "sha256-") || w.read(c).Calendar != c.Calendar {
		t.Errorf("calendar %s", c.Calendar)
	}
}
