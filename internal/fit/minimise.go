package fit

import (
	"math"

	"gonum.org/v1/gonum/diff/fd"
	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/optimize"
)

// minimise finds where a smooth loss is least.
func minimise(loss func([]float64) float64, start []float64) ([]float64, error) {
	problem := optimize.Problem{
		Func: loss,
		Grad: func(gradient, x []float64) { fd.Gradient(gradient, loss, x, nil) },
	}
	settings := &optimize.Settings{GradientThreshold: 1e-5, Converger: &optimize.FunctionConverge{Absolute: 1e-8, Iterations: 20}}
	result, err := optimize.Minimize(problem, start, settings, &optimize.BFGS{})
	if err != nil {
		return nil, err
	}
	return result.X, nil
}

// row is a text for a question of yes or no.
type row struct {
	features []float64
	yes      bool
}

// logistic finds the weights of the features, the first of which is 1 and costs nothing.
func logistic(rows []row, start []float64, cost float64) ([]float64, error) {
	loss := func(w []float64) float64 {
		sum := 0.0
		for _, r := range rows {
			sum += surprise(floats.Dot(w, r.features), r.yes)
		}
		sum /= float64(len(rows))
		for i, v := range w[1:] {
			sum += cost * (v - start[i+1]) * (v - start[i+1])
		}
		return sum
	}
	return minimise(loss, start)
}

// surprise is how unlikely the answer is by its log odds.
func surprise(odds float64, yes bool) float64 {
	if yes {
		odds = -odds
	}
	if odds > 30 {
		return odds
	}
	return math.Log1p(math.Exp(odds))
}
