package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"text/tabwriter"
	"time"

	"redress/internal/calendar"
	"redress/internal/casework"
	"redress/internal/client"
	"redress/internal/tenant"
)

// calendarCmd works on calendars.
type calendarCmd struct {
	Show   calendarShow   `cmd:"" help:"Print a calendar: one that comes with the program, or a tenant's."`
	Years  calendarYears  `cmd:"" help:"List the years whose holidays a calendar knows, with the notice; or the special days of one year."`
	Check  calendarCheck  `cmd:"" help:"Say whether a calendar can be used, and if not why."`
	Put    calendarPut    `cmd:"" help:"Keep a calendar among a tenant's, under its version."`
	Import calendarImport `cmd:"" help:"Make a calendar of an iCalendar file (.ics) of holidays."`
}

// calendarSource names a calendar of the program, a file, or with a tenant one of the tenant's.
type calendarSource struct {
	stackFlag
	Name   string `arg:"" default:"cn" help:"Name or version of a calendar that comes with the program, a file, or with --tenant a version of the tenant's."`
	Tenant string `help:"The tenant whose calendar is meant."`
}

// read answers the text of the calendar.
func (c calendarSource) read() ([]byte, error) {
	switch {
	case c.Tenant != "":
		return c.ofTenant()
	case calendar.Published().Has(c.Name):
		return calendar.Published().Source(c.Name)
	}
	src, err := os.ReadFile(c.Name)
	if errors.Is(err, os.ErrNotExist) {
		_, err = calendar.Embedded(c.Name) // which says what there is
	}
	return src, err
}

func (c calendarSource) ofTenant() ([]byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	s, err := client.Find(ctx, c.Stack)
	if err != nil {
		return nil, err
	}
	return s.Table().Document(ctx, c.Tenant, casework.CalendarDocument, calendar.TextVersion(c.Name))
}

type calendarShow struct{ calendarSource }

// Run prints a calendar.
func (c calendarShow) Run(out io.Writer) error {
	src, err := c.read()
	if err != nil {
		return err
	}
	_, err = out.Write(src)
	return err
}

type calendarYears struct {
	calendarSource
	Days int `help:"List the holidays and make-up days of this year instead." placeholder:"YEAR"`
}

// Run lists the years a calendar knows, or the special days of one.
func (c calendarYears) Run(out io.Writer) error {
	src, err := c.read()
	if err != nil {
		return err
	}
	cal, err := calendar.Parse(src)
	if err != nil {
		return err
	}
	if c.Days != 0 {
		return specialDays(out, cal, c.Days)
	}
	fmt.Fprintf(out, "%s, %s\n", cal.Version(), cal.Location())
	for _, year := range cal.Years() {
		notice, _ := cal.Notice(year)
		fmt.Fprintf(out, "%d  %s\n", year, notice)
	}
	if len(cal.Years()) == 0 {
		_, err = fmt.Fprintln(out, "It has no holidays and none to know: no deadline is provisional.")
		return err
	}
	_, err = fmt.Fprintln(out, "Deadlines in working time that reach into another year are provisional.")
	return err
}

func specialDays(out io.Writer, cal *calendar.Calendar, year int) error {
	if _, known := cal.Notice(year); !known {
		fmt.Fprintf(out, "The holidays of %d are not known to %s: deadlines that reach into it are provisional.\n", year, cal.Version())
	}
	table := tabwriter.NewWriter(out, 0, 8, 2, ' ', 0)
	for _, d := range cal.SpecialDays(year) {
		state := "closed"
		if d.Open {
			state = "open " + d.Hours
		}
		fmt.Fprintf(table, "%s\t%s\n", d.Date.Format("2006-01-02 Mon"), state)
	}
	return table.Flush()
}

type calendarCheck struct {
	File string `arg:"" type:"existingfile" help:"The calendar."`
}

// Run checks a calendar.
func (c calendarCheck) Run(out io.Writer) error {
	_, cal, err := readCalendar(c.File)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s: version %s can be used\n", filepath.Base(c.File), cal.Version())
	return err
}

type calendarPut struct {
	stackFlag
	Tenant string `required:"" help:"The tenant."`
	Use    bool   `help:"Receive the tenant's cases under it from now on, whatever calendar its policy names."`
	File   string `arg:"" type:"existingfile" help:"The calendar. Its version is its name, for a policy to say."`
}

// Run keeps a calendar among a tenant's. A version is written once: another text needs another version.
func (c calendarPut) Run(out io.Writer) error {
	src, cal, err := readCalendar(c.File)
	if err != nil {
		return err
	}
	if err := calendar.CheckName(src); err != nil {
		return fmt.Errorf("%s: %w", filepath.Base(c.File), err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	s, err := client.Find(ctx, c.Stack)
	if err != nil {
		return err
	}
	return c.keep(ctx, s.Table(), calendar.TextVersion(cal.Version()), src, out)
}

// keeper is where tenants and their documents are kept.
type keeper interface {
	Tenant(ctx context.Context, id string) (tenant.Tenant, error)
	PutTenant(ctx context.Context, of tenant.Tenant) error
	PutDocument(ctx context.Context, id, kind, name string, src []byte) error
}

// keep writes a calendar under its name, and with Use makes it the one of the tenant's cases from now on.
func (c calendarPut) keep(ctx context.Context, in keeper, name string, src []byte, out io.Writer) error {
	t, err := in.Tenant(ctx, c.Tenant)
	if err != nil {
		return err
	}
	if err := in.PutDocument(ctx, t.ID, casework.CalendarDocument, name, src); err != nil {
		return err
	}
	if !c.Use {
		_, err = fmt.Fprintf(out, "%s has the calendar %s; a policy that says calendar: %s counts in it\n", t.ID, name, name)
		return err
	}
	t.Calendar = name
	if err := in.PutTenant(ctx, t); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s receives under the calendar %s from now on\n", t.ID, name)
	return err
}

func readCalendar(path string) ([]byte, *calendar.Calendar, error) {
	src, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, err
	}
	cal, err := calendar.Parse(src)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	return src, cal, nil
}
