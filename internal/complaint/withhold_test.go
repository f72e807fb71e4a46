package complaint_test

import (
	"slices"
	"testing"

	"redress/internal/complaint"
)

// crowded is a reading of a complaint whose address was given with five others today.
func crowded() *complaint.Classify {
	m := readAs(complaint.CategoryQuality, complaint.Ordinary)
	m.Others = 5
	return m
}

// told counts the notices of a kind that the story ordered.
func (s *story) told(kind complaint.NoticeKind) (n int) {
	for _, notice := range s.notices {
		if notice.Kind == kind {
			n++
		}
	}
	return n
}

// Attack 7: who complains again and again in somebody's name does not fill that one's mailbox. A person is to acknowledge, in time;
// until one has written, the machine does not.
func TestACrowdedAddressIsAPersonsToAnswer(t *testing.T) {
	s := tell(t, "cn").on("2026-04-07 10:00")
	s.does(customer, sofa())
	s.does(system, crowded())
	s.does(system, &complaint.Acknowledge{})
	if s.c.Phase != complaint.Handling || s.told(complaint.NoticeAcknowledgement) != 0 {
		t.Fatalf("%s, %d acknowledgements", s.c.Phase, s.told(complaint.NoticeAcknowledgement))
	}
	if len(s.c.Tasks) != 1 || s.c.Tasks[0].Kind != string(complaint.NoticeAcknowledgement) {
		t.Fatalf("tasks: %+v", s.c.Tasks)
	}
	if !s.clock("acknowledged").Open() {
		t.Error("nothing shows that the acknowledgement is owed")
	}
	s.does(mei, &complaint.FinishTask{Notice: s.c.Tasks[0].Notice, Note: "Called; it is her."})
	if s.clock("acknowledged").Open() || len(s.c.Tasks) != 0 || s.c.Withheld {
		t.Errorf("acknowledged by hand: %+v, withheld %v", s.c.Tasks, s.c.Withheld)
	}
}

// Whoever was merged without their doing hears nothing either, and a word of a person lifts it.
func TestAWordOfAPersonLetsTheMachineWriteAgain(t *testing.T) {
	s := tell(t, "cn").on("2026-04-07 10:00")
	s.does(customer, sofa())
	s.does(system, crowded())
	s.does(system, &complaint.Acknowledge{})
	progress := complaint.Commit{Revision: 9, Events: []complaint.Event{&complaint.RungFired{Clock: "registered", Level: complaint.ToComplainant}}}
	if n := complaint.Notices(s.c, progress); len(n) != 0 {
		t.Errorf("the machine wrote %+v", n)
	}
	s.does(mei, &complaint.Tell{Text: "We are at it."})
	if s.told(complaint.NoticeMessage) != 1 {
		t.Error("a person's message did not leave")
	}
	if n := complaint.Notices(s.c, progress); len(n) != 1 {
		t.Errorf("after a person wrote, the machine wrote %+v", n)
	}
	if !slices.ContainsFunc(s.c.Tasks, func(k complaint.Task) bool { return k.Kind == string(complaint.NoticeAcknowledgement) }) {
		t.Error("the task is gone without anybody's word")
	}
}

// One fewer is answered as ever, and so is everybody under a policy that names no number.
func TestFewerAreAnsweredByTheMachine(t *testing.T) {
	for name, others := range map[string]int{"none": 0, "four": 4} {
		s := tell(t, "cn").on("2026-04-07 10:00")
		s.does(customer, sofa())
		m := crowded()
		m.Others = others
		s.does(system, m)
		s.does(system, &complaint.Acknowledge{})
		if s.told(complaint.NoticeAcknowledgement) != 1 || len(s.c.Tasks) != 0 {
			t.Errorf("%s others: %d acknowledgements, tasks %+v", name, s.told(complaint.NoticeAcknowledgement), s.c.Tasks)
		}
	}
}
