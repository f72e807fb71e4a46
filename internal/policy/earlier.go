package policy

import (
	_ "embed"
	"sync"

	"go.yaml.in/yaml/v3"
)

// earlierGrading is by what cases were graded before policies had a section for it: the same factors, each as grave as the
// classifier said until then. It applies to every policy that has none, and is never changed.
//
//go:embed grading-until-2026.3.yaml
var earlierGrading []byte

// gradingOfOld is earlierGrading, read once. A test rules out that it cannot be read.
var gradingOfOld = sync.OnceValue(func() []GradeRule {
	var old struct {
		Grading []GradeRule `yaml:"grading"`
	}
	if err := yaml.Unmarshal(earlierGrading, &old); err != nil {
		panic(err)
	}
	return old.Grading
})
