package main

import (
	"os"
	"testing"

	"github.com/aws/aws-lambda-go/events"

	"redress/internal/functest"
	"redress/internal/ledger"
)

// world is the function in the world of the tests, with a case that was filed and handled.
type world struct {
	*functest.World
	vault *functest.Vault
	clerk clerk
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{World: functest.New(t), vault: &functest.Vault{}}
	notary := &ledger.Notary{Signer: functest.NewPen(), Archive: w.vault, Now: w.Clock.Now}
	w.clerk = clerk{log: &ledger.Log{Store: w.Memory, Check: notary.Check}, notary: notary, acts: w.Memory}
	w.File("acme")
	w.Handle()
	return w
}

// batch is the recorded batch of the table's stream: the second commit of the case, one of a case that is nowhere, one that was changed
// in place, and something that is no commit.
func (w *world) batch() events.DynamoDBEvent {
	w.Helper()
	var e events.DynamoDBEvent
	w.Recorded("stream", &e)
	written, err := w.Memory.Written(w.Context(), w.Ref, 1)
	w.OK(err)
	e.Records[0].Change.NewImage["data"] = events.NewStringAttribute(string(written[0].Data))
	return e
}

// failed are the records that have to be brought again.
func (w *world) failed(e events.DynamoDBEvent) (named []string) {
	w.Helper()
	reply, err := w.clerk.handle(w.Context(), e)
	w.OK(err)
	for _, f := range reply.BatchItemFailures {
		named = append(named, f.ItemIdentifier)
	}
	return named
}

// TestMain runs the tests and then reads what they logged.
func TestMain(m *testing.M) { os.Exit(functest.Main(m)) }
