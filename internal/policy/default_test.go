package policy

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"text/tabwriter"

	"redress/internal/complaint"
	"redress/internal/golden"
)

func standard(t *testing.T) *Policy {
	t.Helper()
	p, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// requirementC is what the sources ask for, written down a second time and by hand: a number changed in default.yaml
// must be changed here too, by somebody who has looked at seed 002 and seed 003.
var requirementC = map[complaint.Flow]string{
	complaint.Quality:    "acknowledged 24h, inspection_arranged 3d, inspection_report 5d, solution 5d, quality_ledger 5d",
	complaint.Attitude:   "contacted 12h, internal_inquiry 2d, apology 3d, training 3d",
	complaint.Delay:      "responded 4h, cause_found 1d, remedy 2d, process_improvement 2d",
	complaint.Billing:    "voucher_received 2h, reconciliation 1d, adjustment 2d, dispute_prevented 2d",
	complaint.Delivery:   "mistake_typed 6h, reshipment 1d, receipt_followed_up 3d, loss_compensated 3d",
	complaint.Safety:     "emergency_response 1h, hazard_check 24h, rectification_report 3d, comfort_plan 3d, hazard_closed 3d",
	complaint.Suggestion: "thanked 24h, feasibility 3d, adoption_answer 7d, reward 7d",
	complaint.General:    "acknowledged 24h, cause_found 3d, solution 5d",
}

// everyFlowOwes is what requirement C asks for whatever the flow.
const everyFlowOwes = "registered 1wd, assessed 2wd from registered, major_contact 1h of grade 1, contingency_team 1h of grade 1, " +
	"plan_told 24h from proposed of grade 2 3, kept_informed 2wd from informed, survey 7d from executed, " +
	"recourse_explained 3wd from refused"

func TestRequirementC(t *testing.T) {
	p := standard(t)
	for _, f := range complaint.Flows {
		if got := summary(p.Flows[f]); got != requirementC[f] {
			t.Errorf("%s\ngot  %s\nwant %s", f, got, requirementC[f])
		}
	}
	if got := summary(p.EveryFlow); got != everyFlowOwes {
		t.Errorf("every flow\ngot  %s\nwant %s", got, everyFlowOwes)
	}
	for what, pair := range map[string][2]string{
		"survey is sent after":  {p.Survey.Send.String(), "3d"}, // seed 003: 3 to 7 days after execution
		"survey expires after":  {p.Survey.Expire.String(), "7d"},
		"ladder of grade 1":     {climb(p.Ladders["major"]), "warning 50%, owner +0s, lead +15m, manager +30m, executive +1h"},
		"ladder of grade 2, 3":  {climb(p.Ladders["ordinary"]), "warning 75%, owner +0s, lead +4h, manager +1d, executive +2d"},
		"ladder of the updates": {climb(p.Ladders["informed"]), "warning 75%, complainant 95%"},
		"ladders of the grades": {fmt.Sprint(p.LadderOfGrade), "map[1:major 2:ordinary 3:ordinary]"},
		"satisfied from":        {fmt.Sprint(p.Survey.Satisfied), "{3 3}"},
		"last round":            {strconv.Itoa(p.Rounds.Last), "3"},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s %s, want %s", what, pair[0], pair[1])
		}
	}
}

// summary is a list of milestones as requirement C writes them.
func summary(list []Milestone) string {
	var said []string
	for _, m := range list {
		s := m.Name + " " + m.Within.String()
		if m.From != complaint.AtReceipt {
			s += " from " + string(m.From)
		}
		if len(m.Grades) != len(complaint.Grades) {
			s += " of grade " + strings.Trim(fmt.Sprint(m.Grades), "[]")
		}
		said = append(said, s)
	}
	return strings.Join(said, ", ")
}

func climb(ladder []Rung) string {
	var said []string
	for _, r := range ladder {
		said = append(said, string(r.Level)+" "+r.instant())
	}
	return strings.Join(said, ", ")
}

func (r Rung) instant() string {
	if r.At != nil {
		return r.At.String()
	}
	return "+" + r.After.String()
}

// A category without a flow of its own is handled as a general complaint; every other by the flow of its name.
func TestCategoriesGoToTheirFlows(t *testing.T) {
	p := standard(t)
	for _, c := range complaint.Categories {
		want := complaint.Flow(c)
		if !slices.Contains(complaint.Flows, want) {
			want = complaint.General
		}
		if flow, department := (Rules{Policy: p}).Sort(c); flow != want || department == "" {
			t.Errorf("%s goes to %s of %q, want %s", c, flow, department, want)
		}
	}
}

// Nobody has to take a rule on trust: each names its source, and says so where the source gives no number.
func TestEveryMilestoneNamesItsSource(t *testing.T) {
	p := standard(t)
	for _, list := range append(slices.Collect(values(p.Flows)), p.EveryFlow) {
		for _, m := range list {
			if !strings.HasPrefix(m.Source, "seed ") && !strings.HasPrefix(m.Source, "requirement ") {
				t.Errorf("%s has source %q", m.Name, m.Source)
			}
		}
	}
}

func values(flows map[complaint.Flow][]Milestone) func(func([]Milestone) bool) {
	return func(yield func([]Milestone) bool) {
		for _, f := range complaint.Flows {
			if !yield(flows[f]) {
				return
			}
		}
	}
}

// The whole default policy as it is lived: each flow and grade with what it owes.
func TestDefaultPolicy(t *testing.T) {
	golden.Check(t, filepath.Join("testdata", "golden", "default.txt"), lived(t, standard(t)))
}

// lived is a policy as a table, a line for what each flow and grade owes.
func lived(t *testing.T, p *Policy) string {
	t.Helper()
	var out strings.Builder
	w := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "flow\tgrade\tmilestone\twithin\tfrom\tmet by\tmarks\tladder")
	for _, f := range complaint.Flows {
		for _, g := range complaint.Grades {
			for _, m := range slices.Concat(p.Flows[f], p.EveryFlow) {
				if !slices.Contains(m.Grades, g) {
					continue
				}
				name := m.Ladder
				if name == "" {
					name = p.LadderOfGrade[g]
				}
				fmt.Fprintf(w, "%s\t%d\t%s\t%s\t%s\t%s\t%s\t%s\n",
					f, g, m.Name, m.Within, m.From, join(m.MetBy), m.marks(), climb(p.Ladders[name]))
			}
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func (m Milestone) marks() string {
	marks := "-"
	for mark, has := range map[string]bool{"tell": m.Tell, "once": m.Once, "recurs": m.Recurs} { // never two at once
		if has {
			marks = mark
		}
	}
	return marks
}

func join(signals []complaint.Signal) string {
	said := make([]string, len(signals))
	for i, s := range signals {
		said[i] = string(s)
	}
	return strings.Join(said, "|")
}
