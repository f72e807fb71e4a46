package calendar

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Entry is dates that are set apart from the week, each written YYYY-MM-DD: closed, or open with hours of their own or else
// the ordinary ones.
type Entry struct {
	From, To string // both included
	Name     string
	Open     bool
	Hours    []string // as "09:00-12:00"
}

// Compose writes a calendar anew under a version: the one given with more dates, and with a source for every year that it did
// not know before. Comment stands at its head. It fails where the result would be refused.
func Compose(base []byte, version, comment string, days []Entry, source map[int]string) ([]byte, error) {
	var doc document
	if err := decode(base, &doc); err != nil {
		return nil, fmt.Errorf("calendar: %w", err)
	}
	before, err := Parse(base)
	if err != nil {
		return nil, err
	}
	if err := checkName(version); err != nil {
		return nil, err
	}
	doc.Version = version
	for _, e := range days {
		doc.Almanac.add(e)
	}
	doc.Almanac.nameYears(before, source)
	out, err := doc.write(comment)
	if err != nil {
		return nil, err
	}
	_, err = Parse(out)
	return out, err
}

// add takes over a date once.
func (a *almanac) add(e Entry) {
	if e.Open {
		if !slices.ContainsFunc(a.Workdays, func(w workday) bool { return w.Date == e.From }) {
			a.Workdays = append(a.Workdays, workday{Date: e.From, Name: e.Name, Hours: e.Hours})
		}
		return
	}
	h := holiday{From: e.From, To: e.To, Name: e.Name}
	if e.From == e.To {
		h = holiday{Date: e.From, Name: e.Name}
	}
	if !slices.ContainsFunc(a.Holidays, h.sameDays) {
		a.Holidays = append(a.Holidays, h)
	}
}

func (h holiday) sameDays(other holiday) bool {
	return h.Date == other.Date && h.From == other.From && h.To == other.To
}

// nameYears gives every year a source that had none: the one given, or what was assumed of the calendar before.
func (a *almanac) nameYears(before *Calendar, source map[int]string) {
	if a.Years == nil {
		a.Years = map[string]string{}
	}
	for _, year := range before.Years() {
		if notice, _ := before.Notice(year); notice == assumed {
			a.Years[strconv.Itoa(year)] = assumed
		}
	}
	for year, text := range source {
		if notice := before.years[year]; notice == "" || notice == assumed {
			a.Years[strconv.Itoa(year)] = text
		}
	}
}

// write is the text of a calendar.
func (d document) write(comment string) ([]byte, error) {
	root := &yaml.Node{Kind: yaml.MappingNode, HeadComment: comment}
	put(root, "version", scalar(d.Version))
	put(root, "zone", scalar(d.Zone))
	week := &yaml.Node{Kind: yaml.MappingNode}
	for _, name := range []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"} {
		if hours, ok := d.Week[name]; ok {
			put(week, name, texts(hours))
		}
	}
	put(root, "week", week)
	if d.Official != "" {
		put(root, "official", scalar(d.Official))
	}
	d.Almanac.write(root)
	var out strings.Builder
	enc := yaml.NewEncoder(&out)
	enc.SetIndent(2)
	err := errors.Join(enc.Encode(root), enc.Close())
	return []byte(out.String()), err
}

func (a almanac) write(root *yaml.Node) {
	holidays := &yaml.Node{Kind: yaml.SequenceNode}
	slices.SortStableFunc(a.Holidays, func(x, y holiday) int { return cmp.Compare(x.Date+x.From, y.Date+y.From) })
	for _, h := range a.Holidays {
		holidays.Content = append(holidays.Content, entry(h.Date, h.From, h.To, h.Name, nil))
	}
	workdays := &yaml.Node{Kind: yaml.SequenceNode}
	slices.SortStableFunc(a.Workdays, func(x, y workday) int { return cmp.Compare(x.Date, y.Date) })
	for _, w := range a.Workdays {
		workdays.Content = append(workdays.Content, entry(w.Date, "", "", w.Name, w.Hours))
	}
	years := &yaml.Node{Kind: yaml.MappingNode}
	for _, year := range slices.Sorted(maps.Keys(a.Years)) {
		put(years, year, scalar(a.Years[year]))
	}
	for i, part := range []*yaml.Node{holidays, workdays, years} {
		if len(part.Content) > 0 {
			put(root, []string{"holidays", "workdays", "years"}[i], part)
		}
	}
}

// entry is one date or range, on a line of its own.
func entry(date, from, to, name string, hours []string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.MappingNode, Style: yaml.FlowStyle}
	for _, f := range [][2]string{{"date", date}, {"from", from}, {"to", to}} {
		if f[1] != "" {
			put(n, f[0], &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!timestamp", Value: f[1]})
		}
	}
	if name != "" {
		put(n, "name", scalar(name))
	}
	if len(hours) > 0 {
		put(n, "hours", texts(hours))
	}
	return n
}

func texts(all []string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
	for _, text := range all {
		n.Content = append(n.Content, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Style: yaml.DoubleQuotedStyle, Value: text})
	}
	return n
}

func scalar(text string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: text}
}

func put(mapping *yaml.Node, key string, value *yaml.Node) {
	mapping.Content = append(mapping.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: key}, value)
}
