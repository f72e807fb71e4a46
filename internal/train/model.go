package train

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"redress/internal/classify"
)

// How the model is trained.
const (
	variants = 6     // examples of a line with slots
	joined   = 2     // examples of a line with a neighbour, for each line
	epochs   = 8     //
	rate     = 0.35  // of learning
	decay    = 2e-5  // of weights that are not confirmed
	most     = 90000 // grams that are kept
	least    = 0.02  // weight that is worth keeping
)

// Model trains the model and gives it as classify reads it.
func Model() ([]byte, error) {
	all, err := read()
	if err != nil {
		return nil, err
	}
	var examples []example
	for _, language := range []string{"zh", "en"} {
		c := all[language]
		if c == nil {
			return nil, fmt.Errorf("there are no texts in %s", language)
		}
		more, err := c.examples(dice(language))
		if err != nil {
			return nil, err
		}
		examples = append(examples, more...)
	}
	balance(examples)
	return learn(examples, dice("order")).pack(), nil
}

// examples makes texts of the lines: each alone, and each with another one of the same language.
func (c *corpus) examples(dice *rand.Rand) ([]example, error) {
	var all []example
	for _, l := range c.lines {
		alone, err := c.alone(l, dice)
		if err != nil {
			return nil, err
		}
		all = append(all, alone...)
		for range joined {
			e, err := c.join(l, c.lines[dice.IntN(len(c.lines))], dice)
			if err != nil {
				return nil, err
			}
			all = append(all, e)
		}
	}
	return all, nil
}

// alone makes the examples of one line.
func (c *corpus) alone(l line, dice *rand.Rand) ([]example, error) {
	n, weight := l.times, 1.0
	if n == 0 && slotted(l.text) {
		n, weight = variants, 1.0/variants
	}
	var all []example
	for range max(n, 1) {
		text, err := c.fill(l.text, dice)
		if err != nil {
			return nil, err
		}
		all = append(all, newExample(text, weight, l.about, nil))
	}
	return all, nil
}

// join makes an example of two lines.
func (c *corpus) join(l, other line, dice *rand.Rand) (example, error) {
	first, err := c.fill(l.text, dice)
	if err != nil {
		return example{}, err
	}
	second, err := c.fill(other.text, dice)
	return newExample(first+"。"+second, 0.5, l.about, other.about), err
}

func slotted(text string) bool {
	return slices.Contains([]byte(text), '{')
}

// safety is the class of danger.
var safety, _ = classify.ClassNamed("safety")

// newExample is a text about matters, and about others less.
func newExample(text string, weight float64, about, less []int) example {
	e := example{grams: classify.Grams(text), weight: weight, alarm: weight}
	if slices.Contains(about, safety) || slices.Contains(less, safety) {
		e.danger = 1
	}
	share := func(classes []int, of float64) {
		first := of
		if len(classes) > 1 {
			first = of * 0.65
		}
		for i, c := range classes {
			if i == 0 {
				e.target[c] += first
			} else {
				e.target[c] += (of - first) / float64(len(classes)-1)
			}
		}
	}
	if less == nil {
		share(about, 1)
	} else {
		share(about, 0.5)
		share(less, 0.5)
	}
	return e
}

// balance gives every class the same weight in all.
func balance(examples []example) {
	var of [classify.Classes]float64
	total := 0.0
	for _, e := range examples {
		for c, t := range e.target {
			of[c] += t * e.weight
			total += t * e.weight
		}
	}
	for i := range examples {
		e := &examples[i]
		factor := 0.0
		for c, t := range e.target {
			if t > 0 {
				factor += t * math.Sqrt(total/of[c]/classify.Classes)
			}
		}
		e.weight *= factor
	}
}
