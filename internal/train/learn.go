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
	w, seen [classify.Classes]float64
}

// model is a softmax regression in training.
type model struct {
	bias weights
	of   map[uint32]*weights
}

// learn goes through the examples some times, each time in another order.
func learn(examples []example, dice *rand.Rand) *model {
	m := &model{of: map[uint32]*weights{}}
	for _, e := range examples {
		for _, g := range e.grams {
			if m.of[g] == nil {
				m.of[g] = &weights{}
			}
		}
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

// step moves the weights towards one example.
func (m *model) step(e example) {
	dilution := classify.Dilution(len(e.grams))
	p := m.bias.w
	for _, g := range e.grams {
		for c, w := range m.of[g].w {
			p[c] += float64(w / dilution)
		}
	}
	softmax(&p)
	for c := range p {
		p[c] = (p[c] - e.target[c]) * e.weight
	}
	m.bias.move(p, 1)
	for _, g := range e.grams {
		m.of[g].move(p, 1/dilution)
	}
}

func (w *weights) move(gradient [classify.Classes]float64, factor float64) {
	for c, g := range gradient {
		g = float64(g*factor) + float64(decay*w.w[c])
		w.seen[c] += float64(g * g)
		w.w[c] -= float64(rate * g / (math.Sqrt(w.seen[c]) + 1e-3))
	}
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
