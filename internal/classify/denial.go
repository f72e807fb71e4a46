package classify

// The bounds of looking for a denial, which keep the search linear.
const (
	widestFilling = 40 // characters between the denying word and what it denies
	deepestDenial = 3  // "it is not that nobody was hurt"
	longestFiller = 31
)

// denials are the denying words of one text.
type denials struct {
	starts  []int32  // by end: where the longest word that denies what follows starts, and one more; 0 if there is none
	follows []bool   // by start: a word that denies what stands before
	fillers []uint32 // by start: bit n for a filler of n characters
	any     bool     // there is a word that denies what follows
}

func (d *denials) read(f *finder, s *scratch) {
	n := len(s.text.glyphs) + 1
	d.starts, d.follows, d.fillers, d.any = zeroed(d.starts, n), zeroed(d.follows, n), zeroed(d.fillers, n), false
	for _, h := range s.hits {
		w := f.Words[h.word]
		if w.is(denies) && (d.starts[h.end] == 0 || h.start+1 < d.starts[h.end]) {
			d.starts[h.end], d.any = h.start+1, true
		}
		if w.is(deniesPast) {
			d.follows[h.start] = true
		}
		if w.is(fills) && w.Length <= longestFiller {
			d.fillers[h.start] |= 1 << w.Length
		}
	}
}

// cover says whether the text denies what it says at h.
func (d *denials) cover(t folded, h hit) bool {
	behind := int(h.end)
	for behind < len(t.glyphs) && t.glyphs[behind].r == ' ' {
		behind++
	}
	if d.follows[behind] && t.sameClause(int(h.end-1), behind) {
		return true
	}
	return d.any && d.before(t, int(h.start), deepestDenial)
}

// before says whether the words just before start deny it; a denied denial does not.
func (d *denials) before(t folded, start, depth int) bool {
	if depth == 0 {
		return false
	}
	for end := start; end > 0 && start-end <= widestFilling && t.sameClause(end-1, start); end-- {
		if s := d.starts[end]; s > 0 && d.fill(t, end, start) {
			return !d.before(t, int(s-1), depth-1)
		}
	}
	return false
}

// fill says whether there are only fillers and spaces from character i to character end.
func (d *denials) fill(t folded, i, end int) bool {
	for i < end {
		n := d.filler(t, i, end)
		if n == 0 {
			return false
		}
		i += n
	}
	return true
}

// filler is the length of the longest filler, or of the space, at i; 0 if there is none.
func (d *denials) filler(t folded, i, end int) int {
	if t.at(i) == ' ' {
		return 1
	}
	for n := min(longestFiller, end-i); n > 0; n-- {
		if d.fillers[i]&(1<<n) != 0 {
			return n
		}
	}
	return 0
}
