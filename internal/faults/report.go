package faults

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// Report is what a run did and what it found.
type Report struct {
	Seed    uint64
	Stories []*Story
	Tally   *Tally
	Kills   map[string]int
	Again   int64 // requests to the API that were sent again
	Aborted int   // executions
	Brought int   // notices that were brought besides the stream, or again
	Swept   int   // sweeps that were asked for after the faults, besides the rule's own
	Filing  time.Duration
	Faults  time.Duration // how long there were any
	Quiet   time.Duration // from the last fault until nothing was left to do
	Letters *Letters
	Verdict Verdict
}

// shownOfEach is how many violations of a law are shown.
const shownOfEach = 5

// Print writes the summary.
func (r Report) Print(out io.Writer) {
	r.faults(out)
	r.cases(out)
	times := r.Verdict.Times()
	for _, law := range Laws {
		where := times[law]
		if len(where) == 0 {
			fmt.Fprintf(out, "  held    %s\n", law)
			continue
		}
		fmt.Fprintf(out, "  BROKEN  %s: %d times\n", law, len(where))
		for _, w := range where[:min(len(where), shownOfEach)] {
			fmt.Fprintf(out, "          %s\n", w)
		}
	}
}

// faults says what was done to the calls and to the functions.
func (r Report) faults(out io.Writer) {
	fmt.Fprintf(out, "\n%d complaints, seed %d\n\n", len(r.Stories), r.Seed)
	table := tabwriter.NewWriter(out, 0, 8, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "\tcalls\tfailing\t\trequests\tthrottled\t500\treset before\tanswer lost\tslow\t")
	for _, s := range []Service{DynamoDB, StepFunctions, SES, SNS, SecretsManager, API} {
		n := r.Tally.Of(s)
		fmt.Fprintf(table, "%s\t%d\t%d\t%s\t%d", s, n.Calls, n.Hit, share(n.Hit, n.Calls), n.Requests)
		for _, k := range []Kind{Throttled, Failed, Cut, Lost, Slow} {
			fmt.Fprintf(table, "\t%d", n.Faults[k])
		}
		fmt.Fprintln(table, "\t")
	}
	_ = table.Flush() // the operator's terminal
	fmt.Fprint(out, "\n  killed       ")
	var kills []string
	for _, name := range names(r.Kills) {
		kills = append(kills, fmt.Sprintf("%s %d", name, r.Kills[name]))
	}
	fmt.Fprintln(out, strings.Join(kills, ", ")+"; not played: "+strings.Join(Untouched, ", "))
	fmt.Fprintf(out, "  besides      %d executions aborted, %d times a notice was brought besides the stream, %d requests to the API sent again\n",
		r.Aborted, r.Brought, r.Again)
	fmt.Fprintf(out, "  took         filing %s, faults %s; quiet %s after the last one, with %d sweeps besides the rule's\n",
		seconds(r.Filing), seconds(r.Faults), seconds(r.Quiet), r.Swept)
}

func share(part, whole int) string {
	if whole == 0 {
		return ""
	}
	return fmt.Sprintf("%.1f %%", 100*float64(part)/float64(whole))
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.0f s", d.Seconds()) }

// cases says what is left.
func (r Report) cases(out io.Writer) {
	v := r.Verdict
	for _, part := range Parts {
		n := 0
		for _, s := range r.Stories {
			if s.Part == part {
				n++
			}
		}
		fmt.Fprintf(out, "  %-12d %s\n", n, part)
	}
	fmt.Fprintf(out, "  cases        %d, %d of them open; %d commits\n", v.Cases, v.Open, v.Commits)
	fmt.Fprintf(out, "  rungs        %d fired, %d ladders to the top; missed %d\n", v.Rungs, v.Ladders, missed(v.Broken))
	fmt.Fprintf(out, "  notices      %d; a person's task %d\n", v.Notices, v.Tasks)
	fmt.Fprintf(out, "  letters      %d of %d that carriers took; doubled in the known window %d, %d of them as the emulator ended the sender\n",
		v.Letters, r.Letters.Accepted(), v.Doubles, v.Ended)
	fmt.Fprintf(out, "  executions   the sweep started %d anew; open cases at rest without a journey %d, only the sweep will wake %d; "+
		"journeys of closed cases %d, spare ones of open cases %d\n\n", v.Restarted, v.Resting, v.Timerless, v.Orphans, v.Spare)
}

// missed counts the rungs that did not fire.
func missed(broken []Violation) (n int) {
	for _, b := range broken {
		if b.What == LawRungs && strings.HasSuffix(b.Where, "did not fire") {
			n++
		}
	}
	return n
}

// Held says whether every law held.
func (r Report) Held() bool {
	return !slices.ContainsFunc(r.Verdict.Broken, func(Violation) bool { return true })
}
