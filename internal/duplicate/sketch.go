package duplicate

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"math"
)

// Sketch is a text as the smallest hashes of its pieces (MinHash, Broder 1997), of each the lowest bits (Li and König 2010),
// and how many pieces it has. The share of places in which two sketches agree estimates the share of pieces that two texts
// have in common. A text cannot be told from it.
type Sketch struct {
	least  [sketchSize]uint16
	pieces int
}

// sketchSize is the number of hashes; with 128 of them an estimate is off by 0.04 at most on the average.
const sketchSize = 128

// SketchOf is the sketch of a text.
func SketchOf(text string) Sketch { return SketchOfPieces(Pieces(text)) }

// SketchOfPieces is the sketch of a text of which these pieces count.
func SketchOfPieces(all map[string]bool) Sketch {
	var least [sketchSize]uint64
	for i := range least {
		least[i] = math.MaxUint64
	}
	for piece := range all {
		h := fnv.New64a()
		_, _ = h.Write([]byte(piece))
		x := h.Sum64()
		for i := range least {
			x = scramble(x)
			least[i] = min(least[i], x)
		}
	}
	s := Sketch{pieces: len(all)}
	for i := range least {
		s.least[i] = uint16(least[i] & math.MaxUint16)
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

// Shared estimates the share of pieces that two texts have in common, of all that either has, from 0 to 1.
func (s Sketch) Shared(other Sketch) float64 {
	if s.pieces == 0 || other.pieces == 0 {
		return 0
	}
	same := 0
	for i := range s.least {
		if s.least[i] == other.least[i] {
			same++
		}
	}
	return float64(same) / sketchSize
}

// Within estimates the share of the shorter text's pieces that the longer one has too, from 0 to 1. It is 1 where a complaint
// was told again in fewer words.
func (s Sketch) Within(other Sketch) float64 {
	fewer := min(s.pieces, other.pieces)
	if fewer == 0 {
		return 0
	}
	shared := s.Shared(other)
	common := shared * float64(s.pieces+other.pieces) / (1 + shared)
	return min(1, common/float64(fewer))
}

// MarshalText writes a sketch for a record.
func (s Sketch) MarshalText() ([]byte, error) {
	raw := binary.BigEndian.AppendUint16(nil, uint16(min(s.pieces, math.MaxUint16))) //nolint:gosec // it was cut to fit
	for _, h := range s.least {
		raw = binary.BigEndian.AppendUint16(raw, h)
	}
	return []byte(base64.RawURLEncoding.EncodeToString(raw)), nil
}

// UnmarshalText reads what MarshalText wrote.
func (s *Sketch) UnmarshalText(text []byte) error {
	raw, err := base64.RawURLEncoding.DecodeString(string(text))
	if err != nil || len(raw) != 2+2*sketchSize {
		return fmt.Errorf("%d bytes are no sketch", len(raw))
	}
	s.pieces = int(binary.BigEndian.Uint16(raw))
	for i := range s.least {
		s.least[i] = binary.BigEndian.Uint16(raw[2+2*i:])
	}
	return nil
}
