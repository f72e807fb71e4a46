package simulate

import (
	"log/slog"
	"os"
	"strings"
	"testing"
	"time"

	"redress/internal/complaint"
)

func TestMain(m *testing.M) {
	slog.SetDefault(slog.New(slog.DiscardHandler)) // the failures that are played are no news
	os.Exit(m.Run())
}

// played runs a plan of few cases and prints what it broke.
func played(t *testing.T, p Plan) Result {
	t.Helper()
	result, err := Run(t.Context(), p, func(int, int) {})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// No law is broken, whatever the seed.
func TestNoLawIsBroken(t *testing.T) {
	for seed := range uint64(3) {
		result := played(t, Plan{Cases: 300, Seed: seed, Workers: 2, Behaviour: Usual()})
		for _, v := range result.Violations[:min(3, len(result.Violations))] {
			v.Print(t.Output())
		}
		if len(result.Violations) > 0 || result.Cases != 300 {
			t.Fatalf("seed %d: %d violations, %d cases", seed, len(result.Violations), result.Cases)
		}
	}
}

// The same seed gives the same year, whoever plays it; another seed another.
func TestTheSameSeedIsTheSameYear(t *testing.T) {
	p := Plan{Cases: 150, Seed: 9, Workers: 1, Behaviour: Usual()}
	alone := played(t, p)
	p.Workers = 4
	if together := played(t, p); together.Digest != alone.Digest {
		t.Errorf("one worker: %x, four: %x", alone.Digest, together.Digest)
	}
	p.Seed = 10
	if other := played(t, p); other.Digest == alone.Digest {
		t.Errorf("two seeds have the digest %x", alone.Digest)
	}
}

// Every move is made, and staff who hear of no escalation act on none.
func TestEveryMoveIsMade(t *testing.T) {
	p := Plan{Cases: 10_000, Seed: 9, Workers: 1, Tenant: 8, Behaviour: Usual()}
	heard := played(t, p)
	for _, m := range moves {
		if heard.Moves[m.name] == 0 {
			t.Errorf("nobody made the move %s", m.name)
		}
	}
	for _, o := range complaint.Outcomes {
		if heard.Outcomes[o] == 0 {
			t.Errorf("no case ended %s", o)
		}
	}
	p.Deaf = true
	deaf := played(t, p)
	if len(heard.Violations)+len(deaf.Violations) > 0 {
		t.Errorf("%d violations, and %d where nobody hears of escalations", len(heard.Violations), len(deaf.Violations))
	}
	if heard.Stirred == 0 || deaf.Stirred != 0 || heard.Pauses == 0 || heard.Joint == 0 || heard.Reopened == 0 {
		t.Errorf("heard %d, deaf %d; %d pauses, %d joint, %d re-opened",
			heard.Stirred, deaf.Stirred, heard.Pauses, heard.Joint, heard.Reopened)
	}
	var out strings.Builder
	heard.Print(&out, p, time.Second)
	Compare(&out, heard, deaf)
	if !strings.Contains(out.String(), "violations: 0") || !strings.Contains(out.String(), "92 %") {
		t.Error(out.String())
	}
}

// What is broken is shown with everything that is needed to see it again.
func TestAViolationSaysWhereToLook(t *testing.T) {
	p := Plan{Cases: 2500, Seed: 1, Workers: 1, Tenant: 8, Behaviour: Usual(), broken: onCommits(fireAfterMet)}
	result := played(t, p)
	var out strings.Builder
	result.Print(&out, p, time.Second)
	for _, word := range []string{"BROKEN law 3", "seed 1, tenant 8, its case", `"command":"classify"`, "violations: 1"} {
		if !strings.Contains(out.String(), word) {
			t.Errorf("%q is not said in\n%s", word, out.String())
		}
	}
}
