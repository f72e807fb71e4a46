package simulate

import (
	"maps"

	"redress/internal/complaint"
	"redress/internal/storetest"
)

// Result is what became of one world, or of all together.
type Result struct {
	Digest     uint64 // of everything that happened; the same for the same plan
	Violations []Violation

	Cases, Commits, Letters, Sweeps, Swept int
	Doubled                                int // letters that left twice where no write could say that they had left
	Faults, Collisions                     int // calls that failed, writes that met another's
	TimersLost, JourneysLost, Waiting      int // executions; the last wait for good, since others took over from them
	Forgotten, Stirred                     int // steps that slipped somebody's mind; escalations on which somebody acted
	Moves                                  map[string]int
	Refused                                map[complaint.Kind]int

	Outcomes       map[complaint.Outcome]int
	Unended        int // cases that had not ended a year after the last came in
	Joint          int // cases that ended as a part of another
	Rounds         int
	Reopened       int
	Pauses         int
	InTime, Late   int     // milestones met
	Unmet          int     // milestones given up after their deadline
	Remedied       int     // cases in which a remedy was carried out
	Handled        float64 // working days from receipt to the last remedy, of all of those together
	Closed         float64 // working days from receipt to the end
	SecondOpinions int     // cases with more than one round
}

// add counts a case that is over.
func (x *Result) add(w *world, r *run, f *storetest.Folder) {
	c := &f.Head
	x.Cases++
	x.Digest += digest(f) * (2*uint64(r.n) + 1) //nolint:gosec // a sum that does not depend on the order
	if x.Outcomes == nil {
		x.Outcomes = map[complaint.Outcome]int{}
	}
	if c.Phase == complaint.Joint {
		x.Joint++
		return
	}
	x.Outcomes[c.Outcome]++
	x.Reopened += c.Reopened
	x.Pauses += len(c.Pauses)
	x.Rounds += c.Round
	if c.Round > 1 {
		x.SecondOpinions++
	}
	for i := range c.Clocks {
		x.addClock(&c.Clocks[i])
	}
	received, carried := milli(c.ReceivedAt), int64(0)
	for _, m := range f.Commits {
		if m.Command == "execute" {
			carried = milli(m.At)
		}
	}
	if carried != 0 {
		x.Remedied++
		x.Handled += w.client.hours.workingDays(received, carried)
	}
	x.Closed += w.client.hours.workingDays(received, milli(*c.Closed))
}

func (x *Result) addClock(k *complaint.Clock) {
	switch {
	case k.Recurs:
	case k.MetAt.IsZero() && k.SupersededAt.After(k.Due):
		x.Unmet++
	case k.MetAt.IsZero():
	case k.MetAt.After(k.Due):
		x.Late++
	default:
		x.InTime++
	}
}

// join adds the result of another world.
func (x *Result) join(y Result) {
	x.Digest = x.Digest*1_000_003 + y.Digest
	x.Violations = append(x.Violations, y.Violations...)
	for _, pair := range [][2]*int{
		{&x.Cases, &y.Cases}, {&x.Commits, &y.Commits}, {&x.Letters, &y.Letters}, {&x.Sweeps, &y.Sweeps}, {&x.Swept, &y.Swept},
		{&x.Doubled, &y.Doubled}, {&x.Faults, &y.Faults}, {&x.Collisions, &y.Collisions}, {&x.TimersLost, &y.TimersLost},
		{&x.JourneysLost, &y.JourneysLost}, {&x.Waiting, &y.Waiting}, {&x.Forgotten, &y.Forgotten}, {&x.Stirred, &y.Stirred},
		{&x.Rounds, &y.Rounds}, {&x.InTime, &y.InTime}, {&x.Late, &y.Late}, {&x.Unmet, &y.Unmet},
		{&x.Joint, &y.Joint}, {&x.Unended, &y.Unended}, {&x.Reopened, &y.Reopened}, {&x.Pauses, &y.Pauses}, {&x.SecondOpinions, &y.SecondOpinions},
		{&x.Remedied, &y.Remedied},
	} {
		*pair[0] += *pair[1]
	}
	x.Handled += y.Handled
	x.Closed += y.Closed
	x.Moves, x.Refused, x.Outcomes = sums(x.Moves, y.Moves), sums(x.Refused, y.Refused), sums(x.Outcomes, y.Outcomes)
}

// sums adds two counts up.
func sums[K comparable](a, b map[K]int) map[K]int {
	total := maps.Clone(a)
	if total == nil {
		total = map[K]int{}
	}
	for k, n := range b {
		total[k] += n
	}
	return total
}
