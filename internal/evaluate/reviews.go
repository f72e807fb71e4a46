package evaluate

import (
	"fmt"
	"io"
	"path"
	"slices"
	"text/tabwriter"

	"redress/internal/complaint"
)

// Complains is how far a review complains, whatever its source calls it.
type Complains string

// Half of the reviews that a source calls positive name a fault, and some that it calls negative name none.
const (
	Nothing Complains = "nothing" // praise, a description, a joke, a question
	Aside   Complains = "aside"   // beside praise, or mildly, it names a fault that a clerk could note
	Mainly  Complains = "mainly"  // dissatisfaction is its point
)

// The parts of the reviews: one is fitted to; the other was not looked at while the classifier was built, and two readers read its
// positive ones, of whom the stricter counts.
const (
	FitReviews  = "fit"
	KeptReviews = "kept"
)

// Review is a Chinese review that was read for how far it complains.
type Review struct {
	Set, Part, Text string
	Complains       Complains
}

// The columns of labels/reviews.csv.
const (
	reviewComplains = iota + colHash + 1
	reviewPart
	reviewColumns
)

// Reviews joins the labels of a part of the reviews with their texts in a folder.
func Reviews(folder, part string) (all []Review, err error) {
	_, rows, err := Table(labels.Open("labels/reviews.csv"))
	if err != nil {
		return nil, err
	}
	texts := texts{folder: folder}
	for _, row := range rows {
		if len(row) != reviewColumns {
			return nil, fmt.Errorf("a label has %d columns: %v", len(row), row)
		}
		if row[reviewPart] != part {
			continue
		}
		text, err := texts.find(row)
		if err != nil {
			return nil, err
		}
		all = append(all, Review{Set: row[colSet], Part: part, Text: text, Complains: Complains(row[reviewComplains])})
	}
	return all, nil
}

// taken counts reviews that were taken for complaints.
type taken struct{ n, complaints, sure int }

// surely is the confidence from which the default policy asks no person.
const surely = 0.5

// ReportReviews reads reviews and prints, by set and by how far they complain, how many are taken for complaints.
func ReportReviews(out io.Writer, reader Reader, reviews []Review) {
	var groups []string
	counts := map[string]*taken{}
	for _, r := range reviews {
		read := reader.Read(r.Text)
		for _, group := range []string{"all\t" + string(r.Complains), path.Base(r.Set) + "\t" + string(r.Complains)} {
			if counts[group] == nil {
				counts[group], groups = &taken{}, append(groups, group)
			}
			counts[group].add(read)
		}
	}
	slices.Sort(groups)
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "reviews\tcomplain of\tn\ttaken for complaints\tsurely")
	for _, group := range groups {
		t := counts[group]
		fmt.Fprintf(w, "%s\t%d\t%.3f\t%.3f\n", group, t.n, share(t.complaints, t.n), share(t.sure, t.n))
	}
	_ = w.Flush() // the operator's terminal
}

func (t *taken) add(read complaint.Reading) {
	t.n++
	if read.Category == complaint.CategoryOther || read.Category == complaint.CategorySuggestion {
		return
	}
	t.complaints++
	if read.Confidence >= surely {
		t.sure++
	}
}
