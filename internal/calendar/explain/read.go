package explain

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"

	"redress/internal/calendar"
)

// readCalendar takes the name or a version of an embedded calendar, a path, or the calendar itself.
func readCalendar(raw json.RawMessage) (*calendar.Calendar, error) {
	if len(raw) == 0 || string(raw) == "null" {
		return calendar.Embedded("cn")
	}
	var name string
	if json.Unmarshal(raw, &name) != nil {
		return calendar.Parse(raw)
	}
	if calendar.Published().Has(name) {
		return calendar.Embedded(name)
	}
	src, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("calendar: %w; write a path, a calendar, or one of %s", err, strings.Join(calendar.Names(), ", "))
	}
	return calendar.Parse(src)
}

func readPauses(raws []json.RawMessage) ([]calendar.Interval, error) {
	pauses := make([]calendar.Interval, len(raws))
	for i, raw := range raws {
		var err error
		if pauses[i], err = readPause(raw); err != nil {
			return nil, fmt.Errorf("pauses[%d]: %w", i, err)
		}
	}
	return pauses, nil
}

// readPause takes "FROM/TO" or {"from", "to"}.
func readPause(raw json.RawMessage) (calendar.Interval, error) {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return calendar.ParseInterval(text)
	}
	var ends struct{ From, To string }
	if err := strict(raw, &ends); err != nil {
		return calendar.Interval{}, fmt.Errorf(`%w; write "FROM/TO" or an object with from and to`, err)
	}
	return calendar.ParseInterval(ends.From + "/" + ends.To)
}

// strict refuses a field that is not known, and anything after the value.
func strict(raw []byte, into any) error {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	err := dec.Decode(into)
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return fmt.Errorf("%s: a %s does not belong here", cmp.Or(wrong.Field, "all"), wrong.Value)
	}
	if err != nil {
		return err
	}
	if rest := raw[dec.InputOffset():]; len(bytes.TrimSpace(rest)) > 0 {
		return errors.New("more than one value")
	}
	return nil
}
