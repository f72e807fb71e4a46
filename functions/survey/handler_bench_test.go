package main

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/aws/aws-lambda-go/events"

	"redress/internal/access"
	"redress/internal/complaint"
	"redress/internal/figures/bench"
	"redress/internal/pages"
)

const answerPath = "/v1/{tenant}/surveys/{case}"

func BenchmarkAnswer(b *testing.B) {
	w := bench.New(b)
	handle := (&survey{cases: w.Cases, pages: pages.Pages{Book: w.Book}, key: w.Key}).handler()
	bench.Measure(b, func() json.RawMessage {
		c := w.Do(w.DueForSurvey().Ref(), complaint.TheSystem, &complaint.Ask{})
		e := bench.Event(http.MethodPost, answerPath, map[string]string{"tenant": bench.Tenant, "case": c.ID},
			`{"attitude": 5, "solved": 5, "speed": 4, "process": 5, "overall": 5, "comment": "谢谢"}`)
		e.Headers["Redress-Secret"] = w.Key.Secret(c, access.ToAnswer(c.Round))
		raw, err := json.Marshal(e)
		w.OK(err)
		return raw
	}, func(raw json.RawMessage) {
		reply, err := handle(b.Context(), raw)
		answer, _ := reply.(events.APIGatewayProxyResponse)
		w.Answered(answer, err, http.StatusOK)
	})
}

func BenchmarkAsk(b *testing.B) {
	w := bench.New(b)
	handle := (&survey{cases: w.Cases, pages: pages.Pages{Book: w.Book}, key: w.Key}).handler()
	bench.Measure(b, func() json.RawMessage {
		raw, err := json.Marshal(order{Ref: w.DueForSurvey().Ref(), Token: "token"})
		w.OK(err)
		return raw
	}, func(raw json.RawMessage) {
		_, err := handle(b.Context(), raw)
		w.OK(err)
	})
}
