package library

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"
)

// Precedents are kept under keys that follow from the table of common pieces. Another table, and none that was kept before is found by
// its words: the table stays as it was counted (2026-11-23), whatever texts the classifier is trained on later.
func TestTheTableOfCommonPiecesNeverChanges(t *testing.T) {
	sum := sha256.Sum256([]byte(common))
	if got, want := hex.EncodeToString(sum[:]), "bbd2960302b5d5760a4dab6fc64ed8a3ffd30edb32fea7fdb9776c79426d5aea"; got != want {
		t.Errorf("common.txt has the sum %s, not %s", got, want)
	}
}
