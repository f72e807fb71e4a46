package main

import (
	"encoding/json"
	"testing"

	"github.com/aws/aws-lambda-go/lambda/messages"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/functest"
	"redress/internal/task"
)

const token = "TASK-TOKEN-1"

// asks sends the function what the state machine sends.
func (w *world) asks(sent map[string]any) (casework.Position, error) {
	w.Helper()
	functest.KeepOutOfLogs(token)
	raw, err := json.Marshal(sent)
	w.OK(err)
	var o order
	w.OK(json.Unmarshal(raw, &o))
	return task.Handle(journey{w.Cases}.hold)(w.Context(), o)
}

// TestHold: the token is kept, and whoever moves the case on resumes the journey with it.
func TestHold(t *testing.T) {
	w := newWorld(t)
	w.File("acme")
	w.Handle()
	hold := map[string]any{"tenant": "acme", "case": w.Ref.Case, "phase": "handling", "round": 1, "token": token}
	_, err := w.asks(hold)
	w.OK(err)
	if held, err := w.Memory.Token(t.Context(), w.Ref); err != nil || held != token || len(w.Machines.Resumed) != 0 {
		t.Errorf("held %q %v, resumed %+v", held, err, w.Machines.Resumed)
	}
	w.Do(functest.Han, &complaint.Take{}, &complaint.Propose{Remedy: complaint.Refund, Text: "x"}, &complaint.Execute{})
	if got := w.Machines.Resumed; len(got) != 1 || got[0].Phase != complaint.Executed {
		t.Errorf("resumed %+v", got)
	}

	w.Machines.Resumed = nil // a journey that comes to wait when the case has gone on does not wait
	hold["token"] = token + "-NEXT"
	_, err = w.asks(hold)
	w.OK(err)
	if got := w.Machines.Resumed; len(got) != 1 || got[0].Phase != complaint.Executed {
		t.Errorf("resumed %+v", got)
	}
	_, err = w.asks(hold) // nor does it mind if somebody was quicker
	w.OK(err)
}

// TestStepsThatFail: each has a name that the state machine catches, and changes nothing.
func TestStepsThatFail(t *testing.T) {
	w := newWorld(t)
	w.File("acme")
	for name, c := range map[string]struct {
		sent map[string]any
		want complaint.Kind
	}{
		"a case there is not":   {map[string]any{"tenant": "acme", "case": "RD-0000-0000-0000-0001", "token": token}, complaint.NotFound},
		"another tenant's case": {map[string]any{"tenant": "globex", "case": w.Ref.Case, "token": token}, complaint.NotFound},
	} {
		_, err := w.asks(c.sent)
		named, ok := err.(messages.InvokeResponse_Error) //nolint:errorlint // Lambda looks at the outermost type
		if !ok || named.Type != task.Name(c.want) {
			t.Errorf("%s: %T %v, want %s", name, err, err, c.want)
		}
	}
	if held, err := w.Memory.Token(t.Context(), w.Ref); err != nil || held != "" {
		t.Errorf("held %q %v", held, err)
	}
}
