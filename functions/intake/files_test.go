package main

import (
	"net/http"
	"strings"
	"testing"

	"redress/internal/complaint"
	"redress/internal/functest"
)

// The complainant sees what became of the files that they gave, in JSON and on the page, which has the form for more; and nothing of those
// that staff gave.
func TestFilesOfTheComplainant(t *testing.T) {
	w := newWorld(t)
	w.File("acme")
	w.Handle()
	ask := func(by complaint.Actor, id, name string) {
		w.Do(by, &complaint.ExpectFile{ID: id, Name: name, Type: "image/jpeg"})
	}
	ask(complaint.TheComplainant, "F-KEPT", "<b>the torn seam</b>")
	ask(complaint.TheComplainant, "F-REFUSED", "the receipt")
	ask(complaint.TheComplainant, "F-AWAITED", "the frame")
	ask(functest.Han, "F-STAFF", functest.StaffOnly)
	w.Do(complaint.TheSystem,
		&complaint.KeepFile{ID: "F-KEPT", Type: "image/png", Size: 7, SHA256: strings.Repeat("ab", 32)},
		&complaint.RefuseFile{ID: "F-REFUSED", Fault: complaint.FaultActive},
		&complaint.KeepFile{ID: "F-STAFF", Type: "image/png", Size: 7, SHA256: strings.Repeat("cd", 32)},
	)
	for event, want := range map[string][]string{
		"follow": {`"file":"F-KEPT"`, `"state":"kept"`, `"type":"image/png"`, `"fault":"active"`, `"state":"awaited"`},
		"follow_page": {
			"&lt;b&gt;the torn seam&lt;/b&gt;", "/files/F-KEPT?secret=", "Reason: it holds something that would run or open by itself.", "Not checked yet", `/files?lang=en"`, `<option value="photo">Photo</option>`,
		},
	} {
		reply := w.send(w.Event(event, w.Secret()))
		if reply.StatusCode != http.StatusOK {
			t.Fatalf("%s: %d", event, reply.StatusCode)
		}
		for _, text := range want {
			if !strings.Contains(reply.Body, text) {
				t.Errorf("%s does not say %s: %s", event, text, reply.Body)
			}
		}
		for _, text := range []string{"F-STAFF", functest.StaffOnly, strings.Repeat("cd", 32), "files/F-REFUSED", "files/F-AWAITED"} {
			if strings.Contains(reply.Body, text) {
				t.Errorf("%s says %s", event, text)
			}
		}
	}
}
