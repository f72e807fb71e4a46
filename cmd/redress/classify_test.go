package main

import (
	"strings"
	"testing"
)

// A reading names what makes the matter graver, and its grade the rule of the built-in policy, with its source.
func TestClassifyGradesByTheBuiltinPolicy(t *testing.T) {
	var out strings.Builder
	in := strings.NewReader(`{"id":1,"text":"业主们联名投诉，物业多收了3000元"}` + "\n" + `{"id":2,"text":"The table wobbles."}` + "\n")
	if err := (classifyCmd{Texts: "-"}).Run(in, &out); err != nil {
		t.Fatal(err)
	}
	first, second, _ := strings.Cut(out.String(), "\n")
	for _, want := range []string{
		`"grade":1`, `{"factor":"group_action","words":["业主们","联名"]}`, `{"factor":"amount","words":["3000元"],"sums":[{"amount":300000,"currency":"CNY"}]}`,
		`{"rule":"grading.group_action","says":"grade=1","words":["业主们","联名"],"factors":["group_action"],"source":"seed 003: 群体维权"}`,
	} {
		if !strings.Contains(first, want) {
			t.Errorf("it does not say %s:\n%s", want, first)
		}
	}
	if want := `"grade":3`; !strings.Contains(second, want) {
		t.Errorf("it does not say %s:\n%s", want, second)
	}
}
