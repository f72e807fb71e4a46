package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"redress/internal/calendar"
	"redress/internal/complaint"
	"redress/internal/storetest"
	"redress/internal/tenant"
)

func TestCalendar(t *testing.T) {
	for _, v := range []struct {
		name string
		args []string
	}{
		{"calendar_show", []string{"calendar", "show"}},
		{"calendar_show_version", []string{"calendar", "show", "24x7-1"}},
		{"calendar_show_unknown", []string{"calendar", "show", "mars"}},
		{"calendar_years", []string{"calendar", "years"}},
		{"calendar_years_none", []string{"calendar", "years", "plain"}},
		{"calendar_years_of_a_file", []string{"calendar", "years", "testdata/due_calendar.yaml"}},
		{"calendar_days", []string{"calendar", "years", "cn", "--days", "2026"}},
		{"calendar_days_unknown", []string{"calendar", "years", "cn", "--days", "2027"}},
		{"calendar_check", []string{"calendar", "check", "testdata/due_calendar.yaml"}},
		{"calendar_check_bad", []string{"calendar", "check", "testdata/calendar_bad.yaml"}},
		{"calendar_put_without_a_name", []string{"calendar", "put", "--tenant", "demo", "testdata/calendar_nameless.yaml"}},
		{"calendar_import", []string{"calendar", "import", "testdata/holidays.ics", "--version", "anju-2026.1", "--years", "2026",
			"--onto", "testdata/due_calendar.yaml", "--workday", "班", "--holiday", "休", "--source", "国办发明电〔2025〕7号"}},
		{"calendar_import_all", []string{"calendar", "import", "testdata/holidays.ics", "--version", "anju-2026.1", "--years", "2025-2026"}},
		{"calendar_import_years", []string{"calendar", "import", "testdata/holidays.ics", "--version", "anju-1", "--years", "soon"}},
		{"calendar_import_nothing", []string{"calendar", "import", "testdata/holidays.ics", "--version", "anju-1", "--years", "2031"}},
		{"calendar_import_zone", []string{"calendar", "import", "testdata/holidays.ics", "--version", "anju-1", "--years", "2026", "--zone", "W. Europe Standard Time=Berlin"}},
		{"calendar_import_onto", []string{"calendar", "import", "testdata/holidays.ics", "--version", "anju-1", "--years", "2026", "--onto", "testdata/calendar_bad.yaml"}},
		{"calendar_import_no_ics", []string{"calendar", "import", "testdata/due_calendar.yaml", "--version", "anju-1", "--years", "2026"}},
		{"calendar_import_name", []string{"calendar", "import", "testdata/holidays.ics", "--version", "cn-2026.9", "--years", "2026"}},
	} {
		t.Run(v.name, func(t *testing.T) {
			keep(t, v.name, run(t, v.args, ""))
		})
	}
}

// A version is written once, for a tenant that is there; with --use new cases are received under it.
func TestCalendarIsKeptOnce(t *testing.T) {
	store := storetest.NewMemory()
	if err := store.PutTenant(t.Context(), tenant.Tenant{ID: "anju", Policy: "own-1"}); err != nil {
		t.Fatal(err)
	}
	put := func(id, text string, use bool) error {
		return calendarPut{Tenant: id, Use: use}.keep(t.Context(), store, "anju-1", []byte(text), io.Discard)
	}
	if err := put("nobody", "a", false); !complaint.Is(err, complaint.NotFound) {
		t.Errorf("a tenant that is not there: %v", err)
	}
	if err := errors.Join(put("anju", "a", false), put("anju", "a", false)); err != nil {
		t.Error(err)
	}
	if err := put("anju", "b", true); !complaint.Is(err, complaint.Conflict) {
		t.Errorf("another text under the same name: %v", err)
	}
	if of, err := store.Tenant(t.Context(), "anju"); err != nil || of.Calendar != "" {
		t.Errorf("calendar %q, %v", of.Calendar, err)
	}
	if err := put("anju", "a", true); err != nil {
		t.Error(err)
	}
	if of, err := store.Tenant(t.Context(), "anju"); err != nil || of.Calendar != "anju-1" || of.Policy != "own-1" {
		t.Errorf("%+v, %v", of, err)
	}
}

// What is imported is written to a file that can be used.
func TestCalendarImportWritesAFile(t *testing.T) {
	out := filepath.Join(t.TempDir(), "mine.yaml")
	run(t, []string{"calendar", "import", "testdata/holidays.ics", "--version", "anju-2026.1", "--years", "2026", "--out", out}, "")
	src, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	if c, err := calendar.Parse(src); err != nil || c.Version() != "anju-2026.1" {
		t.Errorf("%v", err)
	}
}
