package main

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/aws/aws-lambda-go/events"

	"redress/internal/functest"
	"redress/internal/pages"
)

// world is the function in the world of the tests.
type world struct{ *functest.World }

func newWorld(t *testing.T) *world {
	t.Helper()
	return &world{functest.New(t)}
}

// TestMain runs the tests and then reads what they logged.
func TestMain(m *testing.M) { os.Exit(functest.Main(m)) }

// asks asks the function what the gateway or the state machine asks.
func (w *world) asks(event any) (any, error) {
	w.Helper()
	raw, err := json.Marshal(event)
	w.OK(err)
	s := &survey{cases: w.Cases, pages: pages.Pages{Book: w.Book}, key: w.Key}
	return s.handler()(w.Context(), raw)
}

// send asks the function what the gateway asks.
func (w *world) send(e events.APIGatewayProxyRequest) events.APIGatewayProxyResponse {
	w.Helper()
	answer, err := w.asks(e)
	w.OK(err)
	reply, ok := answer.(events.APIGatewayProxyResponse)
	if !ok {
		w.Fatalf("the gateway is answered %T", answer)
	}
	return reply
}
