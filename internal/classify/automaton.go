package classify

// automaton finds every occurrence of many words in one pass (Aho and Corasick, 1975). It is written out here because it is
// short, and because the well-known Go packages for it are either unmaintained or work on bytes and hide where a word begins.
type automaton struct {
	next map[edge]int32
	fail []int32 // node of the longest proper suffix that is also a prefix of some word
	word []int32 // word that ends at the node, or none
	dict []int32 // next node along fail at which a word ends, 0 if there is none
}

type edge struct {
	node int32
	r    rune
}

const none = -1

func newAutomaton(words [][]rune) *automaton {
	a := &automaton{next: map[edge]int32{}, word: []int32{none}}
	for id, w := range words {
		a.insert(w, int32(id))
	}
	a.link(words)
	return a
}

func (a *automaton) insert(word []rune, id int32) {
	node := int32(0)
	for _, r := range word {
		child, ok := a.next[edge{node, r}]
		if !ok {
			child = int32(len(a.word)) //nolint:gosec // the lexicon is ours and small
			a.next[edge{node, r}] = child
			a.word = append(a.word, none)
		}
		node = child
	}
	a.word[node] = id
}

// link sets fail and dict, shallow nodes first, by walking all words one character deeper each round.
func (a *automaton) link(words [][]rune) {
	a.fail, a.dict = make([]int32, len(a.word)), make([]int32, len(a.word))
	at := make([]int32, len(words))
	for depth, more := 0, true; more; depth++ {
		more = false
		for i, w := range words {
			if depth >= len(w) {
				continue
			}
			more = true
			child := a.next[edge{at[i], w[depth]}]
			if depth > 0 {
				a.fail[child] = a.step(a.fail[at[i]], w[depth])
			}
			a.dict[child] = a.fail[child]
			if a.word[a.fail[child]] == none {
				a.dict[child] = a.dict[a.fail[child]]
			}
			at[i] = child
		}
	}
}

func (a *automaton) step(node int32, r rune) int32 {
	for {
		if child, ok := a.next[edge{node, r}]; ok {
			return child
		}
		if node == 0 {
			return 0
		}
		node = a.fail[node]
	}
}

// scan calls found with each word and the position after its last character, in the order of the positions.
func (a *automaton) scan(t folded, found func(word, end int)) {
	node := int32(0)
	for i, g := range t.glyphs {
		node = a.step(node, g.r)
		for at := node; at != 0; at = a.dict[at] {
			if a.word[at] != none {
				found(int(a.word[at]), i+1)
			}
		}
	}
}
