package main

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/lambda/messages"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/functest"
	"redress/internal/task"
)

// asks sends the function what the state machine or the schedule sends, and answers what they get.
func (w *world) asks(sent string) (string, error) {
	w.Helper()
	var o order
	w.OK(json.Unmarshal([]byte(sent), &o))
	e := escalation{w.Cases, &casework.Sweeper{Cases: w.Cases, Index: w.Memory, Width: width}}
	answer, err := task.Handle(e.do)(w.Context(), o)
	if err != nil {
		return "", err
	}
	got, err := json.Marshal(answer)
	w.OK(err)
	return string(got), nil
}

// tick is what the state machine sends of the timer that is in charge.
func (w *world) tick() (string, error) {
	w.Helper()
	sent, err := json.Marshal(casework.Timer{Ref: w.Ref, Timer: w.Known().Timer})
	w.OK(err)
	return w.asks(string(sent))
}

// TestATimer: it sleeps until the next rung, fires it when it is due, and ends when it is not in charge any more.
func TestATimer(t *testing.T) {
	w := newWorld(t)
	w.File("acme")
	w.Handle()
	first := w.Known()
	early, err := w.tick()
	w.OK(err)
	if w.Known().Revision != first.Revision || !strings.Contains(early, `"until":"`+first.NextRung().Format(time.RFC3339)) {
		t.Errorf("too early: %s, revision %d became %d", early, first.Revision, w.Known().Revision)
	}
	w.Clock.Set(first.NextRung())
	fired, err := w.tick()
	w.OK(err)
	if after := w.Known(); after.Revision != first.Revision+1 || !after.NextRung().After(w.Clock.Now()) || !strings.Contains(fired, `"settled":false`) {
		t.Errorf("due: %s, revision %d became %d", fired, first.Revision, after.Revision)
	}
	old, err := json.Marshal(casework.Timer{Ref: w.Ref, Timer: first.Timer + 100})
	w.OK(err)
	ended, err := w.asks(string(old))
	w.OK(err)
	if !strings.Contains(ended, `"settled":true`) {
		t.Errorf("a timer that is not in charge: %s", ended)
	}
}

// TestASweep: it finds what the timer did not do, whatever else the schedule's event holds.
func TestASweep(t *testing.T) {
	w := newWorld(t)
	w.File("acme")
	w.Handle()
	before, timers := w.Known(), len(w.Machines.Timers)
	w.Clock.Set(before.NextRung().Add(time.Hour))
	got, err := w.asks(`{"sweep": true, "version": "0", "detail-type": "Scheduled Event"}`)
	w.OK(err)
	if got != `{"cases":1,"notices":1,"failed":0}` || w.Known().Revision == before.Revision {
		t.Errorf("swept %s", got)
	}
	if len(w.Machines.Timers) != timers+1 {
		t.Errorf("timers %v: the lost one was not started again", w.Machines.Timers)
	}
}

func TestASweepOfNothing(t *testing.T) {
	w := newWorld(t)
	if got, err := w.asks(`{"sweep": true}`); err != nil || got != `{"cases":0,"notices":0,"failed":0}` {
		t.Errorf("%s %v", got, err)
	}
}

// A tick that fails has a name that the state machine catches.
func TestTicksThatFail(t *testing.T) {
	w := newWorld(t)
	_, err := w.asks(`{"tenant":"acme","case":"RD-0000-0000-0000-0001","timer":1}`)
	named, ok := err.(messages.InvokeResponse_Error) //nolint:errorlint // Lambda looks at the outermost type
	if !ok || named.Type != task.Name(complaint.NotFound) {
		t.Errorf("no case: %T %v", err, err)
	}
	w.File("acme")
	w.Cases.Store = functest.Broken{Store: w.Memory}
	_, err = w.tick()
	named, ok = err.(messages.InvokeResponse_Error) //nolint:errorlint // as above
	if !ok || named.Type != task.Name(complaint.Fault) || strings.Contains(named.Message, "10.0.0.1") {
		t.Errorf("no store: %T %v", err, err)
	}
}
