package main

import (
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"redress/internal/figures/bench"
	"redress/internal/functest"
	"redress/internal/ledger"
)

// One commit by itself, with its head: what a quiet tenant needs.
func BenchmarkEnter(b *testing.B) {
	w := bench.New(b)
	notary := &ledger.Notary{Signer: functest.NewPen(), Archive: &functest.Vault{}, Now: time.Now}
	c := clerk{log: &ledger.Log{Store: w.Memory, Check: notary.Check}, notary: notary, acts: w.Memory}
	bench.Measure(b, func() events.DynamoDBEvent {
		k := w.Filed()
		written, err := w.Memory.Written(b.Context(), k.Ref(), 0)
		w.OK(err)
		return events.DynamoDBEvent{Records: []events.DynamoDBEventRecord{{
			EventName: string(events.DynamoDBOperationTypeInsert), Change: events.DynamoDBStreamRecord{
				SequenceNumber: "1",
				Keys: map[string]events.DynamoDBAttributeValue{
					"pk": events.NewStringAttribute("C#" + k.Tenant + "#" + k.ID), "sk": events.NewStringAttribute("E#00000001"),
				},
				NewImage: map[string]events.DynamoDBAttributeValue{"data": events.NewStringAttribute(string(written[0].Data))},
			},
		}}}
	}, func(e events.DynamoDBEvent) {
		reply, err := c.handle(b.Context(), e)
		w.OK(err)
		if len(reply.BatchItemFailures) > 0 {
			b.Fatalf("reply %+v", reply)
		}
	})
}
