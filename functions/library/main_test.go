package main

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/aws/aws-lambda-go/lambda/messages"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/functest"
	"redress/internal/library"
	"redress/internal/storetest"
	"redress/internal/task"
)

// TestMain runs the tests and then reads what they logged.
func TestMain(m *testing.M) { os.Exit(functest.Main(m)) }

// asks sends the function what the state machine sends.
func asks(w *functest.World, shelf library.Store, sent map[string]any) (casework.Position, error) {
	w.Helper()
	raw, err := json.Marshal(sent)
	w.OK(err)
	var p casework.Position
	w.OK(json.Unmarshal(raw, &p))
	s := step{&library.Keeper{History: w.Memory, Memory: w.Book, Store: shelf}}
	return task.Handle(s.keep)(w.Context(), p)
}

// TestKeep: the journey goes on where it was; a case that is open has no precedent.
func TestKeep(t *testing.T) {
	w := functest.New(t)
	w.File("acme")
	w.Handle()
	shelf := storetest.NewLibrary()
	p, err := asks(w, shelf, map[string]any{"tenant": "acme", "case": w.Ref.Case, "phase": "closed", "round": 2})
	if err != nil || p.Ref != w.Ref || p.Phase != complaint.Closed || p.Round != 2 {
		t.Errorf("%+v, %v", p, err)
	}
	if found, err := shelf.Bucket(t.Context(), "acme", "m:quality:product.workmanship"); err != nil || len(found) != 0 {
		t.Errorf("%+v, %v", found, err)
	}
}

// TestStepsThatFail: each has a name that the state machine catches.
func TestStepsThatFail(t *testing.T) {
	w := functest.New(t)
	w.File("acme")
	for name, ref := range map[string]complaint.Ref{
		"a case there is not":   {Tenant: "acme", Case: "RD-0000-0000-0000-0001"},
		"another tenant's case": {Tenant: "globex", Case: w.Ref.Case},
	} {
		_, err := asks(w, storetest.NewLibrary(), map[string]any{"tenant": ref.Tenant, "case": ref.Case})
		named, ok := err.(messages.InvokeResponse_Error) //nolint:errorlint // Lambda looks at the outermost type
		if !ok || named.Type != task.Name(complaint.NotFound) {
			t.Errorf("%s: %T %v", name, err, err)
		}
	}
}
