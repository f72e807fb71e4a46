package complaint_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"

	"redress/internal/complaint"
	"redress/internal/golden"
)

// commands is every command with something sensible to say.
var commands = []complaint.Command{
	sofa(), readAs(complaint.CategoryQuality, complaint.Ordinary), &complaint.Acknowledge{},
	&complaint.ReportLeft{Notice: "R-1-3-0", Kind: complaint.NoticeAcknowledgement, Reach: complaint.ByMail},
	&complaint.ReportFailed{Notice: "R-1-3-1", Kind: complaint.NoticePlan},
	&complaint.Ask{}, &complaint.Tick{}, &complaint.Sweep{}, &complaint.RestartJourney{},
	happy(), &complaint.Write{Text: "Any news?"},
	&complaint.Take{}, &complaint.HandOver{To: "tao"}, &complaint.Assess{},
	&complaint.Contact{By: "phone", Note: "Spoke."}, &complaint.Record{Milestone: "quality_ledger", Note: "Entered."},
	&complaint.Note{Text: "Careful."}, &complaint.Tell{Text: "We are at it."},
	&complaint.FinishTask{Notice: "task", Note: "Done."},
	&complaint.Propose{Remedy: complaint.Exchange, Text: "A new one."}, &complaint.Execute{},
	&complaint.AcknowledgeEscalation{Clock: "registered"}, &complaint.RevokeLinks{},
	&complaint.WaitFor{For: complaint.AwaitedEvidence, Text: "Please send us a photo."}, &complaint.TakeUp{Note: "It came."},
	&complaint.AskExtension{Clock: "solution", Within: "8d", Reason: "The workshop needs longer."},
	&complaint.AnswerExtension{Clock: "quality_ledger", Grant: true, Reason: "Yes."},
	&complaint.AskGoodwill{Rule: "loyalty", Text: "Our new sofa for a week."}, &complaint.AnswerGoodwill{Rule: "loyalty", Grant: true, Reason: "Gladly."},
	&complaint.Reopen{Reason: "It broke again."}, &complaint.AdoptRules{Reason: "New year, new rules."},
	&complaint.Merge{Case: "R-2", Reason: "The same sofa.", Other: joined("R-2", "R-1")}, &complaint.Join{Into: "R-3", Reason: "The same sofa."},
	&complaint.Part{Case: "R-9", Reason: "Another sofa."}, &complaint.Leave{Reason: "Another sofa."},
	&complaint.NotSame{Case: "R-2", Reason: "Another sofa."},
	verifies("real", "in_scope", "reasonable", "purchase"), findsOut(), holds("production", 60, "warehouse", 40),
	&complaint.Reject{Reason: "It was sold without a warranty."}, &complaint.ConfirmRejection{}, &complaint.RefuseRejection{Reason: "Look again."},
	&complaint.Object{Reason: "It was not."}, &complaint.Withdraw{Note: "Said so on the phone."}, &complaint.Close{Note: "Agreed on the phone."},
	&complaint.Assign{To: "tao", Given: given("tao", "quality")}, &complaint.Decline{Reason: "On another one."},
	&complaint.PutOnHold{Reason: "A lawsuit."}, &complaint.ReleaseHold{Reason: "It is over."}, &complaint.AskErasure{Reason: "She asked."},
	&complaint.AnswerErasure{Grant: true, Reason: "Yes."}, &complaint.Expire{}, &complaint.FinishErasure{},
	&complaint.ExpectFile{ID: "F-2", Name: "receipt", Type: "image/jpeg"}, &complaint.KeepFile{ID: "F-1", Type: "image/jpeg", Size: 9, SHA256: "00"},
	&complaint.RefuseFile{ID: "F-1", Fault: complaint.FaultType},
	&complaint.Choose{Offer: exchangeHash, Option: 1}, &complaint.RecordChoice{Offer: exchangeHash, Demand: "Two of them.", Note: "By phone."},
	&complaint.Approve{Offer: exchangeHash}, &complaint.RefuseApproval{Offer: exchangeHash, Reason: "Too much."},
	&complaint.KeepPromise{Promise: "promise", Note: "Brought."},
	&complaint.ReassignPromise{Promise: "promise", To: "tao", Reason: "On leave."},
}

// exchangeHash is the hash of what the stories of the phases propose in their first round.
const exchangeHash = "0000000000000000000000000000000000000000000000000000000000000000"

// joined is a case that has become a part of another.
func joined(id, into string) complaint.Case {
	return complaint.Case{
		Tenant: "home", ID: id, Phase: complaint.Joint, Union: &complaint.Union{Into: into, Phase: complaint.Handling},
	}
}

