package casework_test

import (
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"

	"redress/internal/complaint"
)

// fault fails one call of all that are made, the at-th, and remembers which it was.
type fault struct {
	mu   sync.Mutex
	at   int
	made []string
	hit  string
}

func (f *fault) hook(call string, _ complaint.Ref) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.made = append(f.made, call)
	if len(f.made) != f.at {
		return nil
	}
	f.hit = call
	return complaint.Errorf(complaint.Unavailable, "call %d, %s, failed", f.at, call)
}

// Whichever call to the store or the machines fails, before or after it took effect, the complaint comes to the same
// end: no notice is lost, and none is sent twice but in the one window between a carrier's acceptance and its record.
func TestWhateverFailsTheStoryEndsTheSame(t *testing.T) {
	quiet(t)
	whole := &fault{}
	undisturbed := tell(newWorld(t), whole.hook, nil)
	want := undisturbed.end()
	if c := undisturbed.w.now(undisturbed.ref); c.Open() {
		t.Fatalf("the undisturbed case is still open:\n%s", want)
	}
	t.Logf("%d calls; %s", len(whole.made), want)
	stride := 1
	if testing.Short() {
		stride = 7
	}
	for _, when := range []string{"before", "after"} {
		t.Run(when, func(t *testing.T) {
			t.Parallel()
			for at := 1; at <= len(whole.made); at += stride {
				if when == "after" && reads(whole.made[at-1]) {
					continue // a reading that fails is the same before and after
				}
				f := &fault{at: at}
				t.Run(fmt.Sprint(at), func(t *testing.T) { f.disturbs(t, when, want) })
			}
		})
	}
}

// reads says whether a call only reads.
func reads(call string) bool {
	return call == "Case" || call == "Done" || call == "Token" || strings.HasPrefix(call, "Due")
}

// disturbs tells the story with the fault and compares its end.
func (f *fault) disturbs(t *testing.T, when, want string) {
	var s *story
	if when == "before" {
		s = tell(newWorld(t), f.hook, nil)
	} else {
		s = tell(newWorld(t), nil, f.hook)
	}
	if got := s.end(); got != want {
		t.Errorf("%s %s failed:\n%s\nwant\n%s", when, f.hit, got, want)
	}
	if judged := s.w.judgements(acme); len(judged) != 1 {
		t.Errorf("%s %s failed: the assessment is counted %d times", when, f.hit, len(judged))
	}
	doubled, lost := s.doubled()
	window := f.hit == "Sent" && when == "before"
	if len(lost) > 0 || len(doubled) > 1 || len(doubled) == 1 && !window {
		t.Errorf("%s %s failed: doubled %v, lost %v", when, f.hit, doubled, lost)
	}
}

// quiet keeps what is logged of the failures out of the test's output.
func quiet(t *testing.T) {
	t.Helper()
	before := slog.Default()
	slog.SetDefault(slog.New(slog.DiscardHandler))
	t.Cleanup(func() { slog.SetDefault(before) })
}
