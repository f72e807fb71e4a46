package calendar

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
)

// official finds the days that a calendar takes over: of a country, those of the named state, or the newest where none is
// named; or those of exactly the state that the calendar itself names. Floats tells that the calendar names a country, so
// that the state is part of its version.
func (l *Library) official(wanted, named string) (s state, floats bool, err error) {
	if states, country := l.index.Official[wanted]; country && len(states) > 0 {
		if named == "" {
			return states[len(states)-1], true, nil
		}
		s, ok := stateOf(states, named)
		if !ok {
			return s, true, fmt.Errorf("official: state %q of %q was never published", named, wanted)
		}
		return s, true, nil
	}
	for _, states := range l.index.Official {
		if s, ok := stateOf(states, wanted); ok {
			return s, false, nil
		}
	}
	return s, false, fmt.Errorf("official: %q is unknown; allowed are %s, or leave it out", wanted, strings.Join(l.officials(), ", "))
}

func stateOf(states []state, name string) (state, bool) {
	i := slices.IndexFunc(states, func(s state) bool { return s.State == name })
	if i < 0 {
		return state{}, false
	}
	return states[i], true
}

// officials are the countries, each followed by its states.
func (l *Library) officials() (names []string) {
	for _, country := range slices.Sorted(maps.Keys(l.index.Official)) {
		names = append(names, country)
		for _, s := range l.index.Official[country] {
			names = append(names, s.State)
		}
	}
	return names
}

// addOfficial adds the holidays and make-up days that a calendar takes over, if any.
func (l *Library) addOfficial(c *Calendar, wanted, named string) error {
	if wanted == "" {
		return nil
	}
	s, floats, err := l.official(wanted, named)
	if err != nil {
		return err
	}
	if floats {
		c.state = s.State
	}
	for _, year := range s.Years {
		if err := l.addYear(c, fileOf(year)); err != nil {
			return fmt.Errorf("%s: %w", fileOf(year), err)
		}
	}
	return nil
}

func (l *Library) addYear(c *Calendar, file string) error {
	src, err := fs.ReadFile(l.files, file)
	if err != nil {
		return err
	}
	var year almanac
	if err := decode(src, &year); err != nil {
		return err
	}
	return c.take(year)
}
