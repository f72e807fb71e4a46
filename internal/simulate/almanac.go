package simulate

import (
	"fmt"
	"strings"
	"time"
)

// almanac is a calendar in the plainest form. From it both are made: the document a tenant has, which package calendar
// reads, and the worktime by which the auditor reckons. The embedded calendars are written here a second time, by hand.
type almanac struct {
	name     string
	embedded bool // package calendar knows it by its name; otherwise it is a document of the tenant
	zone     string
	week     [7][]string // hours by weekday, from Sunday
	closed   []string    // dates, or ranges of dates: "2026-05-01/2026-05-05"
	open     []string    // dates that are open like a Monday
	known    []string    // years whose holidays are known; none: there are none to know
}

// The hours of the almanacs.
var (
	office = []string{"09:00-18:00"}
	split  = []string{"08:30-12:00", "13:30-17:30"}
	short  = []string{"08:30-12:00"}
	shop   = []string{"10:00-14:00", "15:00-20:00"}
	night  = []string{"21:00-05:00"}
	round  = []string{"00:00-24:00"}
)

// everyDay is a week that is the same every day.
func everyDay(hours []string) [7][]string {
	return [7][]string{hours, hours, hours, hours, hours, hours, hours}
}

// workWeek is a week from Monday to Friday.
func workWeek(hours []string) [7][]string {
	return [7][]string{nil, hours, hours, hours, hours, hours, nil}
}

var almanacs = []almanac{
	{
		name: "cn", embedded: true, zone: "Asia/Shanghai", week: workWeek(office),
		closed: []string{
			"2025-10-01/2025-10-08",
			"2026-01-01/2026-01-03", "2026-02-15/2026-02-23", "2026-04-04/2026-04-06", "2026-05-01/2026-05-05",
			"2026-06-19/2026-06-21", "2026-09-25/2026-09-27", "2026-10-01/2026-10-07",
		},
		open: []string{"2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"},
	},
	{name: "24x7", embedded: true, zone: "UTC", week: everyDay(round)},
	{
		name: "split-1", zone: "Asia/Shanghai",
		week:   [7][]string{nil, split, split, split, split, split, short},
		closed: []string{"2026-02-15/2026-02-23", "2026-10-01/2026-10-07"}, known: []string{"2026", "2027"},
	},
	{name: "night-1", zone: "Asia/Tokyo", week: [7][]string{nil, night, night, night, night, night, nil}},
	{
		name: "berlin-1", zone: "Europe/Berlin", week: workWeek(split),
		closed: []string{
			"2026-01-01", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14", "2026-05-25", "2026-10-03", "2026-12-25/2026-12-26",
		},
		known: []string{"2026"},
	},
	{
		name: "new-york-1", zone: "America/New_York",
		week:   [7][]string{shop, office, office, office, office, office, shop},
		closed: []string{"2026-01-01", "2026-07-04", "2026-11-26", "2026-12-25"}, known: []string{"2026"},
	},
}

var weekdayNames = [7]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}

// document is the almanac as a tenant's calendar is written.
func (a almanac) document() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "version: %s\nzone: %s\nweek:\n", a.name, a.zone)
	for i, hours := range a.week {
		if len(hours) > 0 {
			fmt.Fprintf(&b, "  %s: [\"%s\"]\n", weekdayNames[i], strings.Join(hours, `", "`))
		}
	}
	b.WriteString("holidays:\n")
	for _, dates := range a.closed {
		from, to := ends(dates)
		fmt.Fprintf(&b, "  - {from: %s, to: %s}\n", from, to)
	}
	b.WriteString("years:\n")
	for _, year := range a.known {
		fmt.Fprintf(&b, "  %s: made up\n", year)
	}
	return []byte(b.String())
}

// ends are the first and the last date of a range.
func ends(dates string) (from, to string) {
	from, to, isRange := strings.Cut(dates, "/")
	if !isRange {
		to = from
	}
	return from, to
}

// special lists the dates that are not like their weekday: closed ones with no hours, open ones with a Monday's.
func (a almanac) special() map[string][]string {
	dates := map[string][]string{}
	for _, closed := range a.closed {
		first, last := ends(closed)
		for d := date(first); !d.After(date(last)); d = d.AddDate(0, 0, 1) {
			dates[d.Format(time.DateOnly)] = nil
		}
	}
	for _, open := range a.open {
		dates[open] = a.week[time.Monday]
	}
	return dates
}

func date(text string) time.Time {
	d, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err) // a date of the table above; a test reads them all
	}
	return d
}
