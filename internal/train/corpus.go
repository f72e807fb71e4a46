// Package train makes the linear model of package classify from the texts in texts/, which were written for it.
//
// A text file holds lines under headings. "== quality+delay" says that what follows is about quality first and about delay too; "==
// praise" that it is no complaint. "@name: a|b" defines what {name} stands for in the lines of every file of the same language, which is
// told by the file's first two letters. "*20" before a line counts it twenty times. The same texts give the same model, byte for byte, on the same kind of machine.
package train

import (
	"embed"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"path"
	"strconv"
	"strings"

	"redress/internal/classify"
)

//go:embed texts/*.txt
var texts embed.FS

// line is a line of the texts: what it is about, the first matter first.
type line struct {
	about []int // classes
	text  string
	times int // how many times it counts, each time filled anew
}

// example is a text made from lines.
type example struct {
	grams  []uint32
	target [classify.Classes]float64
	weight float64
}

// corpus is all lines of one language.
type corpus struct {
	lines []line
	slots map[string][]string
}

// read gives the lines of every language, in the order of the files.
func read() (map[string]*corpus, error) {
	files, err := texts.ReadDir("texts")
	if err != nil {
		return nil, err
	}
	all := map[string]*corpus{}
	for _, file := range files {
		data, err := texts.ReadFile(path.Join("texts", file.Name()))
		if err != nil {
			return nil, err
		}
		language := file.Name()[:2]
		if all[language] == nil {
			all[language] = &corpus{slots: map[string][]string{}}
		}
		if err := all[language].add(string(data)); err != nil {
			return nil, fmt.Errorf("%s: %w", file.Name(), err)
		}
	}
	return all, nil
}

func (c *corpus) add(data string) error {
	var about []int
	for text := range strings.Lines(data) {
		text = strings.TrimSpace(text)
		switch {
		case text == "" || text[0] == '#':
		case text[0] == '@':
			name, words, ok := strings.Cut(text[1:], ": ")
			if !ok {
				return fmt.Errorf("%q: no words", text)
			}
			c.slots[name] = strings.Split(words, "|")
		case strings.HasPrefix(text, "== "):
			var err error
			if about, err = classes(text[3:]); err != nil {
				return err
			}
		case about == nil:
			return fmt.Errorf("%q stands under no heading", text)
		default:
			l, err := newLine(about, text)
			if err != nil {
				return err
			}
			c.lines = append(c.lines, l)
		}
	}
	return nil
}

// classes are what a heading names.
func classes(heading string) (about []int, err error) {
	for name := range strings.SplitSeq(heading, "+") {
		class, ok := classify.ClassNamed(name)
		if !ok {
			return nil, fmt.Errorf("%q is no class", name)
		}
		about = append(about, class)
	}
	return about, nil
}

// newLine reads a line, which may begin with how many times it counts: "*20 text".
func newLine(about []int, text string) (line, error) {
	if text[0] != '*' {
		return line{about: about, text: text}, nil
	}
	n, rest, _ := strings.Cut(text[1:], " ")
	times, err := strconv.Atoi(n)
	return line{about, rest, times}, err
}

// fill puts words into the slots of a line.
func (c *corpus) fill(text string, dice *rand.Rand) (string, error) {
	for {
		before, rest, ok := strings.Cut(text, "{")
		if !ok {
			return text, nil
		}
		name, after, _ := strings.Cut(rest, "}")
		words := c.slots[name]
		if len(words) == 0 {
			return "", fmt.Errorf("%q names no words: %q", name, text)
		}
		text = before + words[dice.IntN(len(words))] + after
	}
}

// dice are the same for the same name.
func dice(name string) *rand.Rand {
	h := fnv.New64a()
	_, _ = h.Write([]byte(name))               // it never fails
	return rand.New(rand.NewPCG(h.Sum64(), 1)) //nolint:gosec // it must be the same every time
}
