package ics

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"redress/internal/calendar"
	"redress/internal/golden"
)

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// Files as the common programs export them, and what is found in them.
func TestExportsOfCommonPrograms(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	for file, o := range map[string]Options{
		"apple_china": {Zone: zone(t, "Asia/Shanghai"), From: 2026, To: 2026, Workdays: []string{"班"}, Holidays: []string{"休"}},
		"google_uk":   {Zone: zone(t, "Europe/London"), From: 2027, To: 2027},
		"outlook_germany": {
			Zone: berlin, From: 2027, To: 2028, Workdays: []string{"arbeitstag"},
			Zones: map[string]*time.Location{"W. Europe Standard Time": berlin},
		},
	} {
		t.Run(file, func(t *testing.T) {
			found, err := Read(source(t, file), o)
			if err != nil {
				t.Fatal(err)
			}
			golden.Check(t, filepath.Join("testdata", file+".golden"), said(found))
		})
	}
}

// said is what was found, an entry a line.
func said(f Found) string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s, written by %s; cancelled %d, unwanted %d, outside %d\n", f.Name, f.Product, f.Cancelled, f.Unwanted, f.Outside)
	for _, d := range f.Days {
		fmt.Fprintf(&out, "%s to %s open %v %v %s\n", d.From, d.To, d.Open, d.Hours, d.Name)
	}
	return out.String()
}

// What cannot be understood to the day is refused, with the event that holds it.
func TestBadFilesAreRefusedWithAReason(t *testing.T) {
	files, err := filepath.Glob("testdata/bad_*.ics")
	if err != nil || len(files) == 0 {
		t.Fatalf("no bad files: %v", err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".ics")
		t.Run(name, func(t *testing.T) {
			_, err := Read(source(t, name), Options{Zone: time.UTC, From: 2027, To: 2027, Workdays: []string{"Werktag"}})
			if err == nil {
				t.Fatal("accepted")
			}
			golden.Check(t, filepath.Join("testdata", name+".golden"), err.Error()+"\n")
		})
	}
}

func TestAWordThatStandsNowhereIsRefused(t *testing.T) {
	_, err := Read(source(t, "google_uk"), Options{Zone: zone(t, "Europe/London"), From: 2027, To: 2027, Workdays: []string{"班"}})
	wantError(t, err, `none of the words ["班"] stands in an event`)
}

func TestYearsAreBounded(t *testing.T) {
	for _, o := range []Options{{From: 2027, To: 2026}, {From: 1969, To: 1969}, {From: 2000, To: 2020}} {
		o.Zone = time.UTC
		_, err := Read(source(t, "google_uk"), o)
		wantError(t, err, "at most 20 of them")
	}
}

// A file that is too large in any way is refused before it takes time or memory.
func TestLargeFilesAreRefused(t *testing.T) {
	event := "BEGIN:VEVENT\nUID:%d\nSUMMARY:x\nDTSTART;VALUE=DATE:20270101\n%sEND:VEVENT\n"
	many := func(n int, more string) []byte {
		var out strings.Builder
		out.WriteString("BEGIN:VCALENDAR\n")
		for i := range n {
			fmt.Fprintf(&out, event, i, more)
		}
		out.WriteString("END:VCALENDAR\n")
		return []byte(out.String())
	}
	for want, src := range map[string][]byte{
		"bytes; allowed are 1048576":            many(1, "DESCRIPTION:"+strings.Repeat("x", largest)+"\n"),
		"5001 events; allowed are 5000":         many(mostEvents+1, ""),
		"201 recurring events; allowed are":     many(mostRecurring+1, "RRULE:FREQ=YEARLY\n"),
		"with it there are more than 5000 days": many(20, "RRULE:FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU\n"),
	} {
		_, err := Read(src, Options{Zone: time.UTC, From: 2027, To: 2027})
		wantError(t, err, want)
	}
}

// Whatever stands in a file, reading it ends, and what is found can be written.
func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.ics")
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		found, err := Read(src, Options{Zone: time.UTC, From: 2026, To: 2028})
		if err != nil {
			return
		}
		base, err := calendar.Published().Template("plain")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := calendar.Compose(base, "fuzz-1", "", found.Days, map[int]string{2027: "x"}); err != nil {
			t.Error(err)
		}
	})
}

func source(t *testing.T, name string) []byte {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("testdata", name+".ics"))
	if err != nil {
		t.Fatal(err)
	}
	return src
}

func wantError(t *testing.T, err error, want string) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("error %v, want %q", err, want)
	}
}
