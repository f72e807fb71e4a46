//go:build e2e

package e2e

import (
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/sfn"

	"redress/internal/client"
	"redress/internal/complaint"
)

// fates brings cases to every phase in which one can wait; the one that waits for seconds only comes last.
func fates(t *testing.T) map[complaint.Phase]*story {
	t.Helper()
	stories := map[complaint.Phase]*story{}
	for _, phase := range []complaint.Phase{complaint.Handling, complaint.Surveying, complaint.Concluding, complaint.Executed} {
		s := file(t, w.swift, slow)
		stories[phase] = s
		if phase == complaint.Handling {
			continue
		}
		s.work(phase != complaint.Concluding)
		if phase == complaint.Concluding {
			s.answer(5)
		}
		if phase == complaint.Surveying {
			s.secret = s.surveySecret()
		}
	}
	return stories
}

// work does all of a case up to its execution; the tenant's own milestones only if they are to be recorded.
func (s *story) work(all bool) {
	s.t.Helper()
	s.do(w.swift.agent, &complaint.Take{}, &complaint.Assess{}, &complaint.Contact{By: "phone", Note: "Called."})
	if all {
		s.recordAll(w.swift.agent, "done")
	}
	s.do(w.swift.agent, &complaint.Propose{Remedy: complaint.Repair, Text: "We repair it."}, &complaint.Execute{})
}

// end works each case on from where it was interrupted, to its end.
func end(t *testing.T, stories map[complaint.Phase]*story) {
	t.Helper()
	for _, phase := range []complaint.Phase{complaint.Concluding, complaint.Surveying, complaint.Executed, complaint.Handling} {
		s := stories[phase]
		if phase == complaint.Handling {
			s.work(true)
		}
		if phase == complaint.Concluding {
			s.recordAll(w.swift.agent, "done")
		} else {
			s.answer(5)
		}
		c := s.until("closed", func(c client.Case) bool { return c.Phase == complaint.Closed })
		for kind, want := range map[complaint.NoticeKind]int{
			complaint.NoticeAcknowledgement: 1, complaint.NoticePlan: 1, complaint.NoticeExecuted: 1, complaint.NoticeSurvey: 1,
		} {
			if got := count(c, kind, "sent"); got != want {
				t.Errorf("interrupted while %s: %s left %d times, want %d", phase, kind, got, want)
			}
		}
		s.until("all told", func(c client.Case) bool { return count(c, complaint.NoticeClosed, "sent") == 1 })
		s.wantLettersOnce()
	}
}

// TestEveryExecutionIsAborted aborts every execution of cases in every phase; after a sweep each goes on to its end,
// and nothing is lost or doubled.
func TestEveryExecutionIsAborted(t *testing.T) {
	t.Parallel()
	shownOnce(t)
	stories := fates(t)
	machines := sfn.NewFromConfig(w.stack.AWS)
	for _, machine := range []string{w.stack.Outputs["JourneyArn"], w.stack.Outputs["TimerArn"]} {
		for name, arn := range executions(t.Context(), machines, machine) {
			if !ours(name, stories) {
				continue
			}
			if _, err := machines.StopExecution(t.Context(), &sfn.StopExecutionInput{ExecutionArn: &arn}); err != nil {
				t.Fatal(err)
			}
		}
	}
	stop := sweepAllTheTime(t)
	defer stop()
	end(t, stories)
}

func ours(name string, stories map[complaint.Phase]*story) bool {
	for _, s := range stories {
		if len(name) > len(s.receipt.Case) && name[:len(s.receipt.Case)] == s.receipt.Case {
			return true
		}
	}
	return false
}

// TestTheEmulatorIsRestarted stops the whole emulator and starts it again with its state: every execution that waited
// is gone. It runs before the tests that share the time, and only where EMULATOR_RESTART says how to restart.
func TestTheEmulatorIsRestarted(t *testing.T) {
	how := os.Getenv("EMULATOR_RESTART")
	if how == "" {
		t.Skip("EMULATOR_RESTART does not say how to restart the emulator")
	}
	stories := fates(t)
	for _, s := range stories {
		s.wantLettersOnce()
	}
	if out, err := exec.CommandContext(t.Context(), "sh", "-c", how).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v %s", how, err, out)
	}
	for _, s := range stories {
		s.letters = s.forgotten()
	}
	stop := sweepAllTheTime(t)
	defer stop()
	end(t, stories)
}

// forgotten is how many letters the emulator had in its mailboxes when it stopped, which it does not keep: those that left by then, also while
// it was stopping, without those that have left since.
func (s *story) forgotten() int {
	s.t.Helper()
	for {
		sent := sentByMail(s.now())
		since := s.mailed()
		time.Sleep(time.Second) // a letter that is just leaving lies there before its notice says so
		if sent == sentByMail(s.now()) && since == s.mailed() {
			return sent - since
		}
	}
}
