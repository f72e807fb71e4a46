package main

import (
	"context"
	"testing"

	"github.com/aws/aws-lambda-go/events"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/figures/bench"
	"redress/internal/stationery"
)

// nowhere takes every letter.
type nowhere struct{}

func (nowhere) Carry(context.Context, casework.Letter) (string, error) { return "proof", nil }

func senderOf(w *bench.World) notification {
	return notification{&casework.Post{
		Cases: w.Cases, Book: w.Book, Outbox: w.Memory, Writer: writer{&stationery.Cabinet{Tenants: w.Memory}}, Key: w.Key,
		Carriers: map[complaint.Reach]casework.Carrier{complaint.ByMail: nowhere{}, complaint.BySMS: nowhere{}},
	}}
}

// The acknowledgement leaves, which its case has to hear of: the longest way of a notice.
func BenchmarkDeliver(b *testing.B) {
	w := bench.New(b)
	n := senderOf(w)
	bench.Measure(b, func() event { return pendingOf(w, w.Handled()) }, func(e event) {
		reply, err := n.handle(b.Context(), e)
		w.OK(err)
		if failed, is := reply.(events.DynamoDBEventResponse); !is || len(failed.BatchItemFailures) > 0 {
			b.Fatalf("reply %+v", reply)
		}
	})
}

// pendingOf is what the stream brings of a case's last notice.
func pendingOf(w *bench.World, c complaint.Case) event {
	w.Helper()
	notices, err := w.Memory.Notices(w.Context(), c.Ref())
	w.OK(err)
	return event{Records: []events.DynamoDBEventRecord{{Change: events.DynamoDBStreamRecord{
		SequenceNumber: "1",
		Keys: map[string]events.DynamoDBAttributeValue{
			"pk": events.NewStringAttribute("C#" + c.Tenant + "#" + c.ID),
			"sk": events.NewStringAttribute("N#" + notices[len(notices)-1].ID),
		},
	}}}}
}

func BenchmarkAcknowledge(b *testing.B) {
	w := bench.New(b)
	n := senderOf(w)
	bench.Measure(b, func() event {
		ref := w.Filed().Ref()
		w.Do(ref, complaint.TheSystem, &complaint.Classify{Reading: complaint.Reading{
			Category: complaint.CategoryDelay, Grade: complaint.Ordinary, Language: complaint.Chinese, Confidence: 0.9,
		}})
		return event{Ref: ref}
	}, func(e event) {
		_, err := n.handle(b.Context(), e)
		w.OK(err)
	})
}
