package simulate

import (
	"testing"

	"redress/internal/storetest"
)

func TestShelfKeepsTheContract(t *testing.T) {
	storetest.Contract(t, func(*testing.T) storetest.Store { return newShelf() })
}
