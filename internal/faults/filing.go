package faults

import (
	"context"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"redress/internal/client"
)

// Filing is how the complaints of a run are filed.
type Filing struct {
	Width int
	Key   func(serial int) string
	Of    func(Part) Company
}

// every so many complaints one is sent twice with its key.
const sentTwice = 4

// File files all complaints, and hands each over as it is a case.
func (f Filing) File(ctx context.Context, complaints []client.Complaint, filed func(*Story), done func(int)) []*Story {
	stories := make([]*Story, len(complaints))
	var crew errgroup.Group
	crew.SetLimit(f.Width)
	var count atomic.Int64
	for i, c := range complaints {
		crew.Go(func() error {
			stories[i] = f.one(ctx, i, PartOf(i), c)
			if stories[i].Err == nil {
				filed(stories[i])
			}
			done(int(count.Add(1)))
			return nil
		})
	}
	_ = crew.Wait() // what failed is in the stories
	return stories
}

func (f Filing) one(ctx context.Context, serial int, p Part, c client.Complaint) *Story {
	s := &Story{Serial: serial, Part: p}
	public := f.Of(s.Part).Public
	if s.Receipt, s.Err = public.File(ctx, c, f.Key(serial)); s.Err != nil {
		return s
	}
	s.Ref = refOf(public.Tenant, s.Receipt)
	if serial%sentTwice == 0 {
		second, err := public.File(ctx, c, f.Key(serial))
		s.Second, s.Err = &second, err
	}
	return s
}