func TestWhoMayDoWhat(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
	golden.Check(t, filepath.Join("testdata", "golden", "roles.txt"), table(t, "command", complaint.Roles, func(r complaint.Role, cmd complaint.Command) string {
		c := s.c
		if complaint.Name(cmd) == "file" {
			c = complaint.Case{}
		}
		_, err := complaint.Decide(c, cmd, complaint.Actor{Role: r, ID: "mei"}, s.rules, s.at)
		if kindOf(err) == complaint.Forbidden {
			return "-"
		}
		return "may"
	}))
}

// doer is somebody who may.
func doer(cmd complaint.Command) complaint.Actor {
	switch complaint.Name(cmd) {
	case "file", "write", "answer_survey", "object", "expect_file", "choose":
		return customer
	case "revoke_links", "answer_extension", "part", "confirm_rejection", "refuse_rejection", "assign", "answer_goodwill":
		return lin
	case "adopt_rules", "hold", "release_hold", "ask_erasure", "answer_erasure":
		return complaint.Actor{Role: complaint.TenantAdmin, ID: "root"}
	}
	if _, staff := complaint.StaffCommands[complaint.Name(cmd)]; staff {
		return mei
	}
	return system
}

// What each command does in each phase: the phase it leads to, "same", "nothing", or the kind of refusal.
func TestWhatHappensInWhichPhase(t *testing.T) {
	cases := inEveryPhase(t)
	golden.Check(t, filepath.Join("testdata", "golden", "phases.txt"), table(t, "command", complaint.Phases, func(p complaint.Phase, cmd complaint.Command) string {
		s := cases[p]
		m, err := complaint.Decide(s.c, cmd, doer(cmd), s.rules, s.at)
		switch after := s.c.After(m); {
		case err != nil:
			return "(" + string(kindOf(err)) + ")"
		case len(m.Events) == 0:
			return "nothing"
		case after.Phase != p:
			return "> " + string(after.Phase)
		}
		return "same"
	}))
}

// inEveryPhase tells a story into each phase. All owe a ledger's entry, and have a task.
func inEveryPhase(t *testing.T) map[complaint.Phase]*story {
	begin := func() *story {
		s := tell(t, "cn").on("2026-04-07 10:00")
		s.does(customer, sofa())
		return s
	}
	classified := func() *story {
		s := begin()
		s.does(system, readAs(complaint.CategoryQuality, complaint.Ordinary))
		return s
	}
	handling := func() *story {
		return tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
	}
	executed := func() *story {
		s := handling()
		s.does(mei, &complaint.Propose{Remedy: complaint.Exchange, Text: "A new one."})
		s.does(mei, &complaint.Execute{})
		return s
	}
	concluding := func() *story {
		s := handling().asked()
		s.does(customer, happy())
		return s
	}
	closed := func() *story {
		s := concluding()
		s.does(mei, &complaint.Assess{})
		for _, milestone := range lives[complaint.Quality].record {
			s.does(mei, &complaint.Record{Milestone: milestone, Note: "done"})
		}
		return s
	}
	joint := func() *story {
		s := handling()
		s.does(system, &complaint.Join{Into: "R-3", Reason: "The same sofa."})
		return s
	}
	told := map[complaint.Phase]*story{
		complaint.Received: begin(), complaint.Classified: classified(), complaint.Handling: handling(),
		complaint.Executed: executed(), complaint.Surveying: handling().asked(),
		complaint.Concluding: concluding(), complaint.Closed: closed(), complaint.Joint: joint(),
	}
	for _, p := range complaint.Phases {
		told[p].isIn(p)
		told[p].does(system, &complaint.ReportFailed{Notice: "task", Kind: complaint.NoticeMilestone})
		told[p].does(customer, &complaint.ExpectFile{ID: "F-1", Name: "photo", Kind: complaint.Photo})
	}
	return told
}

func TestNoCommandButFileOpensACase(t *testing.T) {
	s := tell(t, "cn").on("2026-04-07 10:00")
	for _, cmd := range commands {
		if complaint.Name(cmd) == "file" {
			continue
		}
		if got := s.refused(doer(cmd), cmd); got.Kind != complaint.NotFound {
			t.Errorf("%s on no case: %v", complaint.Name(cmd), got)
		}
	}
}

// table is a table of commands by something, aligned.
func table[T ~string](t *testing.T, corner string, columns []T, cell func(T, complaint.Command) string) string {
	t.Helper()
	var out strings.Builder
	w := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
	fmt.Fprint(w, corner)
	for _, c := range columns {
		fmt.Fprintf(w, "\t%s", c)
	}
	for _, cmd := range commands {
		fmt.Fprintf(w, "\n%s", complaint.Name(cmd))
		for _, c := range columns {
			fmt.Fprintf(w, "\t%s", cell(c, cmd))
		}
	}
	fmt.Fprintln(w)
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func kindOf(err error) complaint.Kind {
	var refused *complaint.Error
	if !errors.As(err, &refused) {
		return ""
	}
	if !slices.Contains(complaint.Kinds, refused.Kind) {
		panic("unknown kind " + refused.Kind)
	}
	return refused.Kind
}
