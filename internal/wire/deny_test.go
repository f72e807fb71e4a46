package wire

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// Who writes cases is refused the evidence logs, the audit of who did what, and any change of a look that was written down; only retention may
// delete anything.
func TestWhatIsProofIsRefusedToWhoWritesCases(t *testing.T) {
	template, err := os.ReadFile("../../template.yaml")
	if err != nil {
		t.Fatal(err)
	}
	resource := regexp.MustCompile(`(?m)^ {2}(\w+Function):\n(?: {4}.*\n| *#.*\n|\n)+`)
	found := resource.FindAllStringSubmatch(string(template), -1)
	writers := 0
	for _, f := range found {
		name, text := f[1], f[0]
		if strings.Contains(text, "dynamodb:DeleteItem") && strings.Contains(text, "Action: dynamodb:DeleteItem") != (name == "RetentionFunction") {
			t.Errorf("%s may delete", name)
		}
		free := regexp.MustCompile(`Effect: Allow\n +Action: .*dynamodb:PutItem.*\n +Resource: !GetAtt Cases.Arn\n( +Condition)?`)
		for _, grant := range free.FindAllStringSubmatch(text, -1) {
			if grant[1] != "" {
				continue // by a condition of its own
			}
			writers++
			for _, denied := range []string{`["L#*", "B#*"]`, `["V#*"]`} {
				if !strings.Contains(text, denied) {
					t.Errorf("%s writes cases and is not refused %s", name, denied)
				}
			}
		}
	}
	if writers < 5 {
		t.Errorf("%d functions that write cases were found in %d", writers, len(found))
	}
}
