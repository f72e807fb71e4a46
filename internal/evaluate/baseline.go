package evaluate

import (
	"math"

	"redress/internal/classify"
	"redress/internal/complaint"
)

// Majority gives every text the commonest category of the labels, which needs no reading.
func Majority(examples []Example) []complaint.Reading {
	counts := map[complaint.Category]int{}
	for _, e := range examples {
		counts[e.Category]++
	}
	best := complaint.Categories[0]
	for _, c := range complaint.Categories {
		if counts[c] > counts[best] {
			best = c
		}
	}
	readings := make([]complaint.Reading, len(examples))
	for i := range readings {
		readings[i] = complaint.Reading{Category: best, Grade: complaint.Minor}
	}
	return readings
}

// folds is into how many parts the texts are cut, each read by a model of the others.
const folds = 5

// Bayes reads every text by a plain naive Bayes over the same grams, trained on the labels of the other texts: it knows the domain, which
// the classifier does not.
func Bayes(examples []Example) []complaint.Reading {
	readings := make([]complaint.Reading, len(examples))
	grams := make([][]uint32, len(examples))
	for i, e := range examples {
		grams[i] = classify.Grams(e.Text)
	}
	for fold := range folds {
		b := newBayes()
		for i, e := range examples {
			if i%folds != fold {
				b.learn(grams[i], e.Category)
			}
		}
		for i := range examples {
			if i%folds == fold {
				readings[i] = complaint.Reading{Category: b.read(grams[i]), Grade: complaint.Minor}
			}
		}
	}
	return readings
}

// bayes counts grams by category.
type bayes struct {
	texts map[complaint.Category]float64
	total map[complaint.Category]float64
	of    map[uint32]map[complaint.Category]float64
}

func newBayes() *bayes {
	return &bayes{map[complaint.Category]float64{}, map[complaint.Category]float64{}, map[uint32]map[complaint.Category]float64{}}
}

func (b *bayes) learn(grams []uint32, c complaint.Category) {
	b.texts[c]++
	for _, g := range grams {
		if b.of[g] == nil {
			b.of[g] = map[complaint.Category]float64{}
		}
		b.of[g][c]++
		b.total[c]++
	}
}

func (b *bayes) read(grams []uint32) complaint.Category {
	const doubt = 0.3
	best, most := complaint.CategoryOther, math.Inf(-1)
	for _, c := range complaint.Categories {
		if b.texts[c] == 0 {
			continue
		}
		score := math.Log(b.texts[c])
		for _, g := range grams {
			score += math.Log((b.of[g][c] + doubt) / (b.total[c] + doubt*float64(len(b.of))))
		}
		if score > most {
			best, most = c, score
		}
	}
	return best
}
