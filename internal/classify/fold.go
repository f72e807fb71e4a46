package classify

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// longest is how many characters of a text are read; it bounds the memory of one reading at some tens of MB.
const longest = 200_000

// glyph is one folded character, and where in the source it came from.
type glyph struct {
	r        rune
	from, to int32 // bytes of the source
	clause   int32 // counts up at every mark or space that ends a clause
}

// folded is a text as the lexicons are written: NFKC, lower case, simplified, straight quotes, no invisible characters, no
// spaces between Chinese characters, no mark twice in a row.
type folded struct {
	source string
	glyphs []glyph
}

// words is what the source says at folded characters start to end.
func (t folded) words(start, end int) string {
	return t.source[t.glyphs[start].from:t.glyphs[end-1].to]
}

// at is the folded character at i, or a space outside the text.
func (t folded) at(i int) rune {
	if i < 0 || i >= len(t.glyphs) {
		return ' '
	}
	return t.glyphs[i].r
}

// sameClause says whether no clause ends between the characters i and j.
func (t folded) sameClause(i, j int) bool { return t.glyphs[i].clause == t.glyphs[j].clause }

func fold(source string) folded { return foldInto(source, make([]glyph, 0, min(len(source), longest))) }

// foldInto folds into room that is there already.
func foldInto(source string, room []glyph) folded {
	f := folder{out: folded{source: source, glyphs: room}}
	for i, r := range source {
		if len(f.out.glyphs) >= longest {
			break
		}
		f.add(r, i, i+max(utf8.RuneLen(r), 1))
	}
	f.out.unmask()
	return f.out
}

type folder struct {
	out    folded
	clause int32
	gap    bool  // a space was seen and not yet written
	held   glyph // a sign behind a Chinese character, which is nothing if another one follows
	buffer []byte
}

// add folds one character of the source, which may become none or several.
func (f *folder) add(r rune, from, to int) {
	switch {
	case r < utf8.RuneSelf:
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		f.put(r, from, to)
	case r >= 0x3400 && r <= 0x9fff: // the ideographs; their lookalikes among radicals and compatibility forms go the long way
		f.put(simplified(r), from, to)
	case r >= fullWidthFirst && r <= fullWidthLast:
		f.put(unicode.ToLower(r-fullWidthFirst+'!'), from, to)
	case r == '。' || r == '、':
		f.put(r, from, to)
	case invisible(r):
	default:
		f.buffer = norm.NFKC.AppendString(f.buffer[:0], string(r))
		for _, n := range string(f.buffer) {
			f.put(simplified(straight(unicode.ToLower(n))), from, to)
		}
	}
}

// The full-width forms of the printable ASCII characters, which NFKC makes narrow.
const (
	fullWidthFirst = '！'
	fullWidthLast  = '～'
)

// put appends one folded character, holding spaces back until it is known what follows them.
func (f *folder) put(r rune, from, to int) {
	if blank(r) {
		f.gap = true
		if r == '\n' {
			f.clause++
		}
		return
	}
	last := f.last()
	if splits(r) && han(last) && f.held.r == 0 {
		f.held = glyph{r: r, from: int32(from), to: int32(to), clause: f.clause} //nolint:gosec // a text is bounded
		return
	}
	last = f.release(r, last)
	if r == last && !letter(r) && unicode.In(r, unicode.P, unicode.S) {
		return
	}
	if f.gap && last != 0 {
		f.space(last, r, from)
	}
	f.gap = false
	f.out.glyphs = append(f.out.glyphs, glyph{r: r, from: int32(from), to: int32(to), clause: f.clause}) //nolint:gosec // a text is bounded
	if ends(r) {
		f.clause++
	}
}

// release writes the sign that was held back, unless what follows it is Chinese too. It answers what is written last then.
func (f *folder) release(next, last rune) rune {
	if f.held.r != 0 && !han(next) {
		f.out.glyphs = append(f.out.glyphs, f.held)
		last = f.held.r
	}
	f.held.r = 0
	return last
}

// blank says whether r is a space or a character that is none.
func blank(r rune) bool { return r <= ' ' || r >= 0x7f && (unicode.IsSpace(r) || unicode.IsControl(r)) }

// space writes the space between last and next, unless both are Chinese, where it is no more than a pause.
func (f *folder) space(last, next rune, from int) {
	if last == '.' || (han(last) && han(next)) {
		f.clause++
	}
	if han(last) && han(next) {
		return
	}
	f.out.glyphs = append(f.out.glyphs, glyph{r: ' ', from: int32(from), to: int32(from), clause: f.clause}) //nolint:gosec // a text is bounded
}

// last is the last written character that is not a space, 0 at the start.
func (f *folder) last() rune {
	for i := len(f.out.glyphs) - 1; i >= 0; i-- {
		if r := f.out.glyphs[i].r; r != ' ' {
			return r
		}
	}
	return 0
}

// ends says whether r ends a clause wherever it stands. A full stop does so only before a space: 3.5, e.coli.
func ends(r rune) bool {
	switch r {
	case ',', ';', '!', '?', '。', ':':
		return true
	}
	return false
}

func han(r rune) bool {
	switch {
	case r < 0x2e80:
		return false
	case r >= 0x4e00 && r <= 0x9fff:
		return true
	}
	return unicode.Is(unicode.Han, r)
}

// invisible says whether r is a zero-width or formatting character, or a mark that changes another's looks.
func invisible(r rune) bool { return unicode.In(r, unicode.Cf, unicode.Mn, unicode.Me) }

// straight replaces typographic quotes, which NFKC keeps.
func straight(r rune) rune {
	switch r {
	case '‘', '’', '´', '`':
		return '\''
	case '“', '”':
		return '"'
	}
	return r
}
