package classify

import (
	"errors"
	"math"
	"slices"
)

// tone are words of liking and of disliking, whatever they are about.
type tone struct {
	Delight phrases `yaml:"delight"`
	Good    phrases `yaml:"good"`
	Bad     phrases `yaml:"bad"`
	Outrage phrases `yaml:"outrage"`
}

// moods are the lists of words in their order.
func (t tone) moods() [moods]phrases { return [moods]phrases{t.Delight, t.Good, t.Bad, t.Outrage} }

// The moods of a word.
const (
	delight = iota
	good
	bad
	outrage
	moods
)

func (t tone) validate() error {
	seen := map[string]bool{}
	for _, words := range t.moods() {
		for _, word := range words.all() {
			if malformed(word) {
				return errors.New("tone: " + word + " is no plain word")
			}
			if seen[word] {
				return errors.New("tone: " + word + " is there twice")
			}
			seen[word] = true
		}
	}
	return nil
}

// ear hears the tone of a text.
type ear struct {
	Machine automaton
	Lengths []int32 // by word
	Moods   []uint8 // by word
}

func newEar(t tone) ear {
	var e ear
	var written [][]rune
	for mood, words := range t.moods() {
		for _, word := range words.all() {
			w := runes(word)
			written = append(written, w)
			e.Lengths, e.Moods = append(e.Lengths, int32(len(w))), append(e.Moods, uint8(mood)) //nolint:gosec // the lexicon is ours and small
		}
	}
	e.Machine = newAutomaton(written)
	return e
}

// Tones is how many numbers tell the tone of a text.
const Tones = moods + 1

// mostTones is how many different words of a text are heard; a long text is not searched for more.
const mostTones = 64

// hear gives how much is said in each mood, and whether liking or disliking prevails. A word counts once.
func (e *ear) hear(s *scratch) [Tones]float64 {
	e.mark(s)
	s.tones = s.tones[:0]
	var said [moods]float64
	for i := 0; i < len(s.text.glyphs) && len(s.tones) < mostTones; i++ {
		m := s.marks[i]
		if m.end == 0 {
			continue
		}
		if !slices.Contains(s.tones, m.word) {
			s.tones = append(s.tones, m.word)
			if mood, meant := e.mood(s, m.word, i); meant {
				said[mood]++
			}
		}
		i = int(m.end) - 1
	}
	return tones(said)
}

// mood is what a word at a place says. Liking that is denied is disliking, disliking that is denied is nothing.
func (e *ear) mood(s *scratch, word int32, at int) (mood uint8, meant bool) {
	mood = e.Moods[word]
	switch denied := s.denials.any && s.denials.before(s.text, at, deepestDenial); {
	case !denied:
		return mood, true
	case mood <= good:
		return bad, true
	}
	return mood, false
}

// tones makes numbers that can be weighed of how many words there are of each mood.
func tones(said [moods]float64) (t [Tones]float64) {
	for mood, n := range said {
		t[mood] = math.Log1p(n)
	}
	liked, disliked := 2*said[delight]+said[good], said[bad]+2*said[outrage]
	t[moods] = (liked - disliked) / math.Sqrt(liked+disliked+1)
	return t
}

// mark is a word that starts at some character and ends before end.
type mark struct{ word, end int32 }

// mark notes for each character the longest word that starts there.
func (e *ear) mark(s *scratch) {
	s.marks = zeroed(s.marks, len(s.text.glyphs)+1)
	node := int32(0)
	for i, g := range s.text.glyphs {
		node = e.Machine.step(node, g.r)
		for at := node; at != 0; at = e.Machine.Dict[at] {
			word := e.Machine.Word[at]
			if word == none {
				continue
			}
			end := int32(i + 1)
			if start := end - e.Lengths[word]; !runsOn(s.text, int(start)) && !runsOn(s.text, int(end)) {
				s.marks[start] = mark{word, end}
			}
		}
	}
}
