package functions_test

import (
	"fmt"
	"testing"
)

// TestNothingIsWithoutAValue: a comma in a description without quotes makes a property of its own of what follows, which has no value.
func TestNothingIsWithoutAValue(t *testing.T) {
	var walk func(path string, v any)
	walk = func(path string, v any) {
		switch v := v.(type) {
		case nil:
			t.Errorf("%s has no value", path)
		case node:
			for name, part := range v {
				walk(path+"/"+name, part)
			}
		case map[string]any:
			for name, part := range v {
				walk(path+"/"+name, part)
			}
		case []any:
			for i, part := range v {
				walk(fmt.Sprintf("%s[%d]", path, i), part)
			}
		}
	}
	walk("", document(t))
}
