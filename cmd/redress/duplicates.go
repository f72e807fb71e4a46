package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"redress/internal/duplicate"
	"redress/internal/duplicate/trial"
	"redress/internal/policy"
)

// duplicatesCmd measures how well complaints are recognised that are one.
type duplicatesCmd struct {
	Files  []string `arg:"" optional:"" help:"CSV files with texts; samples/complaints.csv unless said." type:"existingfile"`
	Seed   uint64   `help:"Decides how the texts are told again." default:"1"`
	Most   int      `help:"Texts of each file, evenly from all of it." default:"1000"`
	Half   string   `help:"Which half of the texts: that on which the limits were chosen, the other, or both." enum:"chosen,other,both" default:"other"`
	Policy string   `help:"Policy whose limits are used; the built-in one unless said." type:"existingfile"`
}

// Help explains the sub-command.
func (duplicatesCmd) Help() string {
	return "Every text becomes pairs of complaints: told again by the same person in other words, and pairs that only look like one. " +
		"It prints how many were merged, proposed and let be, the share of the merged ones that are one (precision), and the share of " +
		"those that are one which were merged or proposed (recall). It fails where precision is below 0.99 or recall below 0.90."
}

// What is promised of both.
const (
	precisionGoal = 0.99
	recallGoal    = 0.90
)

// Run measures each file, and all together.
func (c duplicatesCmd) Run(out io.Writer) error {
	if len(c.Files) == 0 {
		c.Files, c.Half = []string{"samples/complaints.csv"}, "both"
	}
	limits, err := c.limits()
	if err != nil {
		return err
	}
	var all []trial.Pair
	for _, file := range c.Files {
		texts, err := c.texts(file)
		if err != nil {
			return err
		}
		pairs := trial.Pairs(texts, c.Seed)
		fmt.Fprintf(out, "\n## %s: %d texts\n", filepath.Base(file), len(texts))
		show(out, trial.Try(pairs, limits))
		all = append(all, pairs...)
	}
	r := trial.Try(all, limits)
	if len(c.Files) > 1 {
		fmt.Fprint(out, "\n## All\n")
		show(out, r)
	}
	if r.Precision() < precisionGoal || r.Recall() < recallGoal {
		return fmt.Errorf("precision %.4f, recall %.4f; goals %.2f and %.2f", r.Precision(), r.Recall(), precisionGoal, recallGoal)
	}
	return nil
}

// limits are the policy's.
func (c duplicatesCmd) limits() (duplicate.Limits, error) {
	src := policy.DefaultSource()
	if c.Policy != "" {
		var err error
		if src, err = os.ReadFile(c.Policy); err != nil {
			return duplicate.Limits{}, err
		}
	}
	p, err := policy.Parse(src)
	if err != nil {
		return duplicate.Limits{}, err
	}
	merge, propose, within, _ := policy.Rules{Policy: p}.Sameness()
	return duplicate.Limits{Merge: merge, Propose: propose, Within: within}, nil
}

// texts are those of a file that are in the half and long enough, evenly from all of it.
func (c duplicatesCmd) texts(file string) ([]trial.Text, error) {
	complaints, err := readComplaints(file, 1_000_000)
	if err != nil {
		return nil, err
	}
	source := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
	var texts []trial.Text
	for _, one := range complaints {
		t := trial.Text{Source: source, Content: one.Content}
		if t.Usable() && (c.Half == "both" || (t.Half() == 0) == (c.Half == "chosen")) {
			texts = append(texts, t)
		}
	}
	if len(texts) <= c.Most {
		return texts, nil
	}
	some := make([]trial.Text, c.Most)
	for i := range some {
		some[i] = texts[i*len(texts)/c.Most]
	}
	return some, nil
}

// show prints what became of pairs.
func show(out io.Writer, r trial.Result) {
	table := tabwriter.NewWriter(out, 8, 8, 2, ' ', 0)
	fmt.Fprintln(table, "PAIR\tIS ONE\tMERGED\tPROPOSED\tLET BE")
	for _, k := range trial.Kinds {
		all := float64(max(1, r.Of(k)))
		fmt.Fprintf(table, "%s\t%t", k, k.Same())
		for _, v := range duplicate.Verdicts {
			fmt.Fprintf(table, "\t%.1f %%", 100*float64(r.Verdicts[k][v])/all)
		}
		fmt.Fprintln(table)
	}
	_ = table.Flush()
	fmt.Fprintf(out, "precision of merges %.4f, recall with proposals %.4f, asked in vain %.4f\n", r.Precision(), r.Recall(), r.Asked())
}
