package classify

import "redress/internal/complaint"

// newFinder builds the finder of a lexicon.
func newFinder(lex *lexicon) (finder, error) {
	b := builder{vocabulary: vocabulary{sets: lex.Sets, wordIDs: map[string]int{}, termIDs: map[string]int{}}}
	var f finder
	for i, r := range lex.Rules {
		b.add(r.phrases, speaks, i)
		f.Always = append(f.Always, r.Category == complaint.CategorySafety || named[r.ID] != "")
	}
	b.add(lex.Idioms, idiom, none)
	b.add(lex.Denial.Before, denies, none)
	b.add(lex.Denial.After, deniesPast, none)
	b.add(lex.Denial.Fillers, fills, none)
	if b.err != nil {
		return f, b.err
	}
	f.Phrases, f.Parts = b.phrases, b.parts
	b.lay(&f)
	return f, nil
}

// builder keeps the first error.
type builder struct {
	vocabulary
	err error
}

func (b *builder) add(lines phrases, kind kind, rule int) {
	for _, line := range lines.all() {
		if err := b.parse(line, kind, rule); err != nil && b.err == nil {
			b.err = err
		}
	}
}

// lay puts words and uses in order, and builds the machine. Words written alike share one entry of it.
func (b *builder) lay(f *finder) {
	ids := map[string]int{}
	var written [][]rune
	var twins [][]int32
	for w, making := range b.words {
		id, ok := ids[string(making.runes)]
		if !ok {
			id = len(written)
			ids[string(making.runes)] = id
			written, twins = append(written, making.runes), append(twins, nil)
		}
		twins[id] = append(twins[id], int32(w))
		f.Words = append(f.Words, b.finishWord(f, making))
	}
	f.TwinFirst = []int32{0}
	for _, same := range twins {
		f.Twins = append(f.Twins, same...)
		f.TwinFirst = append(f.TwinFirst, int32(len(f.Twins))) //nolint:gosec // the lexicon is ours and small
	}
	f.Machine = newAutomaton(written)
}

// finishWord finishes a word and lists its uses.
func (b *builder) finishWord(f *finder, making wordInMaking) word {
	w := word{Length: int32(len(making.runes)), Open: making.open, First: int32(len(f.Uses))} //nolint:gosec // the lexicon is ours and small
	for _, term := range making.terms {
		for _, u := range b.uses[term] {
			p := b.phrases[u.Phrase]
			if p.Kind == speaks {
				f.Uses = append(f.Uses, u)
				w.Uses++
			}
			if p.whole() || p.Kind != speaks && p.Kind != idiom {
				w.Kinds |= 1 << p.Kind
			}
		}
	}
	return w
}
