package duplicate

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"strings"
	"unicode"
)

// Sketch is a text as the smallest hashes of its pieces (MinHash, Broder 1997): the share of places in which two sketches
// agree estimates the share of pieces that two texts have in common. A text cannot be told from it.
type Sketch [sketchSize]uint32

// sketchSize is the number of hashes; with 64 of them an estimate is off by 0.06 on the average.
const sketchSize = 64

// SketchOf is the sketch of a text.
func SketchOf(text string) Sketch {
	var s Sketch
	for i := range s {
		s[i] = ^uint32(0)
	}
	for _, piece := range pieces(text) {
		h := fnv.New64a()
		_, _ = h.Write([]byte(piece))
		x := h.Sum64()
		for i := range s {
			x = scramble(x)
			s[i] = min(s[i], uint32(x>>32)) //nolint:gosec // the upper half
		}
	}
	return s
}

// scramble is the next number after x (Steele and others, SplitMix64).
func scramble(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// pieces are what texts are compared by: two neighbouring Chinese characters, or a word of another script with the one
// after it, and the word alone.
func pieces(text string) []string {
	var all []string
	var last, word string
	flush := func() {
		if word != "" {
			all = append(all, word)
			if last != "" {
				all = append(all, last+" "+word)
			}
			last, word = word, ""
		}
	}
	var han rune
	for _, r := range strings.ToLower(text) {
		switch {
		case unicode.Is(unicode.Han, r):
			flush()
			if last = ""; han != 0 {
				all = append(all, string([]rune{han, r}))
			}
			han = r
			continue
		case unicode.IsLetter(r), unicode.IsDigit(r):
			word += string(r)
		case r == '\'' || r == '’':
		default:
			flush()
		}
		if !unicode.IsSpace(r) {
			han = 0
		}
	}
	flush()
	return all
}

// Alike estimates the share of pieces that two texts have in common, of all that either has, from 0 to 1.
func (s Sketch) Alike(other Sketch) float64 {
	same := 0
	for i := range s {
		if s[i] == other[i] && s[i] != ^uint32(0) {
			same++
		}
	}
	return float64(same) / sketchSize
}

// MarshalText writes a sketch for a record.
func (s Sketch) MarshalText() ([]byte, error) {
	raw := make([]byte, 0, 4*sketchSize)
	for _, h := range s {
		raw = binary.BigEndian.AppendUint32(raw, h)
	}
	return []byte(base64.RawURLEncoding.EncodeToString(raw)), nil
}

// UnmarshalText reads what MarshalText wrote.
func (s *Sketch) UnmarshalText(text []byte) error {
	raw, err := base64.RawURLEncoding.DecodeString(string(text))
	if err != nil || len(raw) != 4*sketchSize {
		return fmt.Errorf("%d bytes are no sketch", len(raw))
	}
	for i := range s {
		s[i] = binary.BigEndian.Uint32(raw[4*i:])
	}
	return nil
}
