package classify

import (
	"math"
	"slices"

	"redress/internal/complaint"
)

// Evidence is what the two witnesses say of a text before they are weighed against each other. Whoever fits lexicon/mix.yaml needs it.
type Evidence struct {
	Language complaint.Language
	Rules    [categories]float64 // points, in the order of complaint.Categories
	Grams    [Outputs]float64    // logits
	Tone     [Tones]float64      // liked, disliked, and which prevails
	Length   float64             // logarithm of the characters, 0 at some fifty
	Asks     bool                // for a remedy
	Danger   bool                // a rule makes safety the first matter, whatever else is said
	known    int                 // grams that the model knows
}

// usualLength is the logarithm of the characters of a text that is neither short nor long.
const usualLength = 4

// Evidence gives what is said of a text.
func (r *Rules) Evidence(text string) Evidence {
	s := r.papers.take(text, r.Finder.Parts)
	defer r.papers.give(s)
	return r.hear(s)
}

// hear lets the witnesses speak.
func (r *Rules) hear(s *scratch) Evidence {
	r.listen(s)
	s.grams = s.text.grams(s.grams[:0])
	e := Evidence{Language: language(s.text), Rules: r.weigh(s.spoke), Danger: slices.ContainsFunc(s.spoke, r.dangerous)}
	e.Asks = demand(s.spoke) != ""
	e.Length = math.Log(float64(max(len(s.text.glyphs), 1))) - usualLength
	e.Tone = r.Ear.hear(s)
	e.Grams, e.known = r.linear.score(s.grams)
	return e
}

// Liked says whether anything is said to be liked.
func (e *Evidence) Liked() bool { return e.Tone[delight]+e.Tone[good] > 0 }

// Praised takes back what a text's sound says of praise, in log odds, where a remedy is asked for, or a rule heard a matter and nothing
// is liked.
func (e *Evidence) Praised(sound float64) float64 {
	if e.Asks || !e.Liked() && slices.Max(e.Rules[:]) > 0 {
		return min(sound, 0)
	}
	return sound
}

// Tame lets points of rules above a bound count less.
func (r *Rules) Tame(points float64) float64 { return r.Mix.tame(points) }
