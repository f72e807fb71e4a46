package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/fairness"
	"redress/internal/policy"
)

// fairnessCmd says what each value tier was granted for like cases.
type fairnessCmd struct {
	stackFlag
	Tenant string `required:"" help:"The tenant."`
	From   string `help:"First month, such as 2026-09, in the zone of the tenant's calendar; the present one unless said."`
	To     string `help:"Last month; the first one unless said."`
	JSON   bool   `name:"json" help:"Print JSON."`
}

// Run prints the report.
func (c fairnessCmd) Run(out io.Writer) error {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	s, rules, err := c.under(ctx, c.Tenant)
	if err != nil {
		return err
	}
	return c.report(ctx, out, s.Table(), rules, time.Now())
}

func (c fairnessCmd) report(ctx context.Context, out io.Writer, book casework.ClosingBook, rules policy.Rules, now time.Time) error {
	from, until, err := monthOf(c.From, now, rules.Calendar.Location())
	if err != nil {
		return err
	}
	if c.To != "" {
		if _, until, err = monthOf(c.To, now, rules.Calendar.Location()); err != nil {
			return err
		}
	}
	limits, err := policy.FairnessOf(rules.Policy)
	if err != nil {
		return err
	}
	closings, err := book.Closings(ctx, c.Tenant, from, until)
	if err != nil {
		return err
	}
	r := fairness.Sum(closings, from, until, fairness.Limits{Least: limits.Least, Sure: limits.Sure})
	if c.JSON {
		return json.NewEncoder(out).Encode(r)
	}
	return printFairness(out, c.Tenant, r)
}

func printFairness(out io.Writer, tenant string, r fairness.Report) error {
	fmt.Fprintf(out, "%s, %s up to %s: %d cases closed, %d of them in groups of fewer than %d, which are not shown\n\n",
		tenant, r.From.Format(time.DateOnly), r.Until.Format(time.DateOnly), r.Cases, r.Hidden, r.Limits.Least)
	table := tabwriter.NewWriter(out, 0, 8, 2, ' ', 0)
	fmt.Fprintln(table, "FLOW\tGRADE\tTIER\tCASES\tGRANTED\tBESIDE OTHERS\tPAID, MEDIAN\tBESIDE OTHERS\tSATISFIED\tBESIDE OTHERS\tREMEDIES")
	for _, row := range r.Rows {
		if row.Small {
			fmt.Fprintf(table, "%s\t%d\t%s\ttoo few\t\t\t\t\t\t\t\n", row.Flow, row.Grade, row.Tier)
			continue
		}
		granted, beside := compared(row.Granted)
		satisfied, likewise := compared(row.Satisfied)
		var remedies []string
		for _, name := range slices.Sorted(maps.Keys(row.Remedies)) {
			remedies = append(remedies, fmt.Sprintf("%s %.0f %%", name, 100*row.Remedies[name]))
		}
		sums, besides := paid(row.Paid)
		fmt.Fprintln(table, strings.Join([]string{
			string(row.Flow), fmt.Sprint(row.Grade), row.Tier, strconv.Itoa(row.Cases), granted, beside, sums, besides, satisfied, likewise, strings.Join(remedies, ", "),
		}, "\t"))
	}
	if err := table.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(out, "\n%s\n", verdictOn(r))
	return err
}

// verdictOn is what the report comes to, in one sentence.
func verdictOn(r fairness.Report) string {
	if r.Unlike == 0 {
		return fmt.Sprintf("No difference between the tiers is shown at %.0f %% in any group of like cases.", 100*r.Limits.Sure)
	}
	return fmt.Sprintf("In %d comparisons of like cases the tiers differ by more than chance makes at %.0f %%. Of twenty comparisons one does so by chance at 95 %%.",
		r.Unlike, 100*r.Limits.Sure)
}

// paid is by currency what was paid in the middle, and how that stands beside what others were paid: the share that got more than the
// middle of all.
func paid(by map[complaint.Currency]fairness.Paid) (sums, beside string) {
	var all, more []string
	for _, currency := range slices.Sorted(maps.Keys(by)) {
		p := by[currency]
		all = append(all, fmt.Sprintf("%s %.*f", currency, currency.Decimals(), p.Median/math.Pow10(currency.Decimals())))
		_, says := compared(p.More)
		more = append(more, says)
	}
	return strings.Join(all, "; "), strings.Join(more, "; ")
}

// compared is a share, and how it stands beside that of others.
func compared(c *fairness.Compared) (share, beside string) {
	if c == nil {
		return "too few", ""
	}
	share = fmt.Sprintf("%.0f %%", 100*c.Share)
	if c.Differ == nil {
		return share, "too few"
	}
	return share, fmt.Sprintf("%+.0f %% (%+.0f to %+.0f): %s", 100*c.Differ.Is, 100*c.Differ.Low, 100*c.Differ.Top, c.Says)
}
