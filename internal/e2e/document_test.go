//go:build e2e

package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"redress/internal/complaint"
)

// TestTheAPIIsAsDocumented has schemathesis hold the deployed API to its document: it sends requests that the document
// allows and requests that it forbids, and compares every answer with what is written there. It runs alone and only
// where SCHEMATHESIS says where the program is (make test-api).
func TestTheAPIIsAsDocumented(t *testing.T) {
	program := os.Getenv("SCHEMATHESIS")
	if program == "" {
		t.Skip("make test-api runs it")
	}
	args := append([]string{"run", document(t)}, strings.Fields(os.Getenv("SCHEMATHESIS_ARGS"))...)
	run := exec.CommandContext(t.Context(), program, args...)
	run.Dir = "schemathesis"
	run.Env = append(os.Environ(), stage(t)...)
	run.Stdout, run.Stderr = os.Stdout, os.Stderr
	if err := run.Run(); err != nil {
		t.Error("the API is not as documented: ", err)
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
