package faults

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"redress/internal/client"
	"redress/internal/complaint"
	"redress/internal/load"
)

// Run is one run on a deployed stack.
type Run struct {
	Stack  *client.Stack
	Proxy  *Proxy
	Dice   *Dice
	Crowd  load.Crowd
	Line   *load.Line
	Swift  Company // whose deadlines are seconds
	Calmly Company // whose are days
	Again  atomic.Int64

	Cases, Width, Kills   int
	KillEvery, HavocEvery time.Duration
	Patience, Calm        time.Duration

	havoc   Havoc
	lanes   Lanes
	sweptAt time.Time // when the last sweep began: what was due by then must have been done
	stories []*Story
	report  Report
}

// Play files the complaints, lets everybody go where they are meant to while calls fail, ends the faults, waits until
// everything is quiet, and judges.
func (r *Run) Play(ctx context.Context, texts []client.Complaint) (Report, error) {
	r.havoc, r.lanes.Stack = Havoc{Stack: r.Stack, Dice: r.Dice}, r.Stack
	if err := r.disturb(ctx, texts); err != nil {
		return r.report, err
	}
	if err := r.settle(ctx); err != nil {
		return r.report, err
	}
	evidence, err := Gather(ctx, r.Stack, r.sweptAt)
	if err != nil {
		return r.report, err
	}
	r.report.Stories, r.report.Tally, r.report.Letters = r.stories, r.Proxy.Tally, r.Proxy.Letters
	r.report.Kills, r.report.Again = r.Proxy.Killer.Kills(), r.Again.Load()
	r.report.Aborted, r.report.Brought = r.havoc.Aborted(), r.havoc.Brought+int(r.lanes.Brought.Load())
	r.report.Verdict = Judge(r.stories, evidence, r.Proxy.Letters, &r.havoc)
	if fewest := r.Proxy.Killer.Fewest(); fewest < r.Kills {
		return r.report, fmt.Errorf("a function was killed %d times only, want %d: %v", fewest, r.Kills, r.report.Kills)
	}
	return r.report, nil
}

// disturb is the part of the run in which there are faults.
func (r *Run) disturb(ctx context.Context, texts []client.Complaint) error {
	began := time.Now()
	faulty, calm := context.WithCancel(ctx)
	defer calm()
	var trouble sync.WaitGroup
	var havoc error
	trouble.Go(func() { r.Proxy.Killer.Mark(faulty, r.KillEvery) })
	trouble.Go(func() { r.lanes.Run(faulty) })
	trouble.Go(func() { havoc = r.havoc.Wreak(faulty, r.HavocEvery) })

	patient, cancel := context.WithTimeout(ctx, r.Patience)
	defer cancel()
	r.play(patient, texts, began)
	calm()
	r.Proxy.Calm()
	trouble.Wait()
	r.report.Faults = time.Since(began)
	r.Line.End("the faults have stopped after %.0f s; kills %v", r.report.Faults.Seconds(), r.Proxy.Killer.Kills())
	return havoc
}

// play files, works, and waits until those who are left alone have climbed and everybody was killed often enough.
func (r *Run) play(ctx context.Context, texts []client.Complaint, began time.Time) {
	var work sync.WaitGroup
	var ended atomic.Int64
	filing := Filing{Width: r.Width, Key: r.Crowd.Key, Of: r.company}
	filed := func(s *Story) {
		r.havoc.Add(s.Ref)
		if s.Part.Worked() {
			work.Go(func() {
				s.Err = s.Work(ctx, r.company(s.Part))
				ended.Add(1)
			})
		}
	}
	complaints := r.Crowd.Complaints(texts, r.Cases+mostExtra)
	r.stories = filing.File(ctx, complaints[:r.Cases], filed, func(done int) {
		r.Line.Show("filed %d of %d, %.1f a second; %d cases worked to their end; kills %v",
			done, r.Cases, float64(done)/time.Since(began).Seconds(), ended.Load(), r.Proxy.Killer.Kills())
	})
	r.report.Filing = time.Since(began)
	r.Line.End("filed %d in %.0f s", r.Cases, r.report.Filing.Seconds())
	for i := r.Cases; i < len(complaints) && r.Proxy.Killer.Fewest() < r.Kills && ctx.Err() == nil; i++ {
		s := filing.one(ctx, i, Satisfied, complaints[i]) // so that every function is at work, and can be killed
		if s.Err == nil {
			filed(s)
		}
		r.stories = append(r.stories, s)
		r.Line.Show("filed %d more; kills %v", i-r.Cases+1, r.Proxy.Killer.Kills())
	}
	wait(&work, func() {
		r.Line.Show("%d cases worked to their end; kills %v", ended.Load(), r.Proxy.Killer.Kills())
	})
	r.Line.End("worked %d to their end, %.0f s", ended.Load(), time.Since(began).Seconds())
	r.climb(ctx)
}

