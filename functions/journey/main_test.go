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
	return task.Handle(journey{w.Cases}.do)(w.Context(), o)
}

// TestWhere: whichever phase a case is in, the journey hears of it, and of the survey's time where that comes next.
func TestWhere(t *testing.T) {
	w := newWorld(t)
	w.File("acme")
	where := func(want complaint.Phase) casework.Position {
		t.Helper()
		p, err := w.asks(map[string]any{"do": "where", "tenant": w.Ref.Tenant, "case": w.Ref.Case})
		if err != nil || p.Phase != want || p.Ref != w.Ref || p.Round != 1 {
			t.Errorf("%+v %v, want %s", p, err, want)
		}
		return p
	}
	where(complaint.Received)
	w.Handle()
	if p := where(complaint.Handling); p.SurveyAt != nil {
		t.Errorf("a survey at %v", p.SurveyAt)
	}
	c := w.Do(functest.Han, &complaint.Take{}, &complaint.Propose{Remedy: complaint.Refund, Text: "x"}, &complaint.Execute{})
	if p := where(complaint.Executed); p.SurveyAt == nil || !p.SurveyAt.Equal(c.Survey.SendAt) {
		t.Errorf("a survey at %v", p.SurveyAt)
	}
}

// TestHold: the token is kept, and whoever moves the case on resumes the journey with it.
func TestHold(t *testing.T) {
	w := newWorld(t)
	w.File("acme")
	w.Handle()
	hold := map[string]any{"do": "hold", "tenant": "acme", "case": w.Ref.Case, "phase": "handling", "round": 1, "token": token}
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
		"a case there is not":   {map[string]any{"do": "where", "tenant": "acme", "case": "RD-0000-0000-0000-0001"}, complaint.NotFound},
		"another tenant's case": {map[string]any{"do": "where", "tenant": "globex", "case": w.Ref.Case}, complaint.NotFound},
		"a step there is not":   {map[string]any{"do": "held", "tenant": "acme", "case": w.Ref.Case, "token": token}, complaint.Invalid},
		"no step":               {map[string]any{"tenant": "acme", "case": w.Ref.Case}, complaint.Invalid},
		"to wait for no case":   {map[string]any{"do": "hold", "tenant": "acme", "case": "RD-0000-0000-0000-0001", "token": token}, complaint.NotFound},
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
