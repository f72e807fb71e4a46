package casework_test

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// story is one complaint from its filing to its end, through a second round, with deadlines that pass on the way.
type story struct {
	*engine
	ref complaint.Ref
}

// tell runs the story on a store and machines that may fail, and answers how it ended.
func tell(w *world, before, after hook) *story {
	w.Helper()
	s := &story{engine: &engine{w: w, started: map[string]bool{}, waiting: map[string]*journey{}}}
	w.wire(&hooked{Store: w.memory, before: before, after: after}, &hookedMachines{Machines: s.engine, before: before, after: after})
	w.sweeper.Width = 1
	s.file()
	s.pass(30*time.Hour, s.ref)
	s.handle(han)
	s.answer(complaint.Answer{Attitude: 1, Solved: 1, Speed: 1, Process: 1, Overall: 1})
	s.pass(30*time.Minute, s.ref)
	s.handle(mei)
	s.answer(content)
	s.pass(30*time.Minute, s.ref)
	s.person(mei, &complaint.Assess{})
	for _, k := range w.now(s.ref).OpenObligations() {
		s.person(mei, &complaint.Record{Milestone: k.Milestone, Note: "done"})
	}
	s.pass(time.Hour, s.ref)
	return s
}

// file files the complaint as a client does: the same request again until it is answered.
func (s *story) file() {
	for range 5 {
		c, err := s.w.cases.File(s.w.Context(), complaint.TheComplainant, complainOf(acme, "broken"), request("1"))
		if err == nil {
			s.ref = c.Ref()
			return
		}
	}
	s.w.Fatal("it cannot be filed")
}

func (s *story) handle(by complaint.Actor) {
	s.person(by, &complaint.Take{})
	s.person(by, &complaint.Propose{Remedy: complaint.Refund, Text: "You get your money back."})
	s.pass(time.Hour, s.ref)
	s.person(by, &complaint.Execute{})
	s.pass(3*24*time.Hour+time.Hour, s.ref)
}

func (s *story) answer(a complaint.Answer) {
	s.person(complaint.TheComplainant, &complaint.Reply{Answer: a})
}

// person does what a person does: look whether it was done, and otherwise do it again.
func (s *story) person(by complaint.Actor, cmd complaint.Command) {
	s.w.Helper()
	at := s.w.now(s.ref).Revision
	for range 5 {
		_, err := s.w.cases.Do(s.w.Context(), casework.Order{Ref: s.ref, By: by, Command: cmd})
		if err == nil || s.done(complaint.Name(cmd), at) {
			s.run()
			return
		}
	}
	s.w.Fatalf("%s cannot be done", complaint.Name(cmd))
}

// done says whether a command is on record after a revision.
func (s *story) done(command string, after int) bool {
	s.w.Helper()
	all, err := s.w.memory.Commits(s.w.Context(), s.ref)
	s.w.ok(err)
	return slices.ContainsFunc(all[after:], func(m complaint.Commit) bool { return m.Command == command })
}

// end is how a story ended: everything that must be the same, whatever failed on the way.
func (s *story) end() string {
	c := s.w.now(s.ref)
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s round %d tasks %d next %v\n", c.Phase, c.Outcome, c.Round, len(c.Tasks), c.NextCheck().IsZero())
	for _, k := range c.Clocks {
		fmt.Fprintf(&b, "%s open %v breached %v fired %d\n", k.ID, k.Open(), k.Breached(s.w.clock.Now()), k.Fired)
	}
	for _, j := range s.journeys {
		if !j.ended && !j.waiting {
			fmt.Fprintf(&b, "a journey hangs at %+v\n", j.at)
		}
	}
	ordered := map[string]int{}
	for _, n := range s.w.notices(s.ref) {
		ordered[fmt.Sprintf("%s to %s of %s: %s", n.Kind, n.To, n.Clock, n.State)]++
	}
	fmt.Fprint(&b, ordered) // maps are printed in the order of their keys
	return b.String()
}

// doubled lists the notices that were carried more than once, lost those that were not carried.
func (s *story) doubled() (doubled, lost []string) {
	carried := map[string]int{}
	for _, l := range append(s.w.mail.Letters(), s.w.sms.Letters()...) {
		carried[strings.Fields(l.Body)[1]]++
	}
	for _, n := range s.w.notices(s.ref) {
		switch {
		case carried[n.ID] == 0:
			lost = append(lost, n.ID)
		case carried[n.ID] > 1:
			doubled = append(doubled, n.ID)
		}
	}
	return doubled, lost
}