// mostExtra is how many complaints more are filed at the most while a function was not killed often enough.
const mostExtra = 200

// wait waits for a group and shows how far it is.
func wait(group *sync.WaitGroup, show func()) {
	done := make(chan struct{})
	go func() { group.Wait(); close(done) }()
	for {
		select {
		case <-done:
			return
		case <-time.After(time.Second):
			show()
		}
	}
}

func (r *Run) company(p Part) Company {
	if p.Swift() {
		return r.Swift
	}
	return r.Calmly
}

// horizon is how far away the next rung of a case is that has climbed.
const horizon = time.Hour

// climb waits until the cases that are left alone have climbed.
func (r *Run) climb(ctx context.Context) {
	for {
		left := 0
		for _, s := range r.stories {
			if s.Part == Left && s.Err == nil && r.climbs(ctx, s) {
				left++
			}
		}
		if left == 0 {
			return
		}
		r.Line.Show("%d cases still climb; kills %v", left, r.Proxy.Killer.Kills())
		select {
		case <-ctx.Done():
			return
		case <-time.After(look):
		}
	}
}

// climbs says whether a case has rungs to climb yet.
func (r *Run) climbs(ctx context.Context, s *Story) bool {
	c, err := r.Stack.Table().Case(ctx, s.Ref)
	next := c.NextRung()
	return err != nil || c.Phase == complaint.Received || !next.IsZero() && next.Before(time.Now().Add(horizon))
}

// settle sweeps until nothing is left to do. The lanes go on, as the stream does.
func (r *Run) settle(ctx context.Context) error {
	began := time.Now()
	ctx, end := context.WithCancel(ctx)
	defer end()
	go r.lanes.Run(ctx)
	for {
		r.sweptAt = time.Now()
		swept, err := Sweep(ctx, r.Stack)
		if err != nil {
			return err
		}
		r.report.Swept++
		left, err := r.left(ctx)
		if err != nil {
			return err
		}
		r.report.Quiet = time.Since(began)
		r.Line.Show("quiet in %s: %d notices and %d cases left to do; the sweep saw %d and %d, failed %d",
			seconds(r.report.Quiet), left.notices, left.cases, swept.Notices, swept.Cases, swept.Failed)
		if left == (leftOver{}) || r.report.Quiet > r.Calm {
			return nil // what is left is judged
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(betweenSweeps):
		}
	}
}

// betweenSweeps is the time from one sweep to the next while it becomes quiet.
const betweenSweeps = 10 * time.Second

// leftOver is what is not done yet.
type leftOver struct{ notices, cases int }

// left counts the notices that have not left, and the cases whose journey must move yet or whose timer is late.
func (r *Run) left(ctx context.Context) (n leftOver, err error) {
	now := time.Now()
	entries, err := DueEntries(ctx, r.Stack, now.Add(horizon).UTC().Format(stampLayout))
	for _, e := range entries {
		if e.Notice != "" {
			n.notices++
			continue
		}
		c, err := r.Stack.Table().Case(ctx, e.Ref)
		if err != nil {
			return n, err
		}
		if !c.Journey.Expected.IsZero() || c.NextRung().Before(now) {
			n.cases++
		}
	}
	return n, err
}
