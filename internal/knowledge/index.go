package knowledge

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"redress/internal/complaint"
)

// index finds the questions that are like a text.
type index struct {
	questions []question
	circles   []circle
	holders   map[uint32][]int32 // by piece: the questions that have it, in order
	weights   map[uint32]float64 // of pieces that an entry has
	unknown   float64            // weight of a piece that none has
}

// question is one way to ask for an entry.
type question struct {
	circle int
	text   string
	length float64 // of the vector
}

// circle is all the questions of an entry in a language.
type circle struct {
	entry    int
	language complaint.Language
	centre   map[uint32]float64 // how often each piece stands in them, each question counting as much as another
	length   float64            // of the centre's vector
}

// newIndex reads the questions of the entries.
func newIndex(entries []Entry) index {
	x := index{holders: map[uint32][]int32{}, weights: map[uint32]float64{}}
	var bags []bag // of the questions
	for i := range entries {
		for _, lang := range complaint.Languages {
			x.circles = append(x.circles, circle{entry: i, language: lang, centre: map[uint32]float64{}})
			for _, text := range entries[i].Questions[lang] {
				x.questions, bags = append(x.questions, question{circle: len(x.circles) - 1, text: text}), append(bags, bagOf(text))
			}
		}
	}
	x.weigh(len(entries), bags)
	for q, b := range bags {
		of := &x.questions[q]
		of.length = x.length(b)
		for _, p := range b {
			x.holders[p.hash] = append(x.holders[p.hash], int32(q))
			x.circles[of.circle].centre[p.hash] += 1 / of.length
		}
	}
	for i := range x.circles {
		x.circles[i].length = x.lengthOf(x.circles[i], bags)
	}
	return x
}

// weigh weighs every piece by how few entries have it (inverse document frequency).
func (x *index) weigh(entries int, bags []bag) {
	type holding struct{ last, entries int } // the questions come entry by entry
	held := map[uint32]holding{}
	for q, b := range bags {
		entry := x.circles[x.questions[q].circle].entry
		for _, p := range b {
			if h := held[p.hash]; h.entries == 0 || h.last != entry {
				held[p.hash] = holding{entry, h.entries + 1}
			}
		}
	}
	rarity := func(having int) float64 { return math.Log(1 + float64(entries)/float64(having)) }
	for hash, h := range held {
		x.weights[hash] = rarity(h.entries)
	}
	x.unknown = rarity(1)
}

// lengthOf is the length of a circle's centre. It adds in the order of the questions, so that the same list gives the same scores.
func (x *index) lengthOf(c circle, bags []bag) float64 {
	sum, done := 0.0, map[uint32]bool{}
	for q, b := range bags {
		of := x.circles[x.questions[q].circle]
		if of.entry != c.entry || of.language != c.language {
			continue
		}
		for _, p := range b {
			if !done[p.hash] {
				done[p.hash] = true
				part := x.weight(p) * c.centre[p.hash]
				sum += part * part
			}
		}
	}
	return math.Sqrt(sum)
}

// weight is what a piece of a text weighs.
func (x *index) weight(p piece) float64 {
	if w, known := x.weights[p.hash]; known {
		return w * p.share
	}
	return x.unknown * p.share
}

func (x *index) length(b bag) float64 {
	sum := 0.0
	for _, p := range b {
		w := x.weight(p)
		sum += w * w
	}
	return math.Sqrt(sum)
}

// likeness is a question with how alike a text is to it and its entry.
type likeness struct {
	entry    int
	language complaint.Language
	text     string
	score    float64
}

// nearest answers the likest question of each entry, the likest entry first. A text with no words but those of nearly every entry, such
// as "how?", is like none.
func (x *index) nearest(text string) []likeness {
	b := bagOf(text)
	length := x.length(b)
	if length < x.unknown/2 {
		return nil
	}
	likest := map[int]likeness{} // by circle, with the cosine alone
	for q, sum := range x.shared(b) {
		of := x.questions[q]
		if cosine := sum / (length * of.length); sum > 0 && cosine > likest[of.circle].score {
			c := x.circles[of.circle]
			likest[of.circle] = likeness{c.entry, c.language, of.text, cosine}
		}
	}
	best := map[int]likeness{}
	for _, i := range slices.Sorted(maps.Keys(likest)) {
		near := likest[i]
		near.score = x.score(b, length, near.score, x.circles[i])
		if near.score > best[near.entry].score {
			best[near.entry] = near
		}
	}
	found := slices.Collect(maps.Values(best))
	slices.SortFunc(found, func(a, b likeness) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.entry, b.entry)) })
	return found
}

// shared is what a text has in common with each question.
func (x *index) shared(b bag) []float64 {
	sums := make([]float64, len(x.questions))
	for _, p := range b {
		w := x.weight(p)
		for _, q := range x.holders[p.hash] {
			sums[q] += w * w
		}
	}
	return sums
}

// score is how alike a text is to an entry: the mean of the cosines with its likest question and with the centre of all, and of that and
// the share of the text that any of its questions has, the geometric mean. The first chooses among entries that are much alike, the
// second keeps off what says much else.
func (x *index) score(b bag, length, likest float64, c circle) float64 {
	central, known := 0.0, 0.0
	for _, p := range b {
		if n, has := c.centre[p.hash]; has {
			w := x.weight(p)
			central, known = central+w*w*n, known+w*w
		}
	}
	alike := (likest + central/(length*c.length)) / 2
	return math.Sqrt(alike * math.Sqrt(known) / length)
}
