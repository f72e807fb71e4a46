package library

import (
	"slices"
	"testing"
)

// A number tells who, not what: no piece with a digit is a bucket. What every complaint has is none either where something rarer is said.
func TestNumbersTellNothing(t *testing.T) {
	if found := telling("home", "AB1234 CD5678 999111, W-320 2026"); len(found) != 0 {
		t.Errorf("%d pieces of numbers", len(found))
	}
	rare, both := telling("home", "抽屉滑轨断裂变形"), telling("home", "没有一个，抽屉滑轨断裂变形")
	for _, piece := range rare {
		if !slices.Contains(both, piece) {
			t.Errorf("what is common took the place of %s", piece)
		}
	}
	if away := telling("away", "抽屉滑轨断裂变形"); slices.Contains(away, rare[0]) {
		t.Error("two tenants have the same hashes")
	}
}
