package simulate

import (
	"fmt"
	"io"
	"strconv"
	"time"

	"redress/internal/complaint"
)

// Print writes what was played and which laws held.
func (x Result) Print(out io.Writer, p Plan, took time.Duration) {
	fmt.Fprintf(out, "%d cases of %d tenants, seed %d, in %s (%.2f ms a case, %d workers)\n",
		x.Cases, p.tenants(), p.Seed, took.Round(100*time.Millisecond), float64(took.Microseconds())/1000/float64(max(1, x.Cases)), p.Workers)
	fmt.Fprintf(out, "%d commits, %d letters, %d sweeps that found %d cases\n", x.Commits, x.Letters, x.Sweeps, x.Swept)
	fmt.Fprintf(out, "%d calls failed, %d writes met another's, %d timers and %d journeys were lost, %d executions wait for good\n",
		x.Faults, x.Collisions, x.TimersLost, x.JourneysLost, x.Waiting)
	fmt.Fprintf(out, "%d letters left twice because the write that they had left failed; %d steps were forgotten\n", x.Doubled, x.Forgotten)
	fmt.Fprintf(out, "%d pauses, %d cases opened again, %d that ended as a part of another; ended", x.Pauses, x.Reopened, x.Joint)
	for _, o := range complaint.Outcomes {
		fmt.Fprintf(out, " %s %d;", o, x.Outcomes[o])
	}
	fmt.Fprintln(out)
	fmt.Fprint(out, "moves:")
	for _, m := range moves {
		fmt.Fprintf(out, " %s %d;", m.name, x.Moves[m.name])
	}
	fmt.Fprint(out, "\nrefused:")
	for _, kind := range complaint.Kinds {
		if x.Refused[kind] > 0 {
			fmt.Fprintf(out, " %s %d;", kind, x.Refused[kind])
		}
	}
	fmt.Fprintf(out, "\nEach case was folded from its commits at its end, 1 in %d after each step, 1 in %d from the record read back.\n", sampleOf, readBackOf)
	for _, v := range x.Violations {
		v.Print(out)
	}
	fmt.Fprintf(out, "violations: %d\ndigest: %016x\n", len(x.Violations), x.Digest)
}

func (p Plan) tenants() int {
	if p.Tenant != 0 {
		return 1
	}
	return Tenants
}

// The sources' targets.
const (
	targetCycle    = "7 down to 3"
	targetResolved = "92 %"
)

// Compare writes what the customer feels, with and without escalation.
func Compare(out io.Writer, with, without Result) {
	fmt.Fprintf(out, "\nWhat the customer feels: the same staff, who forget and are late alike, in two worlds of %d and %d cases.\n", with.Cases, without.Cases)
	fmt.Fprintf(out, "| what | with escalation | nobody hears of one | the sources' target |\n|---|---|---|---|\n")
	for _, line := range []struct {
		what, target string
		of           func(Result) string
	}{
		{"working days from receipt to the remedy, mean", targetCycle, func(x Result) string {
			return fmt.Sprintf("%.1f", x.Handled/float64(max(1, x.Remedied)))
		}},
		{"working days from receipt to the end, survey and all, mean", "", func(x Result) string { return x.mean(x.Closed) }},
		{"milestones met in time", "", func(x Result) string { return percent(x.InTime, x.InTime+x.Late+x.Unmet) }},
		{"resolved: satisfied, agreed or not answered, of those not withdrawn", targetResolved, func(x Result) string {
			kept := x.ended() - x.Outcomes[complaint.Withdrawn]
			return percent(kept-x.Outcomes[complaint.RecourseGiven]-x.Outcomes[complaint.Rejected], kept)
		}},
		{"said that they are satisfied, of those who answered in the end", "", func(x Result) string {
			return percent(x.Outcomes[complaint.Satisfied], x.Outcomes[complaint.Satisfied]+x.Outcomes[complaint.RecourseGiven])
		}},
		{"needed more than one round", "", func(x Result) string { return percent(x.SecondOpinions, x.ended()) }},
		{"not ended a year after the last came in, cases", "", func(x Result) string { return strconv.Itoa(x.Unended) }},
		{"acted because somebody was told, times a case", "", func(x Result) string { return x.mean(float64(x.Stirred)) }},
	} {
		fmt.Fprintf(out, "| %s | %s | %s | %s |\n", line.what, line.of(with), line.of(without), line.target)
	}
	fmt.Fprintln(out, "How people behave is assumed (internal/simulate/behaviour.go), not measured: the difference between the columns says\nwhat escalation does to such people, the columns themselves do not say what a client will see.")
}

// ended is how many cases came to an end of their own.
func (x Result) ended() int { return x.Cases - x.Joint }

func (x Result) mean(sum float64) string { return fmt.Sprintf("%.1f", sum/float64(max(1, x.ended()))) }

func percent(part, whole int) string {
	return fmt.Sprintf("%.1f %%", 100*float64(part)/float64(max(1, whole)))
}
