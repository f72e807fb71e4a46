package main

import (
	"os"
	"testing"

	"redress/internal/functest"
)

// world is the function in the world of the tests.
type world struct{ *functest.World }

func newWorld(t *testing.T) *world {
	t.Helper()
	return &world{functest.New(t)}
}

// TestMain runs the tests and then reads what they logged.
func TestMain(m *testing.M) { os.Exit(functest.Main(m)) }
