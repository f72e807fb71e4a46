package main

import (
	"os"
	"testing"

	"github.com/aws/aws-lambda-go/events"

	"redress/internal/apigw"
	"redress/internal/cabinet"
	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/duplicate"
	"redress/internal/functest"
)

// world is the function in the world of the tests.
type world struct {
	*functest.World

	Forms *cabinet.Cabinet
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := functest.New(t)
	return &world{w, &cabinet.Cabinet{Book: w.Book, Key: duplicate.NewKey(w.Key), Index: w.Memory}}
}

// TestMain runs the tests and then reads what they logged.
func TestMain(m *testing.M) { os.Exit(functest.Main(m)) }

// send asks the function, as a member of staff who is signed in.
func (w *world) send(by complaint.Actor, e events.APIGatewayProxyRequest) events.APIGatewayProxyResponse {
	w.Helper()
	e.RequestContext.Authorizer = map[string]any{"tenant": "acme", "role": string(by.Role), "user": by.ID, "mail": by.Mail}
	w.Cases.Forms = w.Forms
	d := &desk{
		cases: w.Cases, history: w.Memory, queue: w.Memory, waits: w.Memory, book: w.Book, forms: w.Forms, entries: w.Memory,
		hands: &casework.Hands{Cases: w.Cases, Queue: w.Memory}, looks: w.Memory, acts: w.Memory, closes: w.Memory,
	}
	reply, err := apigw.Staff(d.routes())(w.Context(), e)
	w.OK(err)
	return reply
}
