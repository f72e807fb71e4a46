package task_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/aws/aws-lambda-go/lambda/messages"

	"redress/internal/complaint"
	"redress/internal/task"
)

// fails runs a step that fails, and answers what Lambda gets to see and what was logged.
func fails(t *testing.T, err error) (messages.InvokeResponse_Error, string) {
	t.Helper()
	var log bytes.Buffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewJSONHandler(&log, nil)))
	defer slog.SetDefault(before)
	step := task.Handle(func(context.Context, int) (string, error) { return "half done", err })
	_, got := step(t.Context(), 1)
	named, ok := got.(messages.InvokeResponse_Error) //nolint:errorlint // Lambda looks at the outermost type alone
	if !ok {
		t.Fatalf("Lambda gets a %T", got)
	}
	return named, log.String()
}

// TestEveryKindHasAName ranges over the kinds: each is caught under its own name, however deep it lies.
func TestEveryKindHasAName(t *testing.T) {
	seen := map[string]bool{}
	for _, kind := range complaint.Kinds {
		known := &complaint.Error{Kind: kind, Field: "field", Detail: "what may be shown", Cause: errors.New("what may not")}
		for _, err := range []error{known, fmt.Errorf("wrapped: %w", known), errors.Join(errors.New("another"), known)} {
			named, log := fails(t, err)
			if named.Type != "Redress."+string(kind) || named.Type != task.Name(kind) || named.Message != "what may be shown" {
				t.Errorf("%s: %+v", kind, named)
			}
			if !strings.Contains(log, `"kind":"`+string(kind)+`"`) {
				t.Errorf("%s: logged %s", kind, log)
			}
		}
		if name := task.Name(kind); seen[name] || strings.ContainsAny(name, " \n") {
			t.Errorf("%s is called %q", kind, name)
		}
		seen[task.Name(kind)] = true
	}
}

// What is not one of our errors is our fault, and what it says is for the log alone.
func TestOtherErrorsAreFaults(t *testing.T) {
	named, log := fails(t, errors.New("no route to 10.0.0.1"))
	if named.Type != "Redress.fault" || named.Message != "see the log" || !strings.Contains(log, "10.0.0.1") {
		t.Errorf("%+v, logged %s", named, log)
	}
}

func TestAStepThatSucceeds(t *testing.T) {
	step := task.Handle(func(_ context.Context, in int) (string, error) { return fmt.Sprint(in, " done"), nil })
	if out, err := step(t.Context(), 7); out != "7 done" || err != nil {
		t.Errorf("%q %v", out, err)
	}
}
