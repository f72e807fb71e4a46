package complaint_test

import (
	"testing"

	"redress/internal/complaint"
)

// A promise is tracked until it is kept: it escalates, survives a further round, and no case closes over it (requirement D8).
func TestAPromiseIsTracked(t *testing.T) {
	s := handled(t)
	s.does(mei, repairs())
	s.does(customer, &complaint.Choose{Offer: s.c.Plan.Hash, Option: 2})
	first, second := s.c.Promises[0], s.c.Promises[1]
	s.refusedAs(mei, &complaint.Execute{}, complaint.Conflict, "still_open")
	s.does(tao, &complaint.KeepPromise{Promise: first.ID, Note: "Delivered and set up."})
	if m := s.does(tao, &complaint.KeepPromise{Promise: first.ID, Note: "Again."}); len(m.Events) != 0 {
		t.Errorf("kept twice: %d events", len(m.Events))
	}
	s.refusedAs(tao, &complaint.KeepPromise{Promise: second.ID, Note: "Mine?"}, complaint.Conflict, "")
	s.refusedAs(mei, &complaint.KeepPromise{Promise: "promise.x", Note: "x"}, complaint.Conflict, "promise")
	s.does(mei, &complaint.ReassignPromise{Promise: second.ID, To: "tao", Mail: tao.Mail, Reason: "The depot does it."})
	s.does(mei, &complaint.Execute{StillOpen: "The old one is fetched at the end of the month."})
	s.on("2026-04-11 10:00").does(system, &complaint.Ask{})
	s.does(customer, unhappy())
	if open := s.c.OpenPromises(); len(open) != 1 || open[0].Owner != "tao" || !s.clock(second.ID).Open() {
		t.Fatalf("after a round: %+v", open)
	}
	s.does(lin, &complaint.Take{})
	s.does(lin, pay(20))
	s.does(lin, &complaint.Execute{StillOpen: "As before."})
	s.on("2026-04-15 10:00").does(system, &complaint.Ask{})
	s.deliver()
	s.does(lin, &complaint.Assess{})
	for _, k := range s.c.OpenObligations() {
		if k.MeetableBy(complaint.SignalRecorded) {
			s.does(lin, &complaint.Record{Milestone: k.Milestone, Note: "Done."})
		}
	}
	s.does(customer, happy())
	s.isIn(complaint.Concluding)
	s.notices = nil
	s.on("2026-05-04 10:00").does(system, &complaint.Tick{})
	if n := s.notices[1]; n.Kind != complaint.NoticeEscalation || n.Clock != second.ID || n.Mail != tao.Mail {
		t.Errorf("told %+v", s.notices)
	}
	s.does(tao, &complaint.KeepPromise{Promise: second.ID, Note: "Fetched."})
	s.isIn(complaint.Closed)
}

// A promise of a case that became a part of another is owed there; what waited for approval is not.
func TestPromisesOfAMerge(t *testing.T) {
	part := tell(t, "cn").on("2026-04-07 10:00")
	file := sofa()
	file.Ref.Case = "R-2"
	for _, cmd := range []complaint.Command{file, readAs(complaint.CategoryQuality, complaint.Ordinary), &complaint.Acknowledge{}, &complaint.Take{}, repairs()} {
		part.does(doer(cmd), cmd)
	}
	part.does(customer, &complaint.Choose{Offer: part.c.Plan.Hash, Option: 2})
	part.does(system, &complaint.Join{Into: "R-1", Reason: "The same sofa."})
	s := handled(t)
	s.does(mei, &complaint.Merge{Case: "R-2", Reason: "The same sofa.", Other: part.c})
	if open := s.c.OpenPromises(); len(open) != 2 || !s.clock(open[0].ID).Open() {
		t.Fatalf("promised %+v", open)
	}
	s.does(tao, &complaint.KeepPromise{Promise: s.c.Promises[0].ID, Note: "Delivered."})
	s.does(lin, &complaint.Part{Case: "R-2", Reason: "Another sofa."})
	if open := s.c.OpenPromises(); len(open) != 0 {
		t.Errorf("promised %+v", open)
	}
}
