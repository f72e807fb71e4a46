package label

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"redress/internal/complaint"
)

// Agreement is how far two readers agree in one thing.
type Agreement struct {
	Field string
	N     int     // texts of which both said it
	Share float64 // in which they say the same
	Kappa float64 // Cohen's: how much of what chance leaves open they agree in; 1 where neither ever says but one thing
}

// Agree compares what two readers say of the texts that both labelled. It refuses one id with two texts.
func Agree(a, b []Label) ([]Agreement, error) {
	var pairs [][2]Label
	for _, one := range a {
		i := slices.IndexFunc(b, func(l Label) bool { return l.ID == one.ID })
		if i < 0 {
			continue
		}
		if b[i].Text != one.Text {
			return nil, fmt.Errorf("%s is not the same text in both", one.ID)
		}
		pairs = append(pairs, [2]Label{one, b[i]})
	}
	var all []Agreement
	for _, f := range fields {
		var said [][2]string
		for _, p := range pairs {
			if x, y := f.of(p[0]), f.of(p[1]); x != "" && y != "" {
				said = append(said, [2]string{x, y})
			}
		}
		all = append(all, agreement(f.name, said))
	}
	return all, nil
}

// fields is what is compared, as a word; empty: it was not said.
var fields = []struct {
	name string
	of   func(Label) string
}{
	{"category", func(l Label) string { return string(l.Category) }},
	{"secondary", func(l Label) string {
		words := make([]string, len(l.Secondary))
		for i, c := range l.Secondary {
			words[i] = string(c)
		}
		slices.Sort(words)
		return "{" + strings.Join(words, " ") + "}"
	}},
	{"grade", func(l Label) string { return orNothing(l.Grade != 0, l.Grade) }},
	{"safety", func(l Label) string {
		return orNothing(l.Safety != nil, l.Safety != nil && *l.Safety)
	}},
	{"emotion", func(l Label) string {
		if l.Emotion == nil {
			return ""
		}
		return strconv.Itoa(*l.Emotion)
	}},
}

func orNothing(said bool, what any) string {
	if !said {
		return ""
	}
	return fmt.Sprint(what)
}

// agreement is Cohen's kappa and the share that it corrects for chance.
func agreement(field string, said [][2]string) Agreement {
	g := Agreement{Field: field, N: len(said), Kappa: 1}
	if g.N == 0 {
		return g
	}
	n, same := float64(g.N), 0.0
	first, second := map[string]float64{}, map[string]float64{}
	for _, p := range said {
		if p[0] == p[1] {
			same++
		}
		first[p[0]]++
		second[p[1]]++
	}
	chance := 0.0
	for word, times := range first {
		chance += times / n * second[word] / n
	}
	if g.Share = same / n; chance < 1 {
		g.Kappa = (g.Share - chance) / (1 - chance)
	}
	return g
}

// Accepted is in how many of the texts that both labelled each reader's category is among all that the other names.
func Accepted(a, b []Label) (accepted, both int) {
	for _, one := range a {
		for _, other := range b {
			if one.ID == other.ID {
				both++
				if about(one, other.Category) && about(other, one.Category) {
					accepted++
				}
			}
		}
	}
	return accepted, both
}

func about(l Label, c complaint.Category) bool {
	return l.Category == c || slices.Contains(l.Secondary, c)
}

// PrintAgreement writes the table of what two readers agree in.
func PrintAgreement(out io.Writer, a, b []Label) error {
	all, err := Agree(a, b)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "FIELD\tTEXTS\tAGREE\tKAPPA")
	for _, g := range all {
		fmt.Fprintf(w, "%s\t%d\t%.2f\t%.2f\n", g.Field, g.N, g.Share, g.Kappa)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	accepted, both := Accepted(a, b)
	_, err = fmt.Fprintf(out, "each accepts the other's category in %d of %d\n", accepted, both)
	return err
}
