package complaint_test

import (
	"fmt"

	"pgregory.net/rapid"

	"redress/internal/complaint"
)

// files asks for files, and keeps or refuses what was asked for, once or twice and in any order. What was settled once stays so, and
// there are never more than the rules allow.
func (w *world) files(t *rapid.T) {
	w.later(t)
	if len(w.c.Files) == 0 || rapid.Bool().Draw(t, "another") {
		by := rapid.SampledFrom(append(staff, customer)).Draw(t, "who")
		w.step(by, &complaint.ExpectFile{ID: fmt.Sprintf("F-%d", len(w.c.Files)), Name: "a photo", Type: "image/jpeg"})
		return
	}
	x := rapid.SampledFrom(w.c.Files).Draw(t, "file")
	m := w.step(system, rapid.SampledFrom([]complaint.Command{
		&complaint.KeepFile{ID: x.ID, Type: "image/png", Size: 1, SHA256: "00"}, &complaint.RefuseFile{ID: x.ID, Fault: complaint.FaultType},
	}).Draw(t, "verdict"))
	if x.State != complaint.FileAwaited && len(m.Events) > 0 {
		t.Fatalf("a file that was %s has %d events", x.State, len(m.Events))
	}
	if kept := len(w.c.KeptFiles()); kept > w.rules.Files().Keep {
		t.Fatalf("%d files are kept", kept)
	}
}
