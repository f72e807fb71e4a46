package train

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"redress/internal/classify"
)

// weights are those of one gram, with the sums of squares that AdaGrad keeps.
type weights struct {
	w, seen [classify.Outputs]float64
}

// model is a softmax regression in training.
type model struct {
	bias   weights
	of     map[uint32]*weights
	alarms []float64 // what each gram of an example says of danger
}

// learn goes through the examples some times, each time in another order.
func learn(examples []example, dice *rand.Rand) *model {
	m := &model{of: map[uint32]*weights{}}
	for i := range examples {
		m.open(&examples[i])
	}
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	for range epochs {
		dice.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			m.step(examples[i])
		}
	}
	return m
}

// open gives every gram of an example its weights.
func (m *model) open(e *example) {
	for _, g := range e.grams {
		if m.of[g] == nil {
			m.of[g] = &weights{}
		}
		e.of = append(e.of, m.of[g])
	}
}

// step moves the weights towards one example.
func (m *model) step(e example) {
	m.classes(e)
	m.danger(e)
}

// classes moves the weights of the classes, by all grams.
func (m *model) classes(e example) {
	dilution := classify.Dilution(len(e.grams))
	p := [classify.Classes]float64(m.bias.w[:classify.Classes])
	for _, of := range e.of {
		for c, w := range of.w[:classify.Classes] {
			p[c] += float64(w / dilution)
		}
	}
	softmax(&p)
	for c := range p {
		p[c] = (p[c] - e.target[c]) * e.weight
	}
	for c, gradient := range p {
		m.bias.move(c, gradient)
		for _, of := range e.of {
			of.move(c, gradient/dilution)
		}
	}
}

// danger moves the weights of danger, by the grams that speak of it loudest.
func (m *model) danger(e example) {
	const c = classify.Classes
	m.alarms = m.alarms[:0]
	for _, of := range e.of {
		m.alarms = append(m.alarms, of.w[c])
	}
	from, to, sum := classify.Alarm(m.alarms)
	dilution := classify.Dilution(min(len(e.grams), classify.Window))
	gradient := (1/(1+math.Exp(-m.bias.w[c]-float64(sum/dilution))) - e.danger) * e.alarm
	m.bias.move(c, gradient)
	for _, of := range e.of[from:to] {
		of.move(c, gradient/dilution)
	}
}

// move takes a weight a step against its gradient.
func (w *weights) move(c int, gradient float64) {
	g := gradient + float64(decay*w.w[c])
	w.seen[c] += float64(g * g)
	w.w[c] -= float64(rate * g / (math.Sqrt(w.seen[c]) + 1e-3))
}

func softmax(x *[classify.Classes]float64) {
	top, sum := slices.Max(x[:]), 0.0
	for c := range x {
		x[c] = math.Exp(x[c] - top)
		sum += x[c]
	}
	for c := range x {
		x[c] /= sum
	}
}

// pack keeps the grams that say most, in whole units.
func (m *model) pack() []byte {
	type strength struct {
		gram uint32
		of   float64
	}
	var all []strength
	biggest := 0.0
	for g, w := range m.of {
		s := 0.0
		for _, v := range w.w {
			s = max(s, math.Abs(v))
		}
		biggest = max(biggest, s)
		if s >= least {
			all = append(all, strength{g, s})
		}
	}
	slices.SortFunc(all, func(a, b strength) int { return cmp.Or(cmp.Compare(b.of, a.of), cmp.Compare(a.gram, b.gram)) })
	all = all[:min(len(all), most)]
	slices.SortFunc(all, func(a, b strength) int { return cmp.Compare(a.gram, b.gram) })
	scale := biggest / math.MaxInt8
	grams, packed := make([]uint32, len(all)), make([]classify.Weights, len(all))
	for i, s := range all {
		grams[i] = s.gram
		for c, v := range m.of[s.gram].w {
			packed[i][c] = int8(math.Round(v / scale))
		}
	}
	return classify.Pack(m.bias.w, scale, grams, packed)
}
