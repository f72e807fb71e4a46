package ics

import (
	"fmt"
	"strings"
	"time"

	ical "github.com/arran4/golang-ical"
)

// zones finds the zone that a file means by a name.
type zones struct {
	own     *time.Location // of times that name none
	named   map[string]*time.Location
	defined map[string]*time.Location // by the file itself
}

// of is the zone of a property's value.
func (z zones) of(p *ical.IANAProperty) (*time.Location, error) {
	names := p.ICalParameters["TZID"]
	if len(names) == 0 {
		return z.own, nil
	}
	name := names[0]
	if zone := z.named[name]; zone != nil {
		return zone, nil
	}
	if zone := iana(name); zone != nil {
		return zone, nil
	}
	if zone := z.defined[name]; zone != nil {
		return zone, nil
	}
	return nil, fmt.Errorf("%s: nobody knows the zone %q; say which one it is, such as %q", p.IANAToken, name, name+"=Europe/Berlin")
}

// iana is the zone of an IANA name, or of one that ends with it as some programs write them, or nil.
func iana(name string) *time.Location {
	if name == "" || name == "Local" {
		return nil
	}
	if zone, err := time.LoadLocation(name); err == nil {
		return zone
	}
	parts := strings.Split(name, "/")
	if len(parts) < 3 {
		return nil
	}
	zone, err := time.LoadLocation(strings.Join(parts[len(parts)-2:], "/"))
	if err != nil {
		return nil
	}
	return zone
}

// definedZones are the zones that a file defines by name, where the definition is the name of another or is a fixed offset.
// The rules of summer time that a file writes out are not followed: the file may be older than they are.
func definedZones(cal *ical.Calendar) map[string]*time.Location {
	defined := map[string]*time.Location{}
	for _, c := range cal.Components {
		v, is := c.(*ical.VTimezone)
		if !is {
			continue
		}
		id := v.GetProperty(ical.ComponentPropertyTzid)
		if id == nil {
			continue
		}
		if zone := definition(v); zone != nil {
			defined[id.Value] = zone
		}
	}
	return defined
}

func definition(v *ical.VTimezone) *time.Location {
	if p := v.GetProperty("X-LIC-LOCATION"); p != nil {
		if zone := iana(p.Value); zone != nil {
			return zone
		}
	}
	if len(v.Components) != 1 {
		return nil
	}
	standard, is := v.Components[0].(*ical.Standard)
	if !is {
		return nil
	}
	p := standard.GetProperty("TZOFFSETTO")
	if p == nil {
		return nil
	}
	at, err := time.Parse("-0700", p.Value)
	if err != nil {
		return nil
	}
	_, offset := at.Zone()
	return time.FixedZone(p.Value, offset)
}
