package calendar

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
)

//go:embed data/*.yaml
var data embed.FS

// officialYears are the files of State Council notices, one a year.
const officialYears = "data/[0-9][0-9][0-9][0-9].yaml"

// names are sorted.
var names = []string{"24x7", "cn", "plain"}

// Names lists the calendars that come with the program.
func Names() []string { return slices.Clone(names) }

// Embedded is a calendar that comes with the program: "cn" (office hours in China with the official holidays), "24x7" (always
// open) or "plain" (office hours without holidays). The error lists the names.
func Embedded(name string) (*Calendar, error) {
	if !slices.Contains(names, name) {
		return nil, fmt.Errorf("calendar: %q does not come with the program; allowed are %s", name, strings.Join(names, ", "))
	}
	all, err := embedded()
	return all[name], err
}

var embedded = sync.OnceValues(func() (map[string]*Calendar, error) {
	all := map[string]*Calendar{}
	for _, name := range names {
		src, err := data.ReadFile(path.Join("data", name+".yaml"))
		if err != nil {
			return nil, err
		}
		if all[name], err = Parse(src); err != nil {
			return nil, err
		}
	}
	return all, nil
})

// takeOfficial adds the holidays and make-up days of the State Council, which country cn stands for.
func (c *Calendar) takeOfficial(country string) error {
	switch country {
	case "":
		return nil
	case "cn":
		return c.takeNotices()
	}
	return fmt.Errorf("official: %q is unknown; allowed is cn, or leave it out", country)
}

func (c *Calendar) takeNotices() error {
	files, err := fs.Glob(data, officialYears)
	if err != nil {
		return err
	}
	for _, file := range files {
		src, err := data.ReadFile(file)
		if err != nil {
			return err
		}
		var year almanac
		if err := decode(src, &year); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		if err := c.take(year); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	return nil
}
