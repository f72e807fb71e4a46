package classify

import "sync"

// scratch is the paper on which one text is worked out. It is kept for the next one.
type scratch struct {
	text    folded
	hits    []hit
	found   []match
	deaf    spans // figures of speech
	long    spans // phrases that hold shorter ones
	denials denials
	chains  chains
	grams   []gram
	spoke   []finding
	sums    []sum
	marks   []mark  // words of tone, by start
	tones   []int32 // the different ones
}

// largest is how much text a scratch may have been used for and still be kept.
const largestKept = 20_000

// papers keeps scratches.
type papers struct{ pool sync.Pool }

// take gives a scratch with a text on it.
func (p *papers) take(text string, parts int32) *scratch {
	s, ok := p.pool.Get().(*scratch)
	if !ok {
		s = &scratch{chains: chains{ends: make([]reach, parts)}}
	}
	s.chains.turn++
	s.text = foldInto(text, s.text.glyphs[:0])
	return s
}

// give takes a scratch back.
func (p *papers) give(s *scratch) {
	s.text.source = ""
	clear(s.spoke)
	if cap(s.text.glyphs) <= largestKept {
		p.pool.Put(s)
	}
}
