package classify

import "redress/internal/complaint"

// newFinder builds the finder of a lexicon. It panics at a phrase that cannot be parsed.
func newFinder(lex *lexicon) *finder {
	v := &vocabulary{sets: lex.Sets, wordIDs: map[string]int{}, termIDs: map[string]int{}}
	f := &finder{vocabulary: v, fillers: map[string]bool{}}
	for i, r := range lex.Rules {
		f.add(r.phrases, speaks, i)
		f.isSafety = append(f.isSafety, r.Category == complaint.CategorySafety)
	}
	f.add(lex.Idioms, idiom, none)
	f.add(lex.Denial.Before, denies, none)
	f.add(lex.Denial.After, deniesPast, none)
	for _, filler := range lex.Denial.Fillers.all() {
		f.fillers[filler] = true
		f.longest = max(f.longest, len([]rune(filler)))
	}
	f.start()
	return f
}

func (f *finder) add(lines phrases, kind kind, rule int) {
	for _, line := range lines.all() {
		if err := f.parse(line, kind, rule); err != nil {
			panic("classify: " + err.Error())
		}
	}
}

// start builds the machine. Words written alike share one entry.
func (f *finder) start() {
	ids := map[string]int{}
	var written [][]rune
	for w, word := range f.words {
		id, ok := ids[string(word.runes)]
		if !ok {
			id = len(written)
			ids[string(word.runes)] = id
			written = append(written, word.runes)
			f.twins = append(f.twins, nil)
		}
		f.twins[id] = append(f.twins[id], w)
	}
	f.machine = newAutomaton(written)
}
