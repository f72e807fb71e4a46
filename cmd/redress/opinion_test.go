package main

import (
	"strings"
	"testing"
)

func TestOpinionCost(t *testing.T) {
	const texts = "../../samples/complaints.csv"
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{texts}, "amazon.nova-lite-v1:0"},
		{[]string{texts, "--below", "0.0001"}, "12 texts, 0 of them unsure (0.0 %)"},
		{[]string{texts, "--below", "1", "--unsure", "0.5"}, "50.0 % are asked about"},
		{[]string{texts, "--in", "1", "--out", "2"}, "as said"},
		{[]string{texts, "--in", "1"}, "error: say both --in and --out"},
		{[]string{texts, "--model", "gpt-7"}, "error: gpt-7 is not in the table"},
	} {
		if got := run(t, append([]string{"opinion", "cost"}, c.args...), ""); !strings.Contains(got, c.want) {
			t.Errorf("%v: %s", c.args, got)
		}
	}
}
