package storetest_test

import (
	"testing"

	"redress/internal/library"
	"redress/internal/storetest"
)

func TestMemoryKeepsTheContract(t *testing.T) {
	storetest.Contract(t, func(*testing.T) storetest.Store { return storetest.NewMemory() })
}

func TestAShelfKeepsTheContract(t *testing.T) {
	storetest.Contract(t, func(*testing.T) storetest.Store { return storetest.NewShelf() })
}

func TestALibraryInMemoryKeepsTheContract(t *testing.T) {
	storetest.LibraryContract(t, func(*testing.T) library.Store { return storetest.NewLibrary() })
}
