package evaluate

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"text/tabwriter"

	"redress/internal/complaint"
)

// Reader reads a text, as classify.Rules does.
type Reader interface {
	Read(text string) complaint.Reading
}

// Report reads the texts and prints a table by language and set, then what was taken for what.
func Report(out io.Writer, reader Reader, examples []Example) {
	readings := make([]complaint.Reading, len(examples))
	groups := map[string][]int{}
	for i, e := range examples {
		readings[i] = reader.Read(e.Text)
		if e.Lang == "" {
			examples[i].Lang = readings[i].Language
		}
		lang := string(examples[i].Lang)
		groups[lang] = append(groups[lang], i)
		groups[lang+" "+e.set()] = append(groups[lang+" "+e.set()], i)
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "texts\tn\tstrict\taccepted\tfound\ttop 3\tmacro-F1\tgrade\temotion\tsafety recall\tprecision\tcalibration error\tmajority\tn-grams")
	for _, name := range slices.Sorted(maps.Keys(groups)) {
		some, read := pick(examples, groups[name]), pick(readings, groups[name])
		f := Score(some, read)
		fmt.Fprintf(w, "%s\t%d\t%.3f\t%.3f\t%.3f\t%.3f\t%.2f\t%.3f\t%.2f\t%.2f (%d of %d)\t%.2f\t%.3f\t%.3f\t%.3f\n", name, f.Texts, f.Strict, f.Acceptable,
			f.Found, f.TopThree, f.MacroF1, f.Grade, f.Emotion, f.Recall(), f.SafetyBoth, f.SafetyIs, f.Precision(), f.Gap,
			Score(some, Majority(some)).Strict, Score(some, Bayes(some)).Strict)
	}
	_ = w.Flush() // the operator's terminal
	for _, lang := range complaint.Languages {
		if of := groups[string(lang)]; len(of) > 0 {
			confusion(out, lang, Score(pick(examples, of), pick(readings, of)))
		}
	}
}

// confusion prints a line for each category of the labels: how well it was found, and what it was taken for.
func confusion(out io.Writer, lang complaint.Language, f Figures) {
	fmt.Fprintf(out, "\n%s: a line for each category of the labels, a column for what it was read as\n", lang)
	w := tabwriter.NewWriter(out, 0, 0, 1, ' ', tabwriter.AlignRight)
	fmt.Fprint(w, "\tn\trecall\tprecision\t")
	for _, c := range complaint.Categories {
		fmt.Fprintf(w, "%s\t", c)
	}
	fmt.Fprintln(w)
	for _, c := range complaint.Categories {
		is, told, both := f.Class(c)
		fmt.Fprintf(w, "%s\t%d\t%.2f\t%.2f\t", c, is, share(both, is), share(both, told))
		for _, as := range complaint.Categories {
			fmt.Fprintf(w, "%d\t", f.Confused[[2]complaint.Category{c, as}])
		}
		fmt.Fprintln(w)
	}
	_ = w.Flush() // the operator's terminal
}

func pick[T any](all []T, which []int) []T {
	some := make([]T, len(which))
	for i, n := range which {
		some[i] = all[n]
	}
	return some
}
