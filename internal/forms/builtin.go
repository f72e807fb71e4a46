package forms

import (
	"embed"
	"encoding/json"
	"path"
	"strings"
	"sync"

	"redress/internal/complaint"
)

// builtin holds every version of the built-in forms that was ever in force, each under its name, as the policies' are. A file here is
// never changed; a change is a new file.
//
//go:embed builtin/*.yaml
var builtin embed.FS

// current is the newest built-in version.
const current = "redress-forms-1"

// IsBuiltin says whether a version is one of the built-in forms.
func IsBuiltin(version string) bool { return strings.HasPrefix(version, "redress-") }

// loaded keeps the built-in versions once they were read: they never change.
var loaded sync.Map

// Builtin answers a version of the built-in forms, or an error of kind NotFound.
func Builtin(version string) (*Set, error) {
	if kept, _ := loaded.Load(version); kept != nil {
		if s, is := kept.(*Set); is {
			return s, nil
		}
	}
	src, err := BuiltinSource(version)
	if err != nil {
		return nil, err
	}
	s, err := load(src)
	if err != nil {
		return nil, err
	}
	loaded.Store(version, s)
	return s, nil
}

// BuiltinSource is the text of a version of the built-in forms, or an error of kind NotFound.
func BuiltinSource(version string) ([]byte, error) {
	src, err := builtin.ReadFile(path.Join("builtin", version+".yaml"))
	if err != nil {
		return nil, complaint.Errorf(complaint.NotFound, "there are no built-in forms %s", version)
	}
	return src, nil
}

// Source is the text of the newest built-in forms, to start one's own from.
func Source() []byte {
	src, err := BuiltinSource(current)
	if err != nil {
		panic(err) // a test rules it out
	}
	return src
}

// Example is data that fits the newest built-in form of a milestone, for trying things out; nil: the milestone has no form.
func Example(flow complaint.Flow, milestone string) json.RawMessage {
	s, err := Builtin(current)
	if err != nil {
		panic(err) // a test rules it out
	}
	if f := s.For(flow, milestone); f != nil {
		return f.Examples[0]
	}
	return nil
}
