package main

import (
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/aws/aws-lambda-go/events"

	"redress/internal/apigw"
	"redress/internal/complaint"
	"redress/internal/custody"
	"redress/internal/functest"
	"redress/internal/pages"
)

// world is the function in the world of the tests, with a case that is handled.
type world struct {
	*functest.World
	depot *functest.Depot
	gate  apigw.Handler
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{World: functest.New(t), depot: functest.NewDepot()}
	files := &custody.Files{Cases: w.Cases, Book: w.Book, Doors: w.depot, Looks: w.Memory}
	w.gate = gate(
		&giver{files: files, pages: pages.Pages{Book: w.Book}, key: w.Key},
		&desk{files: files, exports: &custody.Exports{Store: w.Memory, Counter: w.depot, Looks: w.Memory, Now: w.Clock.Now}},
	)
	w.File("acme")
	w.Handle()
	return w
}

// ask sends a request to a route, which is a method and a resource; more parameters follow as pairs.
func (w *world) ask(by *complaint.Actor, route, body string, more ...string) events.APIGatewayProxyResponse {
	w.Helper()
	method, resource, _ := strings.Cut(route, " ")
	e := events.APIGatewayProxyRequest{
		HTTPMethod: method, Resource: resource, Body: body, PathParameters: map[string]string{"tenant": "acme", "case": w.Ref.Case},
		Headers: map[string]string{"accept": "application/json"}, QueryStringParameters: map[string]string{},
	}
	for i := 0; i < len(more); i += 2 {
		switch name := more[i]; name {
		case "file", "export", "case", "tenant":
			e.PathParameters[name] = more[i+1]
		case "lang":
			e.QueryStringParameters[name] = more[i+1]
		default:
			e.Headers[name] = more[i+1]
		}
	}
	if by != nil {
		e.RequestContext.Authorizer = map[string]any{"tenant": "acme", "role": string(by.Role), "user": by.ID, "mail": by.Mail}
	}
	reply, err := w.gate(w.Context(), e)
	w.OK(err)
	return reply
}

// must ends the test unless the reply has the status.
func (w *world) must(reply events.APIGatewayProxyResponse, status int) events.APIGatewayProxyResponse {
	w.Helper()
	if reply.StatusCode != status {
		w.Fatalf("%d, want %d: %s", reply.StatusCode, status, reply.Body)
	}
	if status < http.StatusMultipleChoices && reply.Headers["Cache-Control"] != "no-store" {
		w.Errorf("it may be kept: %v", reply.Headers)
	}
	return reply
}

// TestMain runs the tests and then reads what they logged.
func TestMain(m *testing.M) { os.Exit(functest.Main(m)) }
