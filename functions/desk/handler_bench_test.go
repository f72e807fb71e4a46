package main

import (
	"context"
	"net/http"
	"testing"

	"github.com/aws/aws-lambda-go/events"

	"redress/internal/apigw"
	"redress/internal/figures/bench"
)

func gateOf(w *bench.World) func(context.Context, events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
	return apigw.Staff((&desk{cases: w.Cases, history: w.Memory, queue: w.Memory, book: w.Book}).routes())
}

func BenchmarkCommand(b *testing.B) {
	w := bench.New(b)
	handle := gateOf(w)
	bench.Measure(b, func() events.APIGatewayProxyRequest {
		return bench.Event(http.MethodPost, "/v1/{tenant}/desk/cases/{case}/commands",
			map[string]string{"tenant": bench.Tenant, "case": w.Handled().ID}, `{"do": "take"}`)
	}, func(e events.APIGatewayProxyRequest) {
		reply, err := handle(b.Context(), e)
		w.Answered(reply, err, http.StatusOK)
	})
}

func BenchmarkShow(b *testing.B) {
	w := bench.New(b)
	handle := gateOf(w)
	e := bench.Event(http.MethodGet, "/v1/{tenant}/desk/cases/{case}",
		map[string]string{"tenant": bench.Tenant, "case": w.Executed().ID}, "")
	bench.Measure(b, bench.Nothing, func(struct{}) {
		reply, err := handle(b.Context(), e)
		w.Answered(reply, err, http.StatusOK)
	})
}

// A page of the work queue of a tenant with fifty open cases.
func BenchmarkQueue(b *testing.B) {
	w := bench.New(b)
	for range 50 {
		w.Handled()
	}
	handle := gateOf(w)
	e := bench.Event(http.MethodGet, "/v1/{tenant}/desk/cases", map[string]string{"tenant": bench.Tenant}, "")
	bench.Measure(b, bench.Nothing, func(struct{}) {
		reply, err := handle(b.Context(), e)
		w.Answered(reply, err, http.StatusOK)
	})
}
