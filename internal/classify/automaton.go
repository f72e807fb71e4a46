package classify

import (
	"cmp"
	"slices"
)

// automaton finds every occurrence of many words in one pass (Aho and Corasick, 1975). It is written out here because it is
// short, and because the well-known Go packages for it are either unmaintained or work on bytes and hide where a word begins.
// It is built when the model is made and kept as plain lists of numbers, so that a program has it at once.
type automaton struct {
	First []int32 // by node: its first edge; one more for the end of the last
	Rune  []int32 // by edge, rising within a node
	To    []int32 // by edge
	Fail  []int32 // by node: the longest proper suffix that is also a prefix of some word
	Word  []int32 // by node: the word that ends there, or none
	Dict  []int32 // by node: the next one along Fail at which a word ends, 0 if there is none

	root []int32 // where the first edges lead, by character of the basic plane
}

const (
	none       = -1
	basicPlane = 0x10000
)

// trie is an automaton in the making.
type trie struct {
	next map[edge]int32
	word []int32
}

type edge struct {
	node int32
	r    rune
}

func newAutomaton(words [][]rune) automaton {
	t := &trie{next: map[edge]int32{}, word: []int32{none}}
	for id, w := range words {
		t.insert(w, int32(id))
	}
	a := t.flat()
	a.open()
	a.link(words)
	return a
}

func (t *trie) insert(word []rune, id int32) {
	node := int32(0)
	for _, r := range word {
		child, ok := t.next[edge{node, r}]
		if !ok {
			child = int32(len(t.word)) //nolint:gosec // the lexicon is ours and small
			t.next[edge{node, r}] = child
			t.word = append(t.word, none)
		}
		node = child
	}
	t.word[node] = id
}

// flat lays the edges out in order.
func (t *trie) flat() automaton {
	edges := make([]edge, 0, len(t.next))
	for e := range t.next {
		edges = append(edges, e)
	}
	slices.SortFunc(edges, func(a, b edge) int { return cmp.Or(cmp.Compare(a.node, b.node), cmp.Compare(a.r, b.r)) })
	a := automaton{First: make([]int32, len(t.word)+1), Word: t.word}
	for _, e := range edges {
		a.First[e.node+1]++
		a.Rune, a.To = append(a.Rune, e.r), append(a.To, t.next[e])
	}
	for n := range t.word {
		a.First[n+1] += a.First[n]
	}
	return a
}

// open makes what is not kept.
func (a *automaton) open() {
	a.root = make([]int32, basicPlane)
	for e := a.First[0]; e < a.First[1]; e++ {
		if a.Rune[e] < basicPlane {
			a.root[a.Rune[e]] = a.To[e]
		}
	}
}

// link sets Fail and Dict, shallow nodes first, by walking all words one character deeper each round.
func (a *automaton) link(words [][]rune) {
	a.Fail, a.Dict = make([]int32, len(a.Word)), make([]int32, len(a.Word))
	at := make([]int32, len(words))
	for depth, more := 0, true; more; depth++ {
		more = false
		for i, w := range words {
			if depth >= len(w) {
				continue
			}
			more = true
			child, _ := a.child(at[i], w[depth])
			if depth > 0 {
				a.Fail[child] = a.step(a.Fail[at[i]], w[depth])
			}
			a.Dict[child] = a.Fail[child]
			if a.Word[a.Fail[child]] == none {
				a.Dict[child] = a.Dict[a.Fail[child]]
			}
			at[i] = child
		}
	}
}

// child follows the edge of a character.
func (a *automaton) child(node int32, r rune) (int32, bool) {
	if node == 0 && r < basicPlane {
		return a.root[r], a.root[r] != 0
	}
	low, high := a.First[node], a.First[node+1]
	for low < high {
		middle := (low + high) / 2
		switch {
		case a.Rune[middle] < r:
			low = middle + 1
		case a.Rune[middle] > r:
			high = middle
		default:
			return a.To[middle], true
		}
	}
	return 0, false
}

func (a *automaton) step(node int32, r rune) int32 {
	for {
		if child, ok := a.child(node, r); ok {
			return child
		}
		if node == 0 {
			return 0
		}
		node = a.Fail[node]
	}
}
