//go:build e2e

package dynamo_test

import (
	"strings"
	"testing"

	"redress/internal/casework"
	"redress/internal/dynamo"
	"redress/internal/library"
	"redress/internal/storetest"
)

// The suite that the library in memory passes, on a table of its own at AWS_ENDPOINT_URL.
func TestLibraryKeepsTheContract(t *testing.T) {
	table := &dynamo.Table{Client: connect(t), Name: "library" + strings.ToLower(casework.NewReference()[2:])}
	createTable(t, table)
	storetest.LibraryContract(t, func(*testing.T) library.Store { return &dynamo.Library{Client: connect(t), Name: table.Name} })
}
