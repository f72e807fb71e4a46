package classify

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// tonesOf is how many words of each mood a text was heard to have.
func tonesOf(r *Rules, text string) (n [moods]int) {
	heard := r.Evidence(text).Tone
	for mood := range n {
		n[mood] = int(math.Round(math.Expm1(heard[mood])))
	}
	return n
}

func TestToneIsHeard(t *testing.T) {
	r := New()
	for _, c := range []struct {
		text string
		want [moods]int // delight, good, bad, outrage
		why  string
	}{
		{"收到了", [moods]int{}, "nothing is liked or disliked"},
		{"很喜欢，下次还会来", [moods]int{2, 0, 0, 0}, ""},
		{"不喜欢", [moods]int{0, 0, 1, 0}, "what is liked and denied is disliked"},
		{"没有异味", [moods]int{0, 1, 0, 0}, "of words inside one another the longest counts"},
		{"太差了，太差了，太差了", [moods]int{0, 0, 0, 1}, "a word counts once"},
		{"再也不会买，垃圾", [moods]int{0, 0, 0, 2}, ""},
		{"Thank you, the crew was friendly", [moods]int{1, 1, 0, 0}, ""},
		{"I am not satisfied", [moods]int{0, 0, 2, 0}, "who says not is not pleased, besides"},
		{"worst flight, rude staff", [moods]int{0, 0, 0, 2}, ""},
		{"a badge and a goodie", [moods]int{}, "English words are whole words"},
	} {
		if got := tonesOf(r, c.text); got != c.want {
			t.Errorf("%q: %v, want %v (%s)", c.text, got, c.want, c.why)
		}
	}
}

// Whoever shouts the same words more often says nothing more.
func TestToneDoesNotGrowWithRepetition(t *testing.T) {
	r := New()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SliceOfN(rapid.SampledFrom([]string{"很好", "垃圾", "不错", "失望", "快递", "great", "worst", "ok"}), 1, 8).Draw(t, "words")
		once := ""
		for _, word := range text {
			once += word + "。 "
		}
		if a, b := tonesOf(r, once), tonesOf(r, once+once); a != b {
			t.Fatalf("%q: once %v, twice %v", once, a, b)
		}
	})
}
