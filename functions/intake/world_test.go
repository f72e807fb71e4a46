package main

import (
	"os"
	"testing"

	"github.com/aws/aws-lambda-go/events"

	"redress/internal/apigw"
	"redress/internal/functest"
	"redress/internal/pages"
	"redress/internal/shelf"
)

// world is the function in the world of the tests.
type world struct{ *functest.World }

func newWorld(t *testing.T) *world {
	t.Helper()
	return &world{functest.New(t)}
}

// TestMain runs the tests and then reads what they logged.
func TestMain(m *testing.M) { os.Exit(functest.Main(m)) }

// send asks the function.
func (w *world) send(e events.APIGatewayProxyRequest) events.APIGatewayProxyResponse {
	w.Helper()
	in := &intake{cases: w.Cases, history: w.Memory, pages: pages.Pages{Book: w.Book}, shelf: &shelf.Shelf{Book: w.Book}, asked: w.Memory, key: w.Key}
	reply, err := apigw.Serve(in.routes(), in.pages.Problem)(w.Context(), e)
	w.OK(err)
	return reply
}
