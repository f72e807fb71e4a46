package load

import (
	"fmt"
	"io"
	"time"
)

// Report is what a run found out.
type Report struct {
	Filed    []Filed
	Width    int
	Begun    time.Time
	Sending  time.Duration // from the first sending to the last answer
	Mails    int           // letters looked through; -1: there is no mailbox to look into
	LogLines int           // lines looked through; -1: there is no log to look into
	Broken   []Violation
}

// shownOfEach is how many violations of a law are shown.
const shownOfEach = 5

// Print writes the summary.
func (r Report) Print(out io.Writer) {
	first, again, failed := r.answers()
	cases, delays, last := r.cases()
	fmt.Fprintf(out, "\n%d complaints, %d at a time", len(r.Filed), r.Width)
	if len(again) > 0 {
		fmt.Fprint(out, ", each sent twice with its key (every other one twice at the same moment)")
	}
	fmt.Fprintf(out, "\n\n  sent          %d requests in %s, %d failed\n", len(first)+len(again)+failed, seconds(r.Sending), failed)
	fmt.Fprintf(out, "  creates       %.1f a second; %s\n", float64(len(first))/r.Sending.Seconds(), SpreadOf(first))
	if len(again) > 0 {
		fmt.Fprintf(out, "  sent again    %s\n", SpreadOf(again))
	}
	fmt.Fprintf(out, "  cases         %d; acknowledged %d\n", cases, len(delays))
	fmt.Fprintf(out, "  acknowledged  after receipt %s; the last one %s after the first sending\n", SpreadOf(delays), seconds(last.Sub(r.Begun)))
	fmt.Fprintf(out, "  mails         %s\n", looked(r.Mails, "letters"))
	fmt.Fprintf(out, "  logs          %s\n\n", looked(r.LogLines, "lines"))
	r.verdict(out)
}

// answers are how long the answered sendings took, and how many failed.
func (r Report) answers() (first, again []time.Duration, failed int) {
	for _, f := range r.Filed {
		if f.First.Err == nil {
			first = append(first, f.First.Took)
		} else {
			failed++
		}
		switch {
		case f.Again == nil:
		case f.Again.Err == nil:
			again = append(again, f.Again.Took)
		default:
			failed++
		}
	}
	return first, again, failed
}

// cases counts the different cases, and answers how long each waited for its acknowledgement and when the last left.
func (r Report) cases() (count int, delays []time.Duration, last time.Time) {
	different := map[string]bool{}
	for _, f := range r.Filed {
		if f.First.Err != nil {
			continue
		}
		different[f.First.Receipt.Case] = true
		for _, at := range acknowledgements(f.Case) {
			delays = append(delays, at.Sub(f.Case.ReceivedAt))
			if at.After(last) {
				last = at
			}
		}
	}
	return len(different), delays, last
}

// verdict says of each law whether it held.
func (r Report) verdict(out io.Writer) {
	for _, law := range []string{LawAnswered, LawSame, LawOne, LawOnce, LawMail, LawQuietLogs} {
		var where []string
		for _, v := range r.Broken {
			if v.What == law {
				where = append(where, v.Where)
			}
		}
		switch {
		case len(where) > 0:
			fmt.Fprintf(out, "  BROKEN  %s: %d times\n", law, len(where))
		case law == LawMail && r.Mails < 0 || law == LawQuietLogs && r.LogLines < 0:
			fmt.Fprintf(out, "  unseen  %s\n", law)
		default:
			fmt.Fprintf(out, "  held    %s\n", law)
		}
		for _, one := range where[:min(len(where), shownOfEach)] {
			fmt.Fprintf(out, "            %s\n", one)
		}
	}
}

func looked(n int, of string) string {
	if n < 0 {
		return "not to be seen from here"
	}
	return fmt.Sprintf("%d %s looked through", n, of)
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.1f s", d.Seconds()) }

// String is the spread in milliseconds.
func (s Spread) String() string {
	ms := func(d time.Duration) string { return fmt.Sprintf("%d ms", d.Milliseconds()) }
	return "p50 " + ms(s.P50) + ", p95 " + ms(s.P95) + ", max " + ms(s.Max)
}
