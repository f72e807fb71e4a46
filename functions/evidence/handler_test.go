package main

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"testing"

	"redress/internal/custody"
	"redress/internal/functest"
)

func TestMain(m *testing.M) { os.Exit(functest.Main(m)) }

// noting notes what is to be examined.
type noting struct {
	files  []custody.FileRef
	sweeps int
	down   error
}

func (n *noting) Examine(_ context.Context, f custody.FileRef) error {
	n.files = append(n.files, f)
	return n.down
}

func (n *noting) Sweep(context.Context) error {
	n.sweeps++
	return n.down
}

// The event as EventBridge brings it has its file examined; what is none of ours is passed over; a failure is Lambda's to bring again.
func TestEvents(t *testing.T) {
	recorded, err := os.ReadFile("testdata/uploaded.json")
	if err != nil {
		t.Fatal(err)
	}
	for what, c := range map[string]struct {
		event         string
		files, sweeps int
	}{
		"an upload": {string(recorded), 1, 0}, "the sweep": {`{"sweep": true}`, 0, 1},
		"another key": {`{"detail": {"object": {"key": "acme/RD-1/../x"}}}`, 0, 0}, "nothing": {`{}`, 0, 0},
	} {
		var e event
		if err := json.Unmarshal([]byte(c.event), &e); err != nil {
			t.Fatal(err)
		}
		n := &noting{}
		if err := (keeper{n}).handle(t.Context(), e); err != nil || len(n.files) != c.files || n.sweeps != c.sweeps {
			t.Errorf("%s: %+v, %v", what, n, err)
		}
		n = &noting{down: errors.New("down")}
		if err := (keeper{n}).handle(t.Context(), e); (err != nil) != (c.files+c.sweeps > 0) {
			t.Errorf("%s: %v", what, err)
		}
	}
}
