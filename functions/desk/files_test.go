package main

import (
	"encoding/json"
	"strings"
	"testing"

	"redress/internal/complaint"
	"redress/internal/functest"
)

// The files of a case that was merged are shown in the survivor, and stay with their own case, whether it parts again or not.
func TestFilesOfAMergedCase(t *testing.T) {
	w := newWorld(t)
	w.handled()
	part := w.Ref
	w.Do(complaint.TheComplainant, &complaint.ExpectFile{ID: "F-PART", Name: "the seam", Type: "image/jpeg"})
	w.Do(complaint.TheSystem, &complaint.KeepFile{ID: "F-PART", Type: "image/jpeg", Size: 7, SHA256: strings.Repeat("ab", 32)})
	w.handled()
	w.Do(functest.Han, &complaint.ExpectFile{ID: "F-OWN", Name: "report", Type: "application/pdf"}, &complaint.Take{}, &complaint.Merge{Case: part.Case, Reason: "The same sofa."})
	shown := func() (own, parts []string) {
		var c wholeCase
		w.OK(json.Unmarshal([]byte(w.send(functest.Han, w.Event("show", "")).Body), &c))
		for _, x := range c.Files {
			own = append(own, x.ID+" "+string(x.State))
		}
		for _, x := range c.Parts {
			parts = append(parts, x.Of+" "+x.ID+" "+string(x.State))
		}
		return own, parts
	}
	own, parts := shown()
	if strings.Join(own, ",") != "F-OWN awaited" || strings.Join(parts, ",") != part.Case+" F-PART kept" {
		t.Errorf("shown %v, of parts %v", own, parts)
	}
	w.Do(functest.Lin, &complaint.Part{Case: part.Case, Reason: "Another sofa."})
	if own, parts := shown(); len(own) != 1 || len(parts) > 0 {
		t.Errorf("after they parted: %v, of parts %v", own, parts)
	}
	w.Ref = part
	if own, _ := shown(); strings.Join(own, ",") != "F-PART kept" {
		t.Errorf("the part has %v", own)
	}
}
