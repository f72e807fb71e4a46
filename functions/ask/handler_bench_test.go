package main

import (
	"net/http"
	"testing"
	"time"

	"redress/internal/apigw"
	"redress/internal/casework"
	"redress/internal/classify"
	"redress/internal/figures/bench"
	"redress/internal/knowledge/preset"
	"redress/internal/pages"
	"redress/internal/shelf"
)

func BenchmarkAsk(b *testing.B) {
	w := bench.New(b)
	of, err := w.Memory.Tenant(b.Context(), bench.Tenant)
	w.OK(err)
	of.Knowledge = "shop"
	w.OK(w.Memory.PutDocument(b.Context(), of.ID, casework.KnowledgeDocument, of.Knowledge, preset.Shop))
	w.OK(w.Memory.PutTenant(b.Context(), of))
	a := &ask{
		shelf: &shelf.Shelf{Book: w.Book}, pages: pages.Pages{Book: w.Book}, asked: w.Memory, reader: classify.New(), rules: w.Book, now: time.Now, once: apigw.NewOnce,
	}
	handle := apigw.Serve(a.routes(), a.pages.Problem)
	e := bench.Event(http.MethodPost, "/v1/{tenant}/questions", map[string]string{"tenant": bench.Tenant}, `{"text": "请问退货的运费谁承担？"}`)
	bench.Measure(b, bench.Nothing, func(struct{}) {
		reply, err := handle(b.Context(), e)
		w.Answered(reply, err, http.StatusOK)
	})
}
