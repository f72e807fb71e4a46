package drift

import (
	"cmp"
	"maps"
	"slices"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// bands is into how many equal parts the confidences are sorted.
const bands = 10

// Figures are what became of the readings of one model.
type Figures struct {
	Model      string  `json:"model"`
	Assessed   int     `json:"assessed"`
	Confirmed  int     `json:"confirmed"` // in everything
	Overruled  int     `json:"overruled"` // in category, cause or grade
	Unsure     int     `json:"unsure"`    // the machine left to a person to put on the register
	Right      int     `json:"right"`     // the category was confirmed
	OtherCause int     `json:"other_cause"`
	Raised     int     `json:"raised"`  // the grade, by the person
	Lowered    int     `json:"lowered"` // the grade, by the person
	Confidence float64 `json:"confidence"`
	Share      float64 `json:"share_right"`

	Categories []Swap[complaint.Category] `json:"categories"`
	Grades     []Swap[complaint.Grade]    `json:"grades"`
	Bands      []Band                     `json:"bands"` // those that hold readings
}

// Gap is how far the readings fell short of what was promised of them: mean confidence less the share that was right.
func (f Figures) Gap() float64 { return f.Confidence - f.Share }

// Swap is how many readings said one thing where a person decided on another, or the same.
type Swap[T any] struct {
	Given   T   `json:"given"`
	Decided T   `json:"decided"`
	N       int `json:"n"`
}

// Band is the readings whose confidence lies in a part of the scale.
type Band struct {
	From       float64 `json:"from"`
	Upto       float64 `json:"upto"`
	N          int     `json:"n"`
	Right      int     `json:"right"`
	Confidence float64 `json:"confidence"` // mean
	Share      float64 `json:"share_right"`
}

// Sum sums judgements up by model, in the order of their names.
func Sum(judgements []casework.Judgement) []Figures {
	byModel := map[string][]casework.Judgement{}
	for _, j := range judgements {
		byModel[j.Model] = append(byModel[j.Model], j)
	}
	all := []Figures{}
	for _, model := range slices.Sorted(maps.Keys(byModel)) {
		all = append(all, figuresOf(model, byModel[model]))
	}
	return all
}

func figuresOf(model string, of []casework.Judgement) Figures {
	f := Figures{Model: model, Assessed: len(of)}
	var parts [bands]Band
	categories, grades := map[Swap[complaint.Category]]int{}, map[Swap[complaint.Grade]]int{}
	for _, j := range of {
		right := one(j.Given.Category == j.Decided.Category)
		f.Overruled += one(j.Overruled())
		f.Unsure += one(j.Unsure)
		f.Right += right
		f.OtherCause += one(j.Given.Cause != j.Decided.Cause)
		f.Raised += one(j.Decided.Grade < j.Given.Grade) // 1 is the worst
		f.Lowered += one(j.Decided.Grade > j.Given.Grade)
		f.Confidence += j.Confidence
		categories[Swap[complaint.Category]{Given: j.Given.Category, Decided: j.Decided.Category}]++
		grades[Swap[complaint.Grade]{Given: j.Given.Grade, Decided: j.Decided.Grade}]++
		b := &parts[min(max(int(j.Confidence*bands), 0), bands-1)]
		b.N, b.Right, b.Confidence = b.N+1, b.Right+right, b.Confidence+j.Confidence
	}
	f.Confirmed = f.Assessed - f.Overruled
	f.Share, f.Confidence = share(f.Right, f.Assessed), f.Confidence/float64(f.Assessed)
	f.Categories, f.Grades, f.Bands = listed(categories), listed(grades), filled(parts)
	return f
}

// filled are the bands that hold readings, with their means.
func filled(parts [bands]Band) []Band {
	some := []Band{}
	for i, b := range parts {
		if b.N == 0 {
			continue
		}
		b.From, b.Upto = float64(i)/bands, float64(i+1)/bands
		b.Share, b.Confidence = share(b.Right, b.N), b.Confidence/float64(b.N)
		some = append(some, b)
	}
	return some
}

// listed are counts as a list: by what was given, the most frequent decision first.
func listed[T cmp.Ordered](counts map[Swap[T]]int) []Swap[T] {
	list := []Swap[T]{}
	for s, n := range counts {
		s.N = n
		list = append(list, s)
	}
	slices.SortFunc(list, func(a, b Swap[T]) int {
		return cmp.Or(cmp.Compare(a.Given, b.Given), cmp.Compare(b.N, a.N), cmp.Compare(a.Decided, b.Decided))
	})
	return list
}

func share(part, of int) float64 { return float64(part) / float64(max(of, 1)) }

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
