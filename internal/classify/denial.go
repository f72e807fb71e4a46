package classify

// The bounds of looking for a denial, which keep the search linear.
const (
	widestFilling = 40 // characters between the denying word and what it denies
	deepestDenial = 3  // "it is not that nobody was hurt"
)

// denials are the denying words of one text.
type denials struct {
	text    folded
	finder  *finder
	starts  map[int]int  // by end: start of the longest word that denies what follows
	follows map[int]bool // by start: a word that denies what stands before
}

func (f *finder) denials(t folded, hits []hit) denials {
	d := denials{t, f, map[int]int{}, map[int]bool{}}
	for _, h := range hits {
		if f.any(h.word, func(p phrase) bool { return p.kind == denies }) {
			if start, ok := d.starts[h.end]; !ok || h.start < start {
				d.starts[h.end] = h.start
			}
		}
		if f.any(h.word, func(p phrase) bool { return p.kind == deniesPast }) {
			d.follows[h.start] = true
		}
	}
	return d
}

// cover says whether the text denies what it says at h.
func (d denials) cover(h hit) bool {
	behind := h.end
	for d.text.at(behind) == ' ' && behind < len(d.text.glyphs) {
		behind++
	}
	return d.follows[behind] || d.before(h.start, deepestDenial)
}

// before says whether the words just before start deny it; a denied denial does not.
func (d denials) before(start, depth int) bool {
	if len(d.starts) == 0 || depth == 0 {
		return false
	}
	for end := start; end > 0 && start-end <= widestFilling && d.text.sameClause(end-1, start); end-- {
		if s, ok := d.starts[end]; ok && d.fills(end, start) {
			return !d.before(s, depth-1)
		}
	}
	return false
}

// fills says whether there are only fillers and spaces from character i to character end.
func (d denials) fills(i, end int) bool {
	for i < end {
		n := d.filler(i, end)
		if n == 0 {
			return false
		}
		i += n
	}
	return true
}

// filler is the length of the longest filler, or of the space, at i; 0 if there is none.
func (d denials) filler(i, end int) int {
	if d.text.at(i) == ' ' {
		return 1
	}
	for n := min(d.finder.longest, end-i); n > 0; n-- {
		if runsOn(d.text, i) || runsOn(d.text, i+n) {
			continue
		}
		var text []rune
		for _, g := range d.text.glyphs[i : i+n] {
			text = append(text, g.r)
		}
		if d.finder.fillers[string(text)] {
			return n
		}
	}
	return 0
}
