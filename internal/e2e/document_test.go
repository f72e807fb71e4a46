//go:build e2e

package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"redress/internal/complaint"
)

// TestTheAPIIsAsDocumented has schemathesis hold the deployed API to its document: it sends requests that the document
// allows and requests that it forbids, and compares every answer with what is written there. It runs only where SCHEMATHESIS
// says where the program is; in parts, beside each other and the journeys, since the emulator is slow to answer and has
// nothing to do meanwhile.
func TestTheAPIIsAsDocumented(t *testing.T) {
	program := os.Getenv("SCHEMATHESIS")
	if program == "" {
		t.Skip("make test-e2e and make test-api run it")
	}
	t.Parallel()
	const (
		shares  = 6 // of the commands, which are as many requests as all the rest
		oneCase = `/desk/cases/\{case\}`
	)
	parts := map[string][]string{
		"filing":    {"--include-operation-id", "fileComplaint"},
		"following": {"--include-tag", "complainant", "--exclude-operation-id", "fileComplaint"},
		"desk":      {"--include-tag", "desk", "--exclude-path-regex", oneCase},
		"case":      {"--include-path-regex", oneCase, "--exclude-operation-id", "commandCase"},
	}
	for i := range shares {
		parts[fmt.Sprintf("commands %d of %d", i+1, shares)] = []string{"--include-operation-id", "commandCase"}
	}
	for name, which := range parts {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			args := slices.Concat([]string{"run", document(t)}, which, strings.Fields(os.Getenv("SCHEMATHESIS_ARGS")))
			run := exec.CommandContext(t.Context(), program, args...)
			run.Dir = "schemathesis"
			run.Env = slices.Concat(os.Environ(), stage(t), []string{"PART=" + name})
			said, err := run.CombinedOutput()
			t.Logf("%s", said)
			if err != nil {
				t.Error("the API is not as documented: ", err)
			}
		})
	}
}

// document is where the document stands.
func document(t *testing.T) string {
	t.Helper()
	path, err := filepath.Abs("../../api/openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// stage makes what the requests are about: a case at the desk, one that its complainant follows, and one whose survey
// is open; each its own, so that what is done to one does not close the others.
func stage(t *testing.T) []string {
	t.Helper()
	desk, followed, surveyed := file(t, w.real, slow), file(t, w.real, slow), file(t, w.real, slow)
	surveyed.do(w.real.agent, &complaint.Take{},
		&complaint.Propose{Remedy: complaint.Refund, Text: "All of it."}, &complaint.Execute{})
	return []string{
		"API=" + w.stack.Base(), "TENANT=" + w.real.id, "TOKEN=" + w.real.manager.Token,
		"DESK_CASE=" + desk.receipt.Case,
		"FOLLOW_CASE=" + followed.receipt.Case, "FOLLOW_SECRET=" + followed.receipt.Secret,
		"SURVEY_CASE=" + surveyed.receipt.Case, "SURVEY_SECRET=" + surveyed.surveySecret(),
	}
}
