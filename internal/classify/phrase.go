package classify

import (
	"fmt"
	"slices"
	"strings"
)

// kind is what a phrase is for.
type kind uint8

const (
	speaks kind = iota // belongs to a rule
	idiom
	denies     // denies what follows
	deniesPast // denies what stands before
	fills      // may stand between a denying word and what it denies
)

// phrase is one line of a lexicon.
type phrase struct {
	Kind  kind
	Rule  int32 // index of its rule, where it speaks
	Parts int32
	First int32 // number of its first part among all parts
}

// whole says whether the phrase is a single run of words.
func (p phrase) whole() bool { return p.Parts == 1 }

// use is one place of one phrase at which a word stands.
type use struct{ Phrase, Part int32 }

// word is one run of characters to look for.
type word struct {
	Length int32 // characters
	Open   bool  // any ending may follow
	Kinds  uint8 // bits of the kinds of phrases it is the whole of; of denials and fillers always
	First  int32 // its first use that speaks, among all uses
	Uses   int32 // how many of them
}

// is says whether the word alone is a phrase of a kind.
func (w word) is(k kind) bool { return w.Kinds&(1<<k) != 0 }

// vocabulary turns the lines of a lexicon into phrases, terms and words. A term is a set of words of which any will do; a line
// without a set makes terms of one word.
type vocabulary struct {
	sets    map[string]set
	phrases []phrase
	parts   int32
	words   []wordInMaking
	uses    [][]use // by term
	wordIDs map[string]int
	termIDs map[string]int
}

type wordInMaking struct {
	runes []rune
	open  bool
	terms []int
}

// parse adds one line of the lexicon.
func (v *vocabulary) parse(line string, kind kind, rule int) error {
	p := phrase{Kind: kind, Rule: int32(rule), First: v.parts} //nolint:gosec // the lexicon is ours and small
	for part := range strings.SplitSeq(line, "…") {
		term, err := v.term(part)
		if err != nil {
			return fmt.Errorf("phrase %q: %w", line, err)
		}
		v.uses[term] = append(v.uses[term], use{int32(len(v.phrases)), p.Parts}) //nolint:gosec // the lexicon is ours and small
		p.Parts++
	}
	v.parts += p.Parts
	v.phrases = append(v.phrases, p)
	return nil
}

// term is the number of a part of a phrase, made when first met.
func (v *vocabulary) term(part string) (int, error) {
	if id, ok := v.termIDs[part]; ok {
		return id, nil
	}
	members := []string{part}
	if name, ok := strings.CutPrefix(part, "<"); ok {
		members = v.sets[strings.TrimSuffix(name, ">")].all()
	}
	if len(members) == 0 || slices.ContainsFunc(members, malformed) {
		return 0, fmt.Errorf("%q is no word and no set", part)
	}
	id := len(v.uses)
	v.uses = append(v.uses, nil)
	v.termIDs[part] = id
	for _, m := range members {
		w := v.word(m)
		v.words[w].terms = append(v.words[w].terms, id)
	}
	return id, nil
}

// malformed says whether a word is empty or has a sign of the phrase language where it means nothing.
func malformed(word string) bool {
	return word == "" || strings.ContainsAny(strings.TrimSuffix(word, "~"), "<>~")
}

// word is the number of a word, made when first met.
func (v *vocabulary) word(s string) int {
	if id, ok := v.wordIDs[s]; ok {
		return id
	}
	stem, open := strings.CutSuffix(s, "~")
	w := wordInMaking{open: open, runes: runes(stem)}
	id := len(v.words)
	v.words = append(v.words, w)
	v.wordIDs[s] = id
	return id
}

// runes are the folded characters of a word.
func runes(word string) []rune {
	var rs []rune
	for _, g := range fold(word).glyphs {
		rs = append(rs, g.r)
	}
	return rs
}
