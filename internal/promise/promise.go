// Package promise is what a company tells the public of how it handles complaints, made from the policy that it is judged by (ISO 10002
// 4.3, 7.1): how to complain, by when what happens, with which remedies, and where else to turn.
package promise

import (
	"redress/internal/complaint"
	"redress/internal/policy"
)

// Promise is one tenant's. It holds no text: whoever shows it has the words.
type Promise struct {
	Policy   string             // version that cases are received under
	Calendar string             // version that they are counted in
	Flows    []Flow             // in the order of the domain
	Always   []Step             // what holds for every flow
	Informed string             // how long nobody hears nothing, as a span; empty: nothing is said of it
	Remedies []complaint.Demand // that may be offered
	Survey   Survey
	Rounds   int // how often a complaint is handled, each time by somebody else, before other recourse is explained
}

// Flow is the way of a kind of complaint.
type Flow struct {
	Flow  complaint.Flow `json:"flow"`
	Steps []Step         `json:"steps"`
}

// Step is something that the complainant gets or sees, with its deadline.
type Step struct {
	Milestone string           `json:"milestone"`
	Within    string           `json:"within"`          // a span, such as 24h or 3wd
	From      complaint.Anchor `json:"from"`            // what it counts from
	Major     bool             `json:"major,omitempty"` // for grave complaints only
}

// Survey is when the complainant is asked how it went, and until when the answer counts, both spans from execution.
type Survey struct {
	After string `json:"after"`
	Until string `json:"until"`
}

// Of is the promise of a policy counted in a calendar. What only the company itself owes, or sees, is no part of it.
func Of(r policy.Rules) Promise {
	p := Promise{
		Remedies: complaint.Demands,
		Survey:   Survey{r.Policy.Survey.Send.String(), r.Policy.Survey.Expire.String()}, Rounds: r.Policy.Rounds.Last,
	}
	p.Policy, p.Calendar = r.Versions()
	for _, f := range complaint.Flows {
		p.Flows = append(p.Flows, Flow{f, steps(r.Policy.Flows[f])})
	}
	p.Always = steps(r.Policy.EveryFlow)
	for _, m := range r.Policy.EveryFlow {
		if m.Recurs {
			p.Informed = m.Within.String()
		}
	}
	return p
}

func steps(of []policy.Milestone) []Step {
	shown := []Step{}
	for _, m := range of {
		if !(complaint.Clock{MetBy: m.MetBy, Tell: m.Tell, Recurs: m.Recurs}).ForComplainant() {
			continue
		}
		shown = append(shown, Step{m.Name, m.Within.String(), m.From, isForMajor(m)})
	}
	return shown
}

func isForMajor(m policy.Milestone) bool { return len(m.Grades) == 1 && m.Grades[0] == complaint.Major }
