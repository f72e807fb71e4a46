package knowledge

import (
	"bytes"
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"

	"redress/internal/classify"
)

//go:embed words.yaml
var wordsSource []byte

// words is how the words of a question are read.
type words struct {
	chinese *strings.Replacer
	english map[string]string // a word by how it is read; empty: it says nothing
	asking  struct {
		chinese []string
		english map[string]bool // at the beginning of a part of a sentence; false: the next word counts
	}
}

// wordsFile is words.yaml.
type wordsFile struct {
	Same struct {
		Chinese [][]string `yaml:"zh"`
		English [][]string `yaml:"en"`
	} `yaml:"same"`
	Fillers struct {
		Chinese []string `yaml:"zh"`
		English []string `yaml:"en"`
	} `yaml:"fillers"`
	Asking struct {
		Chinese []string `yaml:"zh"`
		English []string `yaml:"en"`
		After   []string `yaml:"after"`
	} `yaml:"asking"`
}

// vocabulary is read when a first list is.
var vocabulary = sync.OnceValue(func() words {
	w, err := readWords(wordsSource)
	if err != nil {
		panic(fmt.Sprintf("knowledge: embedded words: %v", err)) // a test rules it out
	}
	return w
})

func readWords(src []byte) (words, error) {
	dec := yaml.NewDecoder(bytes.NewReader(src))
	dec.KnownFields(true)
	var f wordsFile
	if err := dec.Decode(&f); err != nil {
		return words{}, err
	}
	w := words{chinese: replacer(f.Same.Chinese, f.Fillers.Chinese), english: map[string]string{}}
	for _, group := range f.Same.English {
		for _, word := range group {
			w.english[word] = group[0]
		}
	}
	for _, word := range f.Fillers.English {
		w.english[word] = ""
	}
	w.asking.chinese, w.asking.english = f.Asking.Chinese, map[string]bool{}
	for _, word := range f.Asking.English {
		w.asking.english[word] = true
	}
	for _, word := range f.Asking.After {
		w.asking.english[word] = false
	}
	return w, nil
}

// replacer reads each word of a group as the first, and a filler as nothing. Of those that begin at one place the longest counts.
func replacer(same [][]string, fillers []string) *strings.Replacer {
	var pairs [][2]string
	for _, group := range same {
		for _, word := range group {
			pairs = append(pairs, [2]string{word, group[0]})
		}
	}
	for _, word := range fillers {
		pairs = append(pairs, [2]string{word, ""})
	}
	slices.SortStableFunc(pairs, func(a, b [2]string) int { return len(b[0]) - len(a[0]) })
	var flat []string
	for _, p := range pairs {
		flat = append(flat, p[0], p[1])
	}
	return strings.NewReplacer(flat...)
}

// read is a text with its words as they are read.
func (w words) read(text string) string {
	folded := strings.Fields(w.chinese.Replace(classify.Fold(text)))
	for i, word := range folded {
		bare := strings.Trim(word, ",.;:!?\"()-")
		if as, known := w.english[bare]; known {
			folded[i] = strings.Replace(word, bare, as, 1)
		}
	}
	return strings.Join(folded, " ")
}

// asks says whether a text has the form of a question. More than one mark in a row is no asking any more.
func (w words) asks(text string) bool {
	if strings.ContainsAny(text, "!！") {
		return false
	}
	for _, loud := range []string{"??", "？？", "?？", "？?"} {
		if strings.Contains(text, loud) {
			return false
		}
	}
	folded := classify.Fold(text)
	if slices.ContainsFunc(w.asking.chinese, func(word string) bool { return strings.Contains(folded, word) }) {
		return true
	}
	return slices.ContainsFunc(strings.FieldsFunc(folded, func(r rune) bool { return strings.ContainsRune(",.;:()\"-", r) }), w.begins)
}

// begins says whether a part of a sentence begins as a question does.
func (w words) begins(part string) bool {
	for word := range strings.FieldsSeq(part) {
		if asks, known := w.asking.english[word]; asks || !known {
			return asks
		}
	}
	return false
}
