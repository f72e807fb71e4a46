package drift

import (
	"fmt"
	"io"
	"text/tabwriter"

	"redress/internal/complaint"
)

// Limit is when a model falls short of its promise.
type Limit struct {
	Gap   float64 `json:"gap"`   // mean confidence less the share that was right, at most
	Least int     `json:"least"` // fewer readings than this prove nothing
}

// Report is what became of a tenant's readings in a month.
type Report struct {
	Tenant string    `json:"tenant"`
	Month  string    `json:"month"`
	Zone   string    `json:"zone"` // in which the month is meant
	Limit  Limit     `json:"limit"`
	Models []Figures `json:"models"`
	Alarms []string  `json:"alarms"`
}

// Judge notes an alarm for each model that falls short of its promise.
func (r *Report) Judge() {
	r.Alarms = []string{}
	for _, f := range r.Models {
		if f.Assessed >= r.Limit.Least && f.Gap() > r.Limit.Gap {
			r.Alarms = append(r.Alarms, fmt.Sprintf(
				"%s promised to be right in %.2f of %d readings and was in %.2f: %.2f less, where %.2f is allowed",
				f.Model, f.Confidence, f.Assessed, f.Share, f.Gap(), r.Limit.Gap))
		}
	}
}

// Print writes the report for a reader.
func (r *Report) Print(out io.Writer) {
	fmt.Fprintf(out, "%s, %s (%s)\n", r.Tenant, r.Month, r.Zone)
	if len(r.Models) == 0 {
		fmt.Fprintln(out, "Nobody assessed a reading.")
	}
	for _, f := range r.Models {
		f.print(out)
		if f.Assessed < r.Limit.Least {
			fmt.Fprintf(out, "  fewer than %d: nothing is concluded\n", r.Limit.Least)
		}
	}
	for _, alarm := range r.Alarms {
		fmt.Fprintln(out, "ALARM: "+alarm)
	}
}

func (f Figures) print(out io.Writer) {
	fmt.Fprintf(out, "\n%s: %d assessed, %d confirmed, %d overruled; %d were unsure\n", f.Model, f.Assessed, f.Confirmed, f.Overruled, f.Unsure)
	fmt.Fprintf(out, "  category right in %d (%.2f); promised %.2f\n", f.Right, f.Share, f.Confidence)
	fmt.Fprintf(out, "  cause changed in %d; grade raised in %d, lowered in %d\n\n", f.OtherCause, f.Raised, f.Lowered)
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "  CONFIDENCE\tN\tPROMISED\tRIGHT")
	for _, b := range f.Bands {
		fmt.Fprintf(w, "  %.1f-%.1f\t%d\t%.2f\t%.2f\n", b.From, b.Upto, b.N, b.Confidence, b.Share)
	}
	_ = w.Flush() // the operator's terminal
	fmt.Fprintln(out)
	fmt.Fprintln(w, "  READ AS\tDECIDED\tN")
	for _, s := range f.Categories {
		fmt.Fprintf(w, "  %s\t%s\t%d%s\n", s.Given, s.Decided, s.N, mark(s.Given != s.Decided, "other"))
	}
	for _, s := range f.Grades {
		fmt.Fprintf(w, "  grade %d\tgrade %d\t%d%s\n", s.Given, s.Decided, s.N, direction(s))
	}
	_ = w.Flush() // the operator's terminal
}

func direction(s Swap[complaint.Grade]) string {
	return mark(s.Decided < s.Given, "raised") + mark(s.Decided > s.Given, "lowered")
}

func mark(is bool, word string) string {
	if is {
		return "\t" + word
	}
	return ""
}
