package faults

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"

	"redress/internal/client"
	"redress/internal/complaint"
)

// Patient is a user of the API who sends a request again, the same one, until it is answered with anything but trouble.
type Patient struct {
	client.API
	Again *atomic.Int64 // how often something was sent again
}

// longestPause is the longest time between two tries.
const longestPause = 3 * time.Second

func (p Patient) insist(ctx context.Context, once func() error) error {
	for try := 1; ; try++ {
		err := once()
		if !passing(err) {
			return err
		}
		p.Again.Add(1)
		pause := min(time.Duration(try)*150*time.Millisecond, longestPause)
		select {
		case <-ctx.Done():
			return errors.Join(ctx.Err(), err)
		case <-time.After(pause/2 + rand.N(pause)/2): //nolint:gosec // chance, not a secret
		}
	}
}

// passing says whether a request that failed may fare better when it is sent again.
func passing(err error) bool {
	if err == nil {
		return false
	}
	var p *client.Problem
	if errors.As(err, &p) {
		return p.Status >= http.StatusInternalServerError || p.Status == http.StatusTooManyRequests
	}
	return true
}

// File files a complaint.
func (p Patient) File(ctx context.Context, c client.Complaint, key string) (r client.Receipt, err error) {
	err = p.insist(ctx, func() error {
		r, err = p.API.File(ctx, c, key)
		return err
	})
	return r, err
}

// Do carries a command out, if the case still is at the revision; 0: wherever it is.
func (p Patient) Do(ctx context.Context, id, key string, revision int, cmd complaint.Command) error {
	headers := map[string]string{"Idempotency-Key": key}
	if revision > 0 {
		headers["If-Match"] = strconv.Quote(strconv.Itoa(revision))
	}
	in := map[string]any{"do": complaint.Name(cmd), "with": cmd}
	return p.insist(ctx, func() error {
		var c complaint.Case
		err := p.Call(ctx, http.MethodPost, "/desk/cases/"+id+"/commands", headers, in, &c)
		if err == nil && c.ID != id {
			return fmt.Errorf("a command on %s was answered with %q", id, c.ID)
		}
		return err
	})
}

// Answer answers a survey.
func (p Patient) Answer(ctx context.Context, id, secret string, rating int) error {
	return p.insist(ctx, func() error { return p.API.Answer(ctx, id, secret, rating, "faults") })
}

// refusedWith says whether the API answered with a status.
func refusedWith(err error, status int) bool {
	var p *client.Problem
	return errors.As(err, &p) && p.Status == status
}
