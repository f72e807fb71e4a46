package fit

import (
	"slices"

	"gonum.org/v1/gonum/floats"

	"redress/internal/classify"
	"redress/internal/complaint"
)

var (
	safety = slices.Index(complaint.Categories, complaint.CategorySafety)
	other  = slices.Index(complaint.Categories, complaint.CategoryOther)
)

// praiseFeatures are what tells praise from a complaint.
func praiseFeatures(e *example) []float64 {
	said := []float64{1, e.Grams[classify.Praise] - logSum(e.Grams[:categories])}
	return slices.Concat(said, e.Tone[:], e.tamed)
}

// fitPraise finds how praise is told.
func fitPraise(praise, complaints []example) ([]float64, error) {
	var rows []row
	for i := range praise {
		rows = append(rows, row{praiseFeatures(&praise[i]), true})
	}
	for i := range complaints {
		rows = append(rows, row{praiseFeatures(&complaints[i]), false})
	}
	start := make([]float64, 2+classify.Tones+categories)
	start[1] = 0.5
	return logistic(rows, start, 0.002)
}

// dangerFeatures are what tells a text that touches somebody's safety.
func dangerFeatures(e *example) []float64 {
	return []float64{1, e.Grams[classify.Classes], e.Grams[safety] - logSum(e.Grams[:classify.Classes]), e.tamed[safety]}
}

// fitDanger finds how danger is told.
func fitDanger(examples []example) ([]float64, error) {
	var rows []row
	for i := range examples {
		rows = append(rows, row{dangerFeatures(&examples[i]), *examples[i].Safety})
	}
	return logistic(rows, []float64{0, 0.5, 0.3, 0.5}, 0.002)
}

// dangerBound is the lowest of the odds above which a text is said to touch safety, so that at least the wanted share of those that are
// said to do so do. What a rule says of safety is believed anyway.
func dangerBound(examples []example, weights []float64, wanted float64) float64 {
	bound := float64(highestDanger)
	for ; bound > -highestDanger; bound -= 0.1 {
		told, both := 0.0, 0.0
		for i := range examples {
			e := &examples[i]
			if e.Rules[safety] > 0 || floats.Dot(weights, dangerFeatures(e)) > bound-0.1 {
				told++
				if *e.Safety {
					both++
				}
			}
		}
		if both < wanted*told {
			break
		}
	}
	return bound
}

// highestDanger is the highest odds that are tried.
const highestDanger = 6
