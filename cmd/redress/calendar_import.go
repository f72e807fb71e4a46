package main

import (
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"redress/internal/calendar"
	"redress/internal/calendar/ics"
)

// calendarImport makes a calendar of an iCalendar file.
type calendarImport struct {
	File    string            `arg:"" type:"existingfile" help:"The iCalendar file."`
	Version string            `required:"" help:"Version of the calendar that is made, such as acme-2027.1."`
	Years   string            `required:"" placeholder:"YEAR[-YEAR]" help:"Years whose holidays the file holds completely. Other dates are left out."`
	Onto    string            `default:"plain" help:"Calendar whose zone, week and special days are kept: a file, or one of: 24x7, cn, plain."`
	Workday []string          `sep:"none" placeholder:"WORD" help:"An event with this word in its summary or categories is a make-up day, not a holiday. May be repeated."`
	Holiday []string          `sep:"none" placeholder:"WORD" help:"Only events with such a word are holidays. May be repeated."`
	Zone    map[string]string `mapsep:"none" placeholder:"NAME=ZONE" help:"What a zone is that the file calls by a name of its own, such as \"W. Europe Standard Time=Europe/Berlin\". May be repeated."`
	Source  string            `help:"Where the holidays are from; the file's name and calendar unless said."`
	Out     string            `type:"path" help:"Where to write the calendar; it is printed unless said."`
}

// Help explains the sub-command.
func (calendarImport) Help() string {
	return "Nothing is guessed: an event that cannot be understood to the day is named and refused. Look at the result, then keep it with: redress calendar put"
}

// Run makes the calendar.
func (c calendarImport) Run(out io.Writer) error {
	text, err := c.compose()
	if err != nil {
		return fmt.Errorf("%s: %w", filepath.Base(c.File), err)
	}
	if c.Out == "" {
		_, err = out.Write(text)
		return err
	}
	if err := os.WriteFile(c.Out, text, 0o600); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s: version %s can be used\n", filepath.Base(c.Out), c.Version)
	return err
}

func (c calendarImport) compose() ([]byte, error) {
	base, err := c.base()
	if err != nil {
		return nil, err
	}
	before, err := calendar.Parse(base)
	if err != nil {
		return nil, fmt.Errorf("--onto: %w", err)
	}
	options, err := c.options(before.Location())
	if err != nil {
		return nil, err
	}
	src, err := os.ReadFile(c.File)
	if err != nil {
		return nil, err
	}
	found, err := ics.Read(src, options)
	if err != nil {
		return nil, err
	}
	if len(found.Days) == 0 {
		return nil, fmt.Errorf("there is no holiday in %s: %s", c.Years, leftOut(found))
	}
	sources := map[int]string{}
	for year := options.From; year <= options.To; year++ {
		sources[year] = c.source(found)
	}
	return calendar.Compose(base, c.Version, c.comment(src, found), found.Days, sources)
}

// base is the text of the calendar that the dates are added to.
func (c calendarImport) base() ([]byte, error) {
	if calendar.Published().Has(c.Onto) {
		return calendar.Published().Template(c.Onto)
	}
	src, err := os.ReadFile(c.Onto)
	if err != nil {
		return nil, fmt.Errorf("--onto: %w", err)
	}
	return src, nil
}

var yearsForm = regexp.MustCompile(`^(\d{4})(?:-(\d{4}))?$`)

func (c calendarImport) options(zone *time.Location) (ics.Options, error) {
	part := yearsForm.FindStringSubmatch(c.Years)
	if part == nil {
		return ics.Options{}, fmt.Errorf("--years %q: write a year, or the first and the last, such as 2026-2027", c.Years)
	}
	o := ics.Options{Zone: zone, Workdays: c.Workday, Holidays: c.Holiday, Zones: map[string]*time.Location{}}
	o.From, _ = strconv.Atoi(part[1])
	o.To = o.From
	if part[2] != "" {
		o.To, _ = strconv.Atoi(part[2])
	}
	for name, text := range c.Zone {
		found, err := time.LoadLocation(text)
		if err != nil || text == "" || text == "Local" {
			return o, fmt.Errorf("--zone %s=%s: write an IANA name such as Asia/Shanghai", name, text)
		}
		o.Zones[name] = found
	}
	return o, nil
}

// source is where the holidays are from, for every year.
func (c calendarImport) source(found ics.Found) string {
	switch {
	case c.Source != "":
		return c.Source
	case found.Name != "":
		return found.Name + " (" + filepath.Base(c.File) + ")"
	}
	return filepath.Base(c.File)
}

// comment says at the head of the calendar what it was made of, so that somebody can make it again.
func (c calendarImport) comment(src []byte, found ics.Found) string {
	open, closed := 0, 0
	for _, d := range found.Days {
		if d.Open {
			open++
		} else {
			closed++
		}
	}
	lines := []string{
		fmt.Sprintf("Made of %s, sha256 %x", filepath.Base(c.File), sha256.Sum256(src)),
		fmt.Sprintf("Written by %s; years %s, onto %s", found.Product, c.Years, filepath.Base(c.Onto)),
		fmt.Sprintf("Holidays %d, make-up days %d; %s", closed, open, leftOut(found)),
	}
	return "# " + strings.Join(lines, "\n# ")
}

func leftOut(found ics.Found) string {
	return fmt.Sprintf("left out as cancelled %d, without the words asked for %d, in other years %d", found.Cancelled, found.Unwanted, found.Outside)
}
