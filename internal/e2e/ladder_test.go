//go:build e2e

package e2e

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/lambda"

	"redress/internal/client"
	"redress/internal/complaint"
)

const slow = "你们的售后太慢了！报修十二天了一直没人上门，催了三次都说再等等。"

var wholeLadder = []complaint.Level{
	complaint.Warning, complaint.ToOwner, complaint.ToLead, complaint.ToManager, complaint.ToExecutive,
}

// TestIgnoredMilestoneClimbsTheWholeLadder lets a deadline pass while the timer ticks and sweeps run against it all
// the time: every rung fires once, in its order, and every level's mailbox has one letter.
func TestIgnoredMilestoneClimbsTheWholeLadder(t *testing.T) {
	t.Parallel()
	s := file(t, w.swift, slow)
	stop := sweepAllTheTime(t)
	s.until("at the top", func(c client.Case) bool { return slices.Contains(rungs(c, "responded"), complaint.ToExecutive) })
	stop()
	c := s.until("told", func(c client.Case) bool { return len(staffMail(c, "responded")) == len(wholeLadder) })
	if got := rungs(c, "responded"); !slices.Equal(got, wholeLadder) {
		t.Fatalf("rungs %v, want each of %v once", got, wholeLadder)
	}
	k, _ := c.ClockByID("responded")
	for _, m := range c.History {
		for _, e := range m.Events {
			if r, ok := e.(*complaint.RungFired); ok && r.Clock == k.ID && r.Level != complaint.Warning && m.At.Before(k.Due) {
				t.Errorf("%s was told at %s, before the deadline %s", r.Level, m.At, k.Due)
			}
		}
	}
	s.checkQuietOnceMet()
}

// checkQuietOnceMet meets the milestone and sweeps on: nothing more fires for it.
func (s *story) checkQuietOnceMet() {
	s.t.Helper()
	s.do(w.swift.agent, &complaint.Take{}, &complaint.Contact{By: "phone", Note: "Called."})
	stop := sweepAllTheTime(s.t)
	time.Sleep(4 * time.Second)
	stop()
	if got := rungs(s.now(), "responded"); len(got) != len(wholeLadder) {
		s.t.Errorf("after the milestone was met the rungs are %v", got)
	}
}

// TestAcknowledgedEscalationStopsClimbing takes an escalation on at the first level: the others hear nothing. Its tenant
// has a ladder of its own, on which there is time for it on a slow machine too; else another case is tried.
func TestAcknowledgedEscalationStopsClimbing(t *testing.T) {
	t.Parallel()
	co := patientCompany(t)
	var s *story
	var before []complaint.Level
	for range 3 {
		s = file(t, co, slow)
		s.until("escalated", func(c client.Case) bool { return slices.Contains(rungs(c, "responded"), complaint.ToOwner) })
		s.do(co.lead, &complaint.AcknowledgeEscalation{Clock: "responded"})
		if before = rungs(s.now(), "responded"); len(before) < len(wholeLadder) {
			break
		}
	}
	if len(before) == len(wholeLadder) {
		t.Fatal("each time the whole ladder was climbed before anybody could acknowledge")
	}
	k, _ := s.now().ClockByID("responded")
	time.Sleep(time.Until(k.Due.Add(patience/3 + 10*time.Second))) // by then all would have heard
	if after := rungs(s.now(), "responded"); !slices.Equal(before, after) {
		t.Errorf("acknowledged after %v, yet the ladder went on to %v", before, after)
	}
}

// patientCompany has deadlines of seconds, and a third of the test's patience until anybody above the owner is told, and until a
// complainant is asked: on a slow machine too there is time to act in between.
func patientCompany(t *testing.T) company {
	t.Helper()
	seconds, err := secondsPolicy()
	if err != nil {
		t.Fatal(err)
	}
	after := func(more int) string { return fmt.Sprintf("%ds", int(patience.Seconds())/3+more) }
	slower := strings.NewReplacer(
		"{level: lead, after: 2s}", "{level: lead, after: "+after(0)+"}",
		"{level: manager, after: 4s}", "{level: manager, after: "+after(3)+"}",
		"{level: executive, after: 6s}", "{level: executive, after: "+after(6)+"}",
		"send: 3s ", "send: "+after(0)+" ",
	).Replace(unhurried(seconds))
	co, err := w.found(t.Context(), "patient-"+strings.ToLower(rand.Text()[:6]), slower)
	if err != nil {
		t.Fatal(err)
	}
	return co
}

// staffMail lists the letters that left for staff about a clock.
func staffMail(c client.Case, clock string) (sent []string) {
	for _, n := range c.Notices {
		if n.Clock == clock && n.To != complaint.ToComplainant && n.State == "sent" {
			sent = append(sent, n.ID)
		}
	}
	return sent
}

// sweepers are two sweeps that run against each other for as long as any test wants them. A sweep is for the cases of
// all, so that the tests share it: two for each test would be most of what the emulator has to do.
type sweepers struct {
	sync.Mutex
	tests []*testing.T
	end   func()
}

var shared sweepers

// sweepAllTheTime has the sweepers run until it is stopped.
func sweepAllTheTime(t *testing.T) (stop func()) {
	t.Helper()
	shared.Lock()
	defer shared.Unlock()
	if len(shared.tests) == 0 {
		shared.end = shared.begin(context.WithoutCancel(t.Context()))
	}
	shared.tests = append(shared.tests, t)
	stop = sync.OnceFunc(func() { shared.leave(t) })
	t.Cleanup(stop) // it may have failed before it could stop
	return stop
}

func (s *sweepers) begin(ctx context.Context) (end func()) {
	ctx, cancel := context.WithCancel(ctx)
	var crew sync.WaitGroup
	for range 2 {
		crew.Go(func() {
			for ctx.Err() == nil {
				began := time.Now()
				if err := sweep(ctx); err != nil && ctx.Err() == nil {
					s.blame(err)
				}
				time.Sleep(max(200*time.Millisecond, time.Since(began)))
			}
		})
	}
	return func() { cancel(); crew.Wait() }
}

// blame fails every test that wants the sweeps.
func (s *sweepers) blame(err error) {
	s.Lock()
	defer s.Unlock()
	for _, t := range s.tests {
		t.Error("sweep:", err)
	}
}

func (s *sweepers) leave(t *testing.T) {
	s.Lock()
	s.tests = slices.DeleteFunc(s.tests, func(one *testing.T) bool { return one == t })
	end := func() {}
	if len(s.tests) == 0 {
		end = s.end
	}
	s.Unlock()
	end() // outside, for a sweep that fails blames
}

// sweep runs the sweep as the rule does, and wants it to find nothing that fails.
func sweep(ctx context.Context) error {
	out, err := lambda.NewFromConfig(w.stack.AWS).Invoke(ctx, &lambda.InvokeInput{
		FunctionName: aws.String(w.stack.Outputs["SweepFunction"]), Payload: []byte(`{"sweep": true}`),
	})
	if err != nil {
		return err
	}
	var swept struct{ Failed int }
	if err := json.Unmarshal(out.Payload, &swept); err != nil || swept.Failed > 0 || strings.Contains(string(out.Payload), "errorType") {
		return fmt.Errorf("answered %s", out.Payload)
	}
	return nil
}
