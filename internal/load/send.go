package load

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"redress/internal/client"
)

// Sender files complaints with a tenant, as the public API does.
type Sender interface {
	File(ctx context.Context, c client.Complaint, key string) (client.Receipt, error)
}

// Filed is a complaint, what sending it was answered, and what its case is known to be in the end.
type Filed struct {
	Serial    int
	Complaint client.Complaint
	First     Answer
	Again     *Answer // of the same request sent once more
	Case      client.Case
}

// Answer is what one sending was answered.
type Answer struct {
	Receipt client.Receipt
	Took    time.Duration
	Err     error
}

// Sending is how a run sends its complaints.
type Sending struct {
	Crowd Crowd
	Width int  // so many complaints at a time
	Twice bool // each once more with its key: every other one at the same moment, the rest right after the answer
}

// Send sends all complaints and tells how many are done.
func (s Sending) Send(ctx context.Context, to Sender, complaints []client.Complaint, done func(int)) []Filed {
	filed := make([]Filed, len(complaints))
	var crew errgroup.Group
	crew.SetLimit(s.Width)
	var count atomic.Int64
	for i := range complaints {
		crew.Go(func() error {
			filed[i] = s.one(ctx, to, complaints[i], i)
			done(int(count.Add(1)))
			return nil
		})
	}
	_ = crew.Wait() // what failed is in the answers
	return filed
}

func (s Sending) one(ctx context.Context, to Sender, c client.Complaint, serial int) Filed {
	f := Filed{Serial: serial, Complaint: c}
	send := func() Answer { return sendOnce(ctx, to, c, s.Crowd.Key(serial)) }
	switch {
	case !s.Twice:
		f.First = send()
	case serial%2 == 0:
		f.First = send()
		again := send()
		f.Again = &again
	default:
		var again Answer
		var other sync.WaitGroup
		other.Go(func() { again = send() })
		f.First = send()
		other.Wait()
		f.Again = &again
	}
	return f
}

func sendOnce(ctx context.Context, to Sender, c client.Complaint, key string) Answer {
	begun := time.Now()
	r, err := to.File(ctx, c, key)
	return Answer{Receipt: r, Took: time.Since(begun), Err: err}
}
