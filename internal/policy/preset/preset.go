// Package preset holds policies to start a tenant's own from: what regulators and trades ask for, each line with its source.
//
// A preset is no tenant's policy until somebody has looked at it, given it a version of the tenant's own and put it there. It
// may change from one version of the program to the next; nobody is judged by it.
package preset

import (
	"bytes"
	"embed"
	"fmt"
	"path"
	"strings"

	"redress/internal/complaint"
)

//go:embed *.yaml
var files embed.FS

// Preset is a policy with what is said of it.
type Preset struct {
	Name   string
	Says   map[complaint.Language]string // one line
	Source []byte
}

// All lists the presets by name.
func All() []Preset {
	entries, err := files.ReadDir(".")
	if err != nil {
		panic(err) // they are embedded, or the program is not built
	}
	all := make([]Preset, len(entries))
	for i, entry := range entries {
		src, err := files.ReadFile(entry.Name())
		if err != nil {
			panic(err)
		}
		all[i] = Preset{Name: strings.TrimSuffix(entry.Name(), path.Ext(entry.Name())), Says: says(src), Source: src}
	}
	return all
}

// says reads the lines "# en: ..." at the head of a preset.
func says(src []byte) map[complaint.Language]string {
	said := map[complaint.Language]string{}
	for _, lang := range complaint.Languages {
		for line := range bytes.Lines(src) {
			if text, is := bytes.CutPrefix(line, []byte("# "+string(lang)+": ")); is {
				said[lang] = string(bytes.TrimSpace(text))
				break
			}
		}
	}
	return said
}

// Named answers a preset. The error lists the names.
func Named(name string) (Preset, error) {
	var names []string
	for _, p := range All() {
		if p.Name == name {
			return p, nil
		}
		names = append(names, p.Name)
	}
	return Preset{}, fmt.Errorf("there is no preset %q; allowed are %s", name, strings.Join(names, ", "))
}
