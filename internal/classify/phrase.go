package classify

import (
	"fmt"
	"slices"
	"strings"
)

// kind is what a phrase is for.
type kind int

const (
	speaks kind = iota // belongs to a rule
	idiom
	denies     // denies what follows
	deniesPast // denies what stands before
)

// phrase is one line of a lexicon, as numbers of the finder's terms.
type phrase struct {
	kind  kind
	rule  int // index of its rule, where it speaks
	terms []int
}

// whole says whether the phrase is a single run of words.
func (p phrase) whole() bool { return len(p.terms) == 1 }

// use is one place of one phrase at which a term stands.
type use struct{ phrase, part int }

// vocabulary turns the lines of a lexicon into phrases, terms and words. A term is a set of words of which any will do; a line
// without a set makes terms of one word.
type vocabulary struct {
	sets    map[string]set
	phrases []phrase
	words   []word
	uses    [][]use // by term
	wordIDs map[string]int
	termIDs map[string]int
}

// word is one run of characters to look for.
type word struct {
	runes []rune
	open  bool  // any ending may follow
	terms []int // the terms it is a member of
}

// parse adds one line of the lexicon.
func (v *vocabulary) parse(line string, kind kind, rule int) error {
	p := phrase{kind: kind, rule: rule}
	for part := range strings.SplitSeq(line, "…") {
		term, err := v.term(part)
		if err != nil {
			return fmt.Errorf("phrase %q: %w", line, err)
		}
		v.uses[term] = append(v.uses[term], use{len(v.phrases), len(p.terms)})
		p.terms = append(p.terms, term)
	}
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
	w := word{open: open}
	for _, g := range fold(stem).glyphs {
		w.runes = append(w.runes, g.r)
	}
	id := len(v.words)
	v.words = append(v.words, w)
	v.wordIDs[s] = id
	return id
}
