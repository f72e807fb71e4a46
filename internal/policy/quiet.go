package policy

import (
	"slices"
	"time"

	"go.yaml.in/yaml/v3"

	"redress/internal/complaint"
)

// Quiet is when nobody is asked for their opinion, by the clock of the policy's calendar: from an hour of the evening until
// an hour of the morning, and on whole days.
type Quiet struct {
	From  TimeOfDay `yaml:"from"`
	Until TimeOfDay `yaml:"until"`
	Days  []Weekday `yaml:"days"`
}

// next is the first instant at or after t that is not quiet.
func (q Quiet) next(t time.Time) time.Time {
	for range 14 { // a week of days, each with an evening and a morning
		switch midnight := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location()); {
		case slices.Contains(q.Days, Weekday(t.Weekday())):
			t = midnight.AddDate(0, 0, 1)
		case t.Before(q.Until.on(t)):
			t = q.Until.on(t)
		case q.From != 0 && !t.Before(q.From.on(t)):
			t = midnight.AddDate(0, 0, 1)
		default:
			return t
		}
	}
	return t
}

func (q Quiet) check() error {
	switch {
	case q.From != 0 && q.From <= q.Until:
		return bad("survey.quiet.from", "must be later in the day than until; nights are quiet, such as from 21:00 until 08:00")
	case len(q.Days) > 6:
		return bad("survey.quiet.days", "leaves no day on which somebody may be asked")
	}
	return nil
}

// TimeOfDay is a time of the day in minutes since midnight, written 21:00.
type TimeOfDay int

// on is the time of day on the day of t.
func (m TimeOfDay) on(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), int(m)/60, int(m)%60, 0, 0, t.Location())
}

// UnmarshalYAML reads a time of day.
func (m *TimeOfDay) UnmarshalYAML(node *yaml.Node) error {
	t, err := time.Parse("15:04", node.Value)
	if err != nil {
		return complaint.InvalidField("survey.quiet", "holds %q; write a time of day such as 21:00", node.Value)
	}
	*m = TimeOfDay(t.Hour()*60 + t.Minute())
	return nil
}

// Weekday is a day of the week, written sun to sat.
type Weekday time.Weekday

var weekdays = []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}

// UnmarshalYAML reads a day of the week.
func (d *Weekday) UnmarshalYAML(node *yaml.Node) error {
	i := slices.Index(weekdays, node.Value)
	if i < 0 {
		return complaint.InvalidField("survey.quiet.days", "holds %q, which is none of %v", node.Value, weekdays)
	}
	*d = Weekday(i)
	return nil
}
