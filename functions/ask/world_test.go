package main

import (
	"os"
	"testing"

	"github.com/aws/aws-lambda-go/events"

	"redress/internal/apigw"
	"redress/internal/casework"
	"redress/internal/classify"
	"redress/internal/functest"
	"redress/internal/pages"
	"redress/internal/shelf"
)

// world is the function in the world of the tests.
type world struct {
	*functest.World

	asked casework.AskedBook
}

var rules = classify.New()

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{World: functest.New(t)}
	w.asked = w.Memory
	w.HasLists()
	return w
}

// TestMain runs the tests and then reads what they logged.
func TestMain(m *testing.M) { os.Exit(functest.Main(m)) }

// send asks the function.
func (w *world) send(e events.APIGatewayProxyRequest) events.APIGatewayProxyResponse {
	w.Helper()
	a := &ask{
		shelf: &shelf.Shelf{Book: w.Book}, pages: pages.Pages{Book: w.Book}, asked: w.asked, reader: rules, rules: w.Book, now: w.Clock.Now,
		once: func() string { return "ABCDEFGHIJKLMNOPQRSTUVWXYZ" },
	}
	reply, err := apigw.Serve(a.routes(), a.pages.Problem)(w.Context(), e)
	w.OK(err)
	return reply
}

// ask asks a question as a program does.
func (w *world) ask(tenant, body string) events.APIGatewayProxyResponse {
	w.Helper()
	e := w.Event("question", "")
	e.PathParameters["tenant"], e.Body = tenant, body
	return w.send(e)
}
