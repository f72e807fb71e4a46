package evaluate

import (
	"math"
	"slices"

	"redress/internal/complaint"
)

// Figures are what was measured over some texts.
type Figures struct {
	Texts      int
	Strict     float64 // the category is the label's first
	Acceptable float64 // it is among all of the label's
	Found      float64 // or the label's first is among the second matters given
	TopThree   float64 // the label's first is among the three likeliest
	MacroF1    float64 // over the label's categories
	Grade      float64
	Emotion    float64
	SafetyTold int     // texts told to touch safety
	SafetyIs   int     // texts that do
	SafetyBoth int     // both
	Gap        float64 // between how sure it was and how often it was right (expected calibration error)
	Confused   map[[2]complaint.Category]int
}

// Recall of safety.
func (f Figures) Recall() float64 { return share(f.SafetyBoth, f.SafetyIs) }

// Precision of safety.
func (f Figures) Precision() float64 { return share(f.SafetyBoth, f.SafetyTold) }

func share(part, of int) float64 {
	if of == 0 {
		return math.NaN()
	}
	return float64(part) / float64(of)
}

// Score compares readings with labels.
func Score(examples []Example, readings []complaint.Reading) Figures {
	f := Figures{Texts: len(examples), Confused: map[[2]complaint.Category]int{}}
	var strict, acceptable, found, top, grade, graded, emotion, felt int
	for i, e := range examples {
		r := readings[i]
		f.Confused[[2]complaint.Category{e.Category, r.Category}]++
		strict += one(r.Category == e.Category)
		acceptable += one(e.about(r.Category))
		found += one(e.about(r.Category) || slices.Contains(r.Secondary, e.Category))
		top += one(slices.ContainsFunc(r.Top, func(g complaint.Guess) bool { return g.Category == e.Category }))
		if e.Grade != 0 {
			grade, graded = grade+one(r.Grade == e.Grade), graded+1
		}
		if e.Emotion != nil {
			emotion, felt = emotion+one(r.Emotion == *e.Emotion), felt+1
		}
		if e.Safety != nil {
			f.SafetyIs += one(*e.Safety)
			f.SafetyTold += one(r.Safety)
			f.SafetyBoth += one(r.Safety && *e.Safety)
		}
	}
	n := len(examples)
	f.Strict, f.Acceptable, f.Found, f.TopThree = share(strict, n), share(acceptable, n), share(found, n), share(top, n)
	f.Grade, f.Emotion = share(grade, graded), share(emotion, felt)
	f.MacroF1, f.Gap = f.macroF1(), gap(examples, readings)
	return f
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// Class is how well one category was found.
func (f Figures) Class(c complaint.Category) (is, told, both int) {
	for pair, n := range f.Confused {
		if pair[0] == c {
			is += n
		}
		if pair[1] == c {
			told += n
		}
		if pair[0] == c && pair[1] == c {
			both += n
		}
	}
	return is, told, both
}

func (f Figures) macroF1() float64 {
	sum, classes := 0.0, 0
	for _, c := range complaint.Categories {
		if is, told, both := f.Class(c); is > 0 {
			sum += 2 * float64(both) / float64(is+told)
			classes++
		}
	}
	return sum / float64(max(classes, 1))
}

// bins is into how many the confidences are sorted.
const bins = 10

// gap is the expected calibration error.
func gap(examples []Example, readings []complaint.Reading) float64 {
	var sure, right, texts [bins]float64
	for i, r := range readings {
		b := min(int(r.Confidence*bins), bins-1)
		sure[b] += r.Confidence
		texts[b]++
		right[b] += float64(one(r.Category == examples[i].Category))
	}
	sum := 0.0
	for b := range bins {
		sum += math.Abs(sure[b] - right[b])
	}
	return sum / float64(max(len(readings), 1))
}
