package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"golang.org/x/sync/errgroup"

	"redress/internal/figures"
)

// How the sweep runs on AWS: template.yaml has its timeout and memory. A function with 1,769 MB has one processor.
const (
	sweepTimeout = 55 * time.Second
	sweepMemory  = 256
	oneProcessor = 1769
)

// cutAfter is the time of a sweep whose time does not suffice.
const cutAfter = 2 * time.Second

// backlog sweeps many overdue cases: once, by two sweeps at the same moment, and by one that is cut off and the next.
func (c sweepsCmd) backlog(ctx context.Context, db *dynamodb.Client) (string, []figures.Row, error) {
	var rows []figures.Row
	for _, way := range []func(context.Context, *figures.Yard, []figures.Past, time.Time) ([]figures.Row, error){
		c.once, c.twice, c.cutOff,
	} {
		more, err := c.among(ctx, db, way)
		if err != nil {
			return "", nil, err
		}
		rows = append(rows, more...)
	}
	return fmt.Sprintf("%d cases overdue by up to %.0f hours, among %d open ones", c.Overdue, c.By.Hours(), c.Cases), rows, nil
}

// among fills a table and has it swept one way.
func (c sweepsCmd) among(
	ctx context.Context, db *dynamodb.Client, way func(context.Context, *figures.Yard, []figures.Past, time.Time) ([]figures.Row, error),
) ([]figures.Row, error) {
	yard, err := figures.NewYard(ctx, db)
	if err != nil {
		return nil, err
	}
	defer yard.Close(ctx) //nolint:errcheck // the database is thrown away
	at := time.Now()
	due, err := yard.Overdue(ctx, c.Overdue, at, c.By)
	if err != nil {
		return nil, err
	}
	if err := fill(ctx, yard, due, c.Cases, at); err != nil {
		return nil, err
	}
	return way(ctx, yard, due, at)
}

// exactlyOnce is what was found in the commits as a row.
func exactlyOnce(what string, a figures.Audit, note string) figures.Row {
	return figures.Row{What: what, Value: a.String(), Goal: "each once", Missed: !a.Whole(), Note: note}
}

// once sweeps once, and says what of this a sweep can do in its time.
func (c sweepsCmd) once(ctx context.Context, yard *figures.Yard, due []figures.Past, at time.Time) ([]figures.Row, error) {
	did, err := yard.Sweep(ctx, at)
	if err != nil {
		return nil, err
	}
	audit, err := yard.Audit(ctx, due, at)
	if err != nil {
		return nil, err
	}
	again, err := yard.Sweep(ctx, at)
	rate := float64(audit.Owed) / did.Took.Seconds()
	each := did.Busy / time.Duration(max(1, did.Cases))
	inLambda := float64(sweepTimeout) * sweepMemory / oneProcessor / float64(each)
	return []figures.Row{
		exactlyOnce("one sweep", audit, fmt.Sprintf("%d requests, %.0f read and %.0f write units", did.Requests, did.ReadUnits, did.WriteUnits)),
		{What: "the next one finds", Value: fmt.Sprintf("%d cases", again.Cases), Goal: "0 cases", Missed: again.Cases > 0},
		{What: "time of the sweep", Value: fmt.Sprintf("%.1f s", did.Took.Seconds()), Note: fmt.Sprintf("%.0f rungs a second", rate)},
		{
			What: "what one sweep can do in its 55 s", Value: fmt.Sprintf("%.0f rungs of %.0f cases", rate*55, float64(did.Cases)/did.Took.Seconds()*55),
			Note: fmt.Sprintf("here. A case takes %.2f ms of a processor, of which 256 MB have %.2f: %.0f cases there, if the processor is what it waits for",
				float64(each)/1e6, float64(sweepMemory)/oneProcessor, inLambda),
		},
		{What: "memory on top of the idle process's", Value: fmt.Sprintf("%.0f MB", float64(did.Heap)/1e6), Goal: "< 128 MB", Missed: did.Heap > 128e6},
	}, err
}

// twice starts two sweeps at the same moment.
func (c sweepsCmd) twice(ctx context.Context, yard *figures.Yard, due []figures.Past, at time.Time) ([]figures.Row, error) {
	var both [2]figures.Swept
	var crew errgroup.Group
	for i := range both {
		crew.Go(func() (err error) { both[i], err = yard.Sweep(ctx, at); return err })
	}
	if err := crew.Wait(); err != nil {
		return nil, err
	}
	audit, err := yard.Audit(ctx, due, at)
	note := fmt.Sprintf("%d requests in %.1f s; failed %d", both[0].Requests+both[1].Requests,
		max(both[0].Took, both[1].Took).Seconds(), both[0].Failed+both[1].Failed)
	return []figures.Row{exactlyOnce("two sweeps at the same moment", audit, note)}, err
}

// cutOff lets a sweep run out of time in the middle, too short for what it has begun, and another go on.
func (c sweepsCmd) cutOff(ctx context.Context, yard *figures.Yard, due []figures.Past, at time.Time) ([]figures.Row, error) {
	short, cancel := context.WithTimeout(ctx, cutAfter)
	defer cancel()
	log := slog.Default()
	slog.SetDefault(slog.New(slog.DiscardHandler)) // what it had in its hands fails
	first, err := yard.Sweep(short, at)
	slog.SetDefault(log)
	if !errors.Is(err, context.DeadlineExceeded) {
		return nil, fmt.Errorf("the sweep was not cut off: it did %d cases (%w)", first.Cases, err)
	}
	second, err := yard.Sweep(ctx, at)
	if err != nil {
		return nil, err
	}
	audit, err := yard.Audit(ctx, due, at)
	note := fmt.Sprintf("%d cases, %d in its hands, then %d", first.Cases, first.Failed, second.Cases)
	return []figures.Row{exactlyOnce("a sweep that is cut off after 2 s, and the next", audit, note)}, err
}
