package main

import (
	"log/slog"
	"runtime/debug"
	"strings"
	"testing"
)

// The sub-command plays both arms, says that no law was broken, and compares them.
func TestSimulatePlaysAndCompares(t *testing.T) {
	logs, percent := slog.Default(), debug.SetGCPercent(100)
	defer func() {
		slog.SetDefault(logs)
		debug.SetGCPercent(percent)
	}()
	var out strings.Builder
	parser := newParser(strings.NewReader(""), &out)
	ctx, err := parser.Parse([]string{"simulate", "--cases", "2000", "--tenant", "3", "--no-escalation", "2000"})
	if err != nil {
		t.Fatal(err)
	}
	if err := ctx.Run(); err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	for _, word := range []string{"violations: 0", "digest: ", "without escalation", "| nobody hears of one |", "7 down to 3"} {
		if !strings.Contains(out.String(), word) {
			t.Errorf("%q is not said in\n%s", word, out.String())
		}
	}
}
