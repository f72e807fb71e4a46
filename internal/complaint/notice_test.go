package complaint_test

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"redress/internal/complaint"
	"redress/internal/golden"
)

// Who is told what in a life with a bit of everything: an overrule to grade 1, an offer, a message, two rounds.
func TestNoticesOfALife(t *testing.T) {
	var log strings.Builder
	var sent []complaint.NoticeKind
	s := tell(t, "cn").on("2026-04-07 10:00")
	act := func(wall string, by complaint.Actor, cmd complaint.Command) {
		t.Helper()
		s.on(wall).does(by, cmd)
		fmt.Fprintf(&log, "%s %s %s\n", wall, by.Role, complaint.Name(cmd))
		for _, n := range s.notices {
			sent = append(sent, n.Kind)
			fmt.Fprintf(&log, "    %s %s to %s", n.ID, n.Kind, n.To)
			if said := cmp.Or(n.Mail, n.Milestone, n.Text); said != "" {
				fmt.Fprintf(&log, " %q", said)
			}
			if !n.Due.IsZero() {
				log.WriteString(" until " + s.wall(n.Due))
			}
			log.WriteString("\n")
		}
		s.deliver()
	}
	act("2026-04-07 10:00", customer, sofa())
	act("2026-04-07 10:01", system, readAs(complaint.CategoryOther, complaint.Minor))
	act("2026-04-07 10:02", system, &complaint.Acknowledge{})
	act("2026-04-07 10:05", mei, &complaint.Take{})
	act("2026-04-07 10:06", mei, &complaint.Note{Text: "Rude on the phone."})
	act("2026-04-07 10:10", mei, &complaint.Assess{Grade: complaint.Major, Reason: "Press."})
	act("2026-04-07 10:20", customer, &complaint.Write{Text: "Any news?"})
	act("2026-04-07 10:25", mei, &complaint.HandOver{To: "tao", Mail: tao.Mail})
	act("2026-04-07 10:26", tao, &complaint.Decline{Reason: "On another one."})
	act("2026-04-07 10:30", system, &complaint.Tick{})
	act("2026-04-07 10:40", mei, &complaint.Tell{Text: "We are at it."})
	act("2026-04-07 10:45", mei, &complaint.Record{Milestone: "contingency_team", Note: "Called."})
	act("2026-04-07 10:50", mei, &complaint.Record{Milestone: "cause_found", Note: "A misprint."})
	act("2026-04-07 11:00", mei, &complaint.Propose{Remedy: complaint.Refund, Text: "Half your money back."})
	act("2026-04-07 12:00", mei, &complaint.Execute{})
	act("2026-04-10 12:00", system, &complaint.Ask{})
	act("2026-04-10 13:00", customer, unhappy())
	act("2026-04-10 13:05", tao, &complaint.Take{})
	act("2026-04-10 13:30", system, &complaint.Merge{
		Case: "R-2", Reason: "Certain.", Other: joined("R-2", "R-1"), Twin: &complaint.Twin{Case: "R-2", Score: 0.9},
	})
	act("2026-04-10 14:00", system, &complaint.Tick{})
	act("2026-04-10 14:10", tao, &complaint.Contact{By: "phone", Note: "Sorry."})
	act("2026-04-10 14:20", tao, &complaint.Record{Milestone: "cause_found", Note: "As before."})
	act("2026-04-10 14:30", tao, &complaint.Propose{Remedy: complaint.Refund, Text: "All your money back."})
	act("2026-04-10 15:00", tao, &complaint.Execute{})
	act("2026-04-13 15:00", system, &complaint.Ask{})
	act("2026-04-13 16:00", customer, happy())
	act("2026-04-14 10:00", mei, &complaint.AskGoodwill{Rule: "loyalty", Text: "Our new sofa for a week."})
	act("2026-04-14 11:00", lin, &complaint.AnswerGoodwill{Rule: "loyalty", Grant: true, Reason: "Gladly."})
	act("2026-04-14 16:00", customer, &complaint.Write{Text: "Thank you."})
	act("2026-04-16 18:00", system, &complaint.Tick{})
	act("2026-04-20 09:00", customer, &complaint.Reopen{Reason: "It broke again."})
	act("2026-04-20 09:10", lin, &complaint.Assign{To: "tao", Given: given("tao", "service")})
	act("2026-04-20 09:15", tao, &complaint.Propose{
		Remedy: complaint.Refund, Text: "5,000 back.", Amount: &complaint.Sum{Amount: 500_000, Currency: complaint.Yuan},
	})
	act("2026-04-20 09:16", lawyer, &complaint.Approve{Offer: s.c.Draft.Hash})
	act("2026-04-20 09:17", lin, &complaint.RefuseApproval{Offer: s.c.Draft.Hash, Reason: "Too much."})
	act("2026-04-20 09:18", tao, repairs())
	act("2026-04-20 09:18", boss, &complaint.Approve{Offer: s.c.Draft.Hash})
	act("2026-04-20 09:19", customer, &complaint.Choose{Offer: s.c.Plan.Hash, Demand: "Two new ones."})
	act("2026-04-20 09:20", customer, &complaint.Choose{Offer: s.c.Plan.Hash, Option: 2})
	act("2026-04-20 09:21", tao, &complaint.ReassignPromise{Promise: s.c.Promises[0].ID, To: "mei", Mail: mei.Mail, Reason: "Her depot."})
	act("2026-04-20 09:30", system, &complaint.Join{Into: "R-3", Reason: "The same misprint."})
	act("2026-04-20 09:40", system, &complaint.Leave{Reason: "Another misprint."})
	act("2026-04-21 09:00", tao, reject)
	act("2026-04-21 09:10", lin, &complaint.RefuseRejection{Reason: "The misprint is ours."})
	act("2026-04-21 09:20", tao, reject)
	act("2026-04-21 09:30", lin, &complaint.ConfirmRejection{})
	act("2026-04-22 09:30", customer, &complaint.Object{Reason: "The misprint is yours."})
	act("2026-04-22 09:40", yang, &complaint.Take{})
	act("2026-04-22 09:50", customer, &complaint.Withdraw{})
	golden.Check(t, filepath.Join("testdata", "golden", "notices.txt"), log.String())

	// Progress is what a complainant hears whom nobody writes to; see the neglected cases. That nobody is free is no command's own word.
	for _, kind := range append(slices.Clone(complaint.ComplainantNotices), complaint.StaffNotices...) {
		if kind != complaint.NoticeProgress && kind != complaint.NoticeUnassigned && !slices.Contains(sent, kind) {
			t.Errorf("nobody got the notice %s", kind)
		}
	}
}
