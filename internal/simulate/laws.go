package simulate

import (
	"encoding/json"
	"fmt"
	"io"

	"redress/internal/complaint"
)

// Law is something that must hold after every step.
type Law int

// The laws.
const (
	Answers   Law = iota // the system refuses what it must and nothing else, in the words the edges know
	Settled              // 1
	Once                 // 2
	Met                  // 3
	Shorter              // 4
	Time                 // 5
	Index                // 6
	Rebuilt              // 7
	Letters              // 8
	Stillness            // 9
)

// laws says each law in a sentence.
var laws = [...]string{
	Answers:   "whatever is asked is carried out or refused with a kind that the edges know, and a request sent again is one",
	Settled:   "every clock is met, escalated, paused, superseded or in the future",
	Once:      "a rung fires once, not before its instant, and at the latest with the first sweep after it",
	Met:       "nothing fires after a milestone was met, given up or taken on",
	Shorter:   "no deadline and no rung becomes later without an approval or a pause on record",
	Time:      "the time of a clock, counted in the tenant's calendar without the pauses, is its span",
	Index:     "the due index holds the next checks of the open cases and nothing else",
	Rebuilt:   "a case is the fold of its commits, byte for byte",
	Letters:   "each notice that was ordered leaves once, or becomes a person's task",
	Stillness: "nothing acts for a closed case",
}

func (l Law) String() string { return fmt.Sprintf("law %d: %s", int(l), laws[l]) }

// Violation is a law that was broken, with everything that is needed to see it again.
type Violation struct {
	Law     Law
	Seed    uint64
	Tenant  int // counted from 1
	Case    int // of the tenant, counted from 1 in the order in which they were received
	At      string
	Detail  string
	Commits []complaint.Commit
}

// Print writes the violation with the case's commits, one a line.
func (v Violation) Print(out io.Writer) {
	fmt.Fprintf(out, "BROKEN %s\n  %s\n  at %s; seed %d, tenant %d, its case %d\n", v.Law, v.Detail, v.At, v.Seed, v.Tenant, v.Case)
	for _, m := range v.Commits {
		line, err := json.Marshal(m)
		if err != nil {
			line = []byte(err.Error())
		}
		fmt.Fprintf(out, "  %s\n", line)
	}
}
