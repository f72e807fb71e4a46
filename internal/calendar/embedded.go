package calendar

import (
	"embed"
	"io/fs"
	"sync"
)

//go:embed data/*.yaml
var data embed.FS

// Published is the library that comes with the program.
func Published() *Library { return published() }

var published = sync.OnceValue(func() *Library {
	files, err := fs.Sub(data, "data")
	if err != nil {
		panic(err) // the folder is there, or the program is not built
	}
	l, err := Open(files)
	if err != nil {
		panic(err) // a test rules it out
	}
	return l
})

// Names lists the calendars that come with the program.
func Names() []string { return Published().Names() }

// Embedded is a calendar that comes with the program, in its newest version or the one that is named: "cn" (office hours in
// China with the official holidays), "24x7" (always open) or "plain" (office hours without holidays). The error lists the
// names.
func Embedded(nameOrVersion string) (*Calendar, error) { return Published().Calendar(nameOrVersion) }
