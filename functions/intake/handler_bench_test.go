package main

import (
	"context"
	"fmt"
	"net/http"
	"testing"

	"github.com/aws/aws-lambda-go/events"

	"redress/internal/access"
	"redress/internal/apigw"
	"redress/internal/figures/bench"
	"redress/internal/pages"
	"redress/internal/shelf"
)

type gate = func(context.Context, events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error)

func gateOf(w *bench.World) gate {
	in := &intake{cases: w.Cases, history: w.Memory, pages: pages.Pages{Book: w.Book}, shelf: &shelf.Shelf{Book: w.Book}, asked: w.Memory, key: w.Key}
	return apigw.Serve(in.routes(), in.pages.Problem)
}

func BenchmarkFile(b *testing.B) {
	w := bench.New(b)
	handle, serial := gateOf(w), 0
	bench.Measure(b, func() events.APIGatewayProxyRequest {
		serial++
		return bench.Event(http.MethodPost, "/v1/{tenant}/complaints", map[string]string{"tenant": bench.Tenant}, fmt.Sprintf(
			`{"demand": "repair", "complainant": {"name": "陈晓岚", "email": "chen@mail.example"}, "content": "%s %d"}`, bench.Text, serial))
	}, func(e events.APIGatewayProxyRequest) {
		reply, err := handle(b.Context(), e)
		w.Answered(reply, err, http.StatusCreated)
	})
}

func BenchmarkFollow(b *testing.B) {
	w := bench.New(b)
	c := w.Executed()
	handle := gateOf(w)
	e := bench.Event(http.MethodGet, "/v1/{tenant}/complaints/{case}", map[string]string{"tenant": bench.Tenant, "case": c.ID}, "")
	e.Headers["Redress-Secret"] = w.Key.Secret(c, access.ToFollow)
	bench.Measure(b, bench.Nothing, func(struct{}) {
		reply, err := handle(b.Context(), e)
		w.Answered(reply, err, http.StatusOK)
	})
}
