package calendar

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"redress/internal/golden"
)

// nextYear is the library of the program after another official year was published, and another year of office hours.
func nextYear(t *testing.T) *Library {
	t.Helper()
	files := fstest.MapFS{}
	for _, dir := range []fs.FS{must(fs.Sub(data, "data")), os.DirFS("testdata/next")} {
		for _, entry := range must(fs.ReadDir(dir, ".")) {
			files[entry.Name()] = &fstest.MapFile{Data: must(fs.ReadFile(dir, entry.Name()))}
		}
	}
	return must(Open(files))
}

// What was published is never changed: whoever changes a file must publish it under another name.
func TestPublishedFilesNeverChange(t *testing.T) {
	var said strings.Builder
	for _, entry := range must(data.ReadDir("data")) {
		if entry.Name() != indexFile {
			fmt.Fprintf(&said, "%s %x\n", entry.Name(), sha256.Sum256(must(data.ReadFile("data/"+entry.Name()))))
		}
	}
	golden.Check(t, "testdata/published.golden", said.String())
}

// Every version that is listed can be read, under its own name, and has no day that could change later.
func TestEveryPublishedVersionIsThere(t *testing.T) {
	for _, l := range []*Library{Published(), nextYear(t)} {
		for _, name := range l.Names() {
			versions := l.Versions(name)
			for _, version := range versions {
				if c := must(l.Calendar(version)); c.Version() != version {
					t.Errorf("%s has version %s", version, c.Version())
				}
				if src := must(l.Source(version)); !strings.Contains(string(src), "version: "+version+"\n") {
					t.Errorf("%s is written\n%s", version, src)
				}
			}
			if got := must(l.Calendar(name)).Version(); got != versions[len(versions)-1] {
				t.Errorf("the newest %s is %s of %v", name, got, versions)
			}
		}
	}
	_, err := Published().Calendar("cn-1949.1")
	wantError(t, err, "allowed are 24x7, cn, plain")
	_, err = Published().Source("cn-1949.1")
	wantError(t, err, "allowed are 24x7, cn, plain")
}

// After another official year is published, what was received before is counted as before, and what comes later anew.
func TestANewOfficialYearChangesNoOldVersion(t *testing.T) {
	company := []byte(`{"version": "acme-3", "zone": "Asia/Shanghai", "official": "cn", "week": {"mon": ["10:00-16:00"], "tue": ["10:00-16:00"]}}`)
	before, after := Published(), nextYear(t)
	for what, pair := range map[string][2]*Calendar{
		"cn":        {must(before.Calendar("cn")), must(after.Calendar("cn-2026.1"))},
		"a company": {must(before.Parse(company)), must(after.ParseAs(company, must(before.Parse(company)).Version()))},
	} {
		from := on(t, pair[0], "2026-12-28 11:00")
		for _, s := range []string{"1wd", "5wd", "45wd", "200wh"} {
			was, is := must(pair[0].Due(from, span(s))), must(pair[1].Due(from, span(s)))
			if !was.Due.Equal(is.Due) || was.Provisional != is.Provisional || pair[0].Version() != pair[1].Version() {
				t.Errorf("%s: %s was due %v and is %v; versions %s and %s", what, s, was, is, pair[0].Version(), pair[1].Version())
			}
		}
	}
	fresh := must(after.Parse(company))
	if old := must(before.Parse(company)); old.Version() != "acme-3+cn-2026.1" || fresh.Version() != "acme-3+cn-2027.1" {
		t.Errorf("versions %s and %s", old.Version(), fresh.Version())
	}
	newest := must(after.Calendar("cn"))
	got := must(newest.Due(on(t, newest, "2026-12-31 10:00"), span("1wd")))
	same(t, "due after New Year by the new notice", got.Due, on(t, newest, "2027-01-05 18:00"))
	if got.Provisional || !must(must(before.Calendar("cn")).Due(got.Open[0].From, span("1wd"))).Provisional {
		t.Error("the old version knows 2027, or the new one does not")
	}
}

// A calendar that names a state stays with it; its version is its own.
func TestACalendarMayNameItsState(t *testing.T) {
	pinned := []byte(`{"version": "acme-4", "zone": "Asia/Shanghai", "official": "cn-2026.1", "week": {"mon": ["10:00-16:00"]}}`)
	c := must(nextYear(t).Parse(pinned))
	if _, known := c.Notice(2027); known || c.Version() != "acme-4" {
		t.Errorf("version %s knows 2027: %v", c.Version(), known)
	}
}

func TestAVersionThatTheTextIsNotOf(t *testing.T) {
	company := []byte(`{"version": "acme-3", "zone": "Asia/Shanghai", "official": "cn", "week": {"mon": ["10:00-16:00"]}}`)
	for version, want := range map[string]string{
		"acme-4":           "the text is of version acme-3+cn-2026.1, not acme-4",
		"acme-4+cn-2026.1": "not acme-4",
		"acme-3+cn-1949.1": `official: state "cn-1949.1" of "cn" was never published`,
	} {
		_, err := Published().ParseAs(company, version)
		wantError(t, err, want)
	}
	if c := must(Published().ParseAs(company, "acme-3")); c.Version() != "acme-3+cn-2026.1" {
		t.Errorf("a version that names no state is read as %s", c.Version())
	}
}

// A library that promises what it has not says so.
func TestBrokenLibraries(t *testing.T) {
	for name, files := range map[string]fstest.MapFS{
		"no list":      {},
		"bad list":     {indexFile: {Data: []byte("colour: red")}},
		"no calendar":  {indexFile: {Data: []byte("calendars: {a: [a-1]}")}},
		"bad calendar": {indexFile: {Data: []byte("calendars: {a: [a-1]}")}, "a-1.yaml": {Data: []byte("zone: Mars")}},
		"no year": {
			indexFile:  {Data: []byte("calendars: {a: [a-1]}\nofficial: {x: [{state: x-1, years: ['2020']}]}")},
			"a-1.yaml": {Data: []byte("zone: UTC\nweek: {mon: ['09:00-10:00']}\nofficial: x")},
		},
		"bad year": {
			indexFile:   {Data: []byte("calendars: {a: [a-1]}\nofficial: {x: [{state: x-1, years: ['2020']}]}")},
			"a-1.yaml":  {Data: []byte("zone: UTC\nweek: {mon: ['09:00-10:00']}\nofficial: x")},
			"2020.yaml": {Data: []byte("holidays: [{date: never}]")},
		},
	} {
		l, err := Open(files)
		if err == nil {
			_, err = l.Calendar("a")
		}
		if err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestNoticesAreListed(t *testing.T) {
	c := must(Embedded("cn"))
	if got := c.Years(); !slices.Equal(got, []int{2025, 2026}) {
		t.Errorf("years %v", got)
	}
	if got := must(Embedded("24x7")).Years(); len(got) != 0 {
		t.Errorf("a calendar without holidays knows %v", got)
	}
	if got := c.SpecialDays(2026); len(got) != 33+6 || got[0].Open || got[0].Date.Format(time.DateOnly) != "2026-01-01" || !got[3].Open {
		t.Errorf("%d special days, %v", len(got), got[:4])
	}
}
