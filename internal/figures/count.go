package figures

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"redress/internal/complaint"
)

// Count is what one case needed.
type Count struct {
	Flow    complaint.Flow
	Tally   Tally
	Journey Ran
	Timers  Ran
	Calls   Calls
	Notices int
	Rungs   int // that fired; none do in a case that is handled in time
}

// Usage is the count as it is paid: an invocation for each task, each notice, each request, and each of staff's requests
// once more for the authorizer.
func (c Count) Usage() Usage {
	ran := c.Journey.Plus(c.Timers)
	return Usage{
		WriteUnits: float64(c.Tally.WriteUnits), ReadUnits: c.Tally.ReadUnits, Transitions: float64(ran.Transitions),
		Invocations: float64(ran.Tasks + c.Notices + c.Calls.Public + 2*c.Calls.Staff),
		Requests:    float64(c.Calls.Public + c.Calls.Staff),
	}
}

// What one case may need.
const (
	requestGoal    = 60
	writeGoal      = 150
	transitionGoal = 25
)

// What it would take to need no more.
const (
	requestLever    = "notices that carry what their letter needs, so that sending one reads no case"
	writeLever      = "fewer commits, each of which is paid twice over as a transaction, or fewer changes of the due index"
	transitionLever = "a timer that wakes without a Choice, one less each time, and no new timer where the one asleep wakes a little later"
	priceLever      = "fewer state transitions, which are three quarters of it"
)

// Rows are the count as rows, each with what it is made of.
func (c Count) Rows() []Row {
	flow := string(c.Flow)
	own := c.Tally.Requests - c.Tally.Shared
	requests := fmt.Sprintf("%s; among them %d for the tenant's record and policy, which a function reads for all its cases",
		parts(c.Tally.ByName), c.Tally.Shared)
	if c.Rungs > 0 {
		requests += fmt.Sprintf("; not in time, for rungs fired: %d", c.Rungs)
	}
	ran := c.Journey.Plus(c.Timers)
	return []Row{
		{
			What: flow + ": DynamoDB requests", Value: strconv.Itoa(own), Goal: fmt.Sprint("≤ ", requestGoal),
			Missed: own > requestGoal, Note: requests, Lever: requestLever,
		},
		{
			What: flow + ": write units", Value: strconv.Itoa(c.Tally.WriteUnits), Goal: fmt.Sprint("≤ ", writeGoal),
			Missed: c.Tally.WriteUnits > writeGoal, Note: fmt.Sprintf("%s; read units %.1f", parts(c.Tally.ByItem), c.Tally.ReadUnits),
			Lever: writeLever,
		},
		{
			What: flow + ": state transitions", Value: strconv.Itoa(ran.Transitions), Goal: fmt.Sprint("≤ ", transitionGoal),
			Missed: ran.Transitions > transitionGoal,
			Note:   fmt.Sprintf("journey %d, timers %d in %d executions", c.Journey.Transitions, c.Timers.Transitions, c.Timers.Executions),
			Lever:  transitionLever,
		},
	}
}

// parts lists what a number is made of, the largest first.
func parts(of map[string]int) string {
	names := slices.SortedFunc(maps.Keys(of), func(a, b string) int {
		return cmp.Or(cmp.Compare(of[b], of[a]), strings.Compare(a, b))
	})
	for i, name := range names {
		names[i] = fmt.Sprintf("%s %d", name, of[name])
	}
	return strings.Join(names, ", ")
}
