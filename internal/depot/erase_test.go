package depot_test

import (
	"errors"
	"maps"
	"slices"
	"testing"

	"redress/internal/complaint"
	"redress/internal/depot"
)

// An erasure takes every version of every file of its case, lifting the lock, and nothing of another whose number begins alike.
func TestAnErasureTakesTheFilesAlong(t *testing.T) {
	_, b := newDepot()
	for key, data := range map[string][]byte{
		"F1/aa": []byte("a"), "F1/bb": nil, "F2/cc": []byte("c"), "F3/dd": []byte("d"), "F4/ee": []byte("e"),
	} {
		b.objects["evidence/acme/"+ref.Case+"/"+key] = data
	}
	others := []string{"evidence/acme/" + ref.Case + "X/F1/aa", "evidence/globex/" + ref.Case + "/F1/aa"}
	for _, other := range others {
		b.objects[other] = []byte("o")
	}
	eraser := depot.Eraser{Client: b, Bucket: "evidence"}
	for range 2 { // the second time there is nothing left
		if err := eraser.EraseFiles(t.Context(), ref); err != nil {
			t.Fatal(err)
		}
	}
	if left := slices.Sorted(maps.Keys(b.objects)); !slices.Equal(left, others) || len(b.deletes) != 5 {
		t.Errorf("left: %v, after %d deletes", left, len(b.deletes))
	}
	for _, d := range b.deletes {
		if d.VersionId == nil || d.BypassGovernanceRetention == nil || !*d.BypassGovernanceRetention {
			t.Errorf("%+v", d)
		}
	}
	b.down = errors.New("down")
	if err := eraser.EraseFiles(t.Context(), ref); !complaint.Is(err, complaint.Unavailable) {
		t.Errorf("it says %v", err)
	}
}
