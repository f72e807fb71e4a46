package calendar

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"
)

// Library is every version of the calendars and of the official days that was ever published. What stands in it never
// changes; it only grows. It may be shared.
type Library struct {
	files fs.FS
	index index

	mu    sync.Mutex
	known map[string]*Calendar // by version
}

// index is what is published, the oldest first.
type index struct {
	Calendars map[string][]string `yaml:"calendars"`
	Official  map[string][]state  `yaml:"official"`
}

// state is the official days of a country as they were known at some time.
type state struct {
	State string   `yaml:"state"`
	Years []string `yaml:"years"` // files
}

// indexFile is the list of what is published.
const indexFile = "published.yaml"

// Open reads the list of a library. The files it names are read when they are asked for.
func Open(files fs.FS) (*Library, error) {
	l := &Library{files: files, known: map[string]*Calendar{}}
	src, err := fs.ReadFile(files, indexFile)
	if err != nil {
		return nil, fmt.Errorf("calendar: %w", err)
	}
	if err := decode(src, &l.index); err != nil {
		return nil, fmt.Errorf("calendar: %s: %w", indexFile, err)
	}
	return l, nil
}

// Names lists the calendars, sorted.
func (l *Library) Names() []string { return slices.Sorted(maps.Keys(l.index.Calendars)) }

// Versions lists every version of a calendar, the oldest first; none of a name that is not published.
func (l *Library) Versions(name string) []string { return slices.Clone(l.index.Calendars[name]) }

// Has tells whether a text is the name or a version of a calendar of the library.
func (l *Library) Has(nameOrVersion string) bool { return l.version(nameOrVersion) != "" }

// Calendar is the newest version of a name, or exactly the version. The error lists the names.
func (l *Library) Calendar(nameOrVersion string) (*Calendar, error) {
	version := l.version(nameOrVersion)
	if version == "" {
		return nil, fmt.Errorf("calendar: %q does not come with the program; allowed are %s", nameOrVersion, strings.Join(l.Names(), ", "))
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if c, ok := l.known[version]; ok {
		return c, nil
	}
	src, err := fs.ReadFile(l.files, fileOf(version))
	if err != nil {
		return nil, fmt.Errorf("calendar: %w", err)
	}
	c, err := l.parse(src, "")
	if err != nil {
		return nil, err
	}
	l.known[version] = c
	return c, nil
}

// Source is the text of what Calendar answers. It fails as that does.
func (l *Library) Source(nameOrVersion string) ([]byte, error) {
	if _, err := l.Calendar(nameOrVersion); err != nil {
		return nil, err
	}
	return fs.ReadFile(l.files, fileOf(l.version(nameOrVersion)))
}

// Template is Source for a company to write its own from: it takes over the official days of the country instead of a state,
// so that later years come by themselves.
func (l *Library) Template(nameOrVersion string) ([]byte, error) {
	src, err := l.Source(nameOrVersion)
	for country, states := range l.index.Official {
		for _, s := range states {
			src = bytes.Replace(src, []byte("\nofficial: "+s.State+"\n"), []byte("\nofficial: "+country+"\n"), 1)
		}
	}
	return src, err
}

// version is the newest of a name, or the version itself; empty where there is none.
func (l *Library) version(nameOrVersion string) string {
	if versions := l.index.Calendars[nameOrVersion]; len(versions) > 0 {
		return versions[len(versions)-1]
	}
	for _, versions := range l.index.Calendars {
		if slices.Contains(versions, nameOrVersion) {
			return nameOrVersion
		}
	}
	return ""
}

// fileOf is the file of a version or of a year.
func fileOf(name string) string { return name + ".yaml" }
