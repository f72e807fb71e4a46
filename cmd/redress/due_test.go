package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"redress/internal/golden"
)

func TestDue(t *testing.T) {
	for _, v := range []struct{ name, args, stdin string }{
		{"due_over_a_holiday", "due --from 2026-04-03T17:30:00+08:00 --span 18wh", ""},
		{"due_with_pauses", "due --calendar cn --from 2026-04-07T10:00:00+08:00 --span 8wh --warn 75% " +
			"--pause 2026-04-07T14:00:00+08:00/2026-04-07T18:00:00+08:00 --pause 2026-04-07T16:00:00+08:00/2026-04-08T11:00:00+08:00", ""},
		{"due_with_a_file", "due --calendar testdata/due_calendar.yaml --from 2026-09-30T10:00:00+08:00 --span 7wd --warn 1wd", ""},
		{"due_provisional", "due --from 2026-12-31T10:00:00+08:00 --span 1wd", ""},
		{"due_bad_span", "due --from 2026-04-03T17:30:00+08:00 --span 2weeks", ""},
		{"due_bad_argument", "due requests.jsonl", ""},
		{"due_requests", "due -", "testdata/due_requests.jsonl"},
	} {
		t.Run(v.name, func(t *testing.T) {
			keep(t, v.name, run(t, strings.Fields(v.args), v.stdin))
		})
	}
}

// run is what the command prints, then what it fails with.
func run(t *testing.T, args []string, stdin string) string {
	t.Helper()
	var in, out bytes.Buffer
	if stdin != "" {
		requests, err := os.ReadFile(stdin)
		if err != nil {
			t.Fatal(err)
		}
		in.Write(requests)
	}
	ctx, err := newParser(&in, &out).Parse(args)
	if err != nil {
		t.Fatal(err)
	}
	if err := ctx.Run(); err != nil {
		out.WriteString("error: " + err.Error() + "\n")
	}
	return out.String()
}

// keep compares with a file of testdata.
func keep(t *testing.T, name, got string) {
	t.Helper()
	golden.Check(t, filepath.Join("testdata", name+".golden"), got)
}
