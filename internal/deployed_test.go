// Package internal_test keeps the shape of the project: what may import what and why, and where numbers may stand.
package internal_test

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"redress/internal/faults"
)

// codeURI is a function's folder as the template names it.
var codeURI = regexp.MustCompile(`(?m)^\s+CodeUri:\s*(?:\./)?functions/([a-z0-9_]+)/?\s*$`)

// functions are the names of the Lambda functions.
func functions(t *testing.T) []string {
	t.Helper()
	dirs, err := fs.ReadDir(root, "functions")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, d := range dirs {
		if d.IsDir() {
			names = append(names, d.Name())
		}
	}
	if len(names) == 0 {
		t.Fatal("there is no function")
	}
	return names
}

func TestEveryFunctionIsDeployed(t *testing.T) {
	var deployed []string
	for _, match := range codeURI.FindAllSubmatch(read(t, "template.yaml"), -1) {
		deployed = append(deployed, string(match[1]))
	}
	slices.Sort(deployed)
	if there := functions(t); !slices.Equal(there, deployed) {
		t.Errorf("there are functions %v, template.yaml deploys %v", there, deployed)
	}
}

func TestEveryFunctionIsInTheReadme(t *testing.T) {
	readme := string(read(t, "README.md"))
	for _, name := range functions(t) {
		if !strings.Contains(readme, "functions/"+name) && !strings.Contains(readme, "`"+name+"`") {
			t.Errorf("README.md does not say what functions/%s is for", name)
		}
	}
}

// A main wires and starts; what it would decide belongs where it can be tested.
func TestMainsAreShort(t *testing.T) {
	const most = 40
	for _, name := range functions(t) {
		file := path.Join("functions", name, "main.go")
		if lines := strings.Count(string(read(t, file)), "\n"); lines > most {
			t.Errorf("%s has %d lines, more than %d; move what it decides to its handler", file, lines, most)
		}
	}
}

func TestWhatIsSparedOfFaultsIsThere(t *testing.T) {
	for _, name := range faults.Untouched {
		if !slices.Contains(functions(t), name) {
			t.Errorf("make faults spares %s, and there is no such function", name)
		}
	}
}
