package policy

import (
	"embed"
	"path"
	"strings"

	"redress/internal/complaint"
)

// builtin holds every version of the built-in policy that was ever in force, each under its name: a case is judged
// by the one it was received under, for as long as it is kept. A file here is never changed; a change is a new file.
//
//go:embed builtin/*.yaml
var builtin embed.FS

// current is the built-in version that cases are received under from now on.
const current = "redress-2026.5"

// Default is the policy of a tenant that has none of its own.
func Default() (*Policy, error) { return Builtin(current) }

// DefaultSource is the text of Default, to start a policy of one's own from.
func DefaultSource() []byte {
	src, err := builtin.ReadFile(fileOf(current))
	if err != nil {
		panic(err) // a test rules it out
	}
	return src
}

// IsBuiltin says whether a version is one of the built-in policy.
func IsBuiltin(version string) bool { return strings.HasPrefix(version, "redress-") }

// Builtin answers a version of the built-in policy, or an error of kind NotFound.
func Builtin(version string) (*Policy, error) {
	src, err := builtin.ReadFile(fileOf(version))
	if err != nil {
		return nil, complaint.Errorf(complaint.NotFound, "there is no built-in policy %s", version)
	}
	return Parse(src)
}

func fileOf(version string) string { return path.Join("builtin", version+".yaml") }
