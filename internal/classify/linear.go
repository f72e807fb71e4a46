package classify

import (
	_ "embed"
	"encoding/binary"
	"errors"
	"math"

	"redress/internal/complaint"
)

// Classes is how many classes the linear model tells apart: the categories, and praise.
const Classes = 11

// Praise is the class of a text that is no complaint.
const Praise = 10

// ClassNamed is the class of a name in the training texts.
func ClassNamed(name string) (class int, ok bool) {
	for i, c := range complaint.Categories {
		if string(c) == name {
			return i, true
		}
	}
	return Praise, name == "praise"
}

// Linear is a linear model over grams, as trained by package train. Its bytes are used as they are.
type Linear struct {
	bias  [Classes]float64
	scale float64 // of a weight
	table []byte  // places of a hash table: a gram in four bytes, then its weights, a byte each
	mask  uint32
}

const (
	linearMagic  = "rdl1"
	linearHeader = len(linearMagic) + 4 + 8*(Classes+1)
	placeSize    = 4 + Classes + 1
)

//go:embed model.bin
var modelBytes []byte

// parseLinear reads a model that was written by Pack.
func parseLinear(data []byte) (*Linear, error) {
	if len(data) < linearHeader || string(data[:len(linearMagic)]) != linearMagic {
		return nil, errors.New("it is no linear model")
	}
	at := len(linearMagic)
	places := binary.LittleEndian.Uint32(data[at:])
	at += 4
	if places == 0 || places&(places-1) != 0 || len(data)-linearHeader != int(places)*placeSize {
		return nil, errors.New("its table is cut off")
	}
	l := &Linear{mask: places - 1, table: data[linearHeader:]}
	for i := range Classes {
		l.bias[i] = math.Float64frombits(binary.LittleEndian.Uint64(data[at:]))
		at += 8
	}
	l.scale = math.Float64frombits(binary.LittleEndian.Uint64(data[at:]))
	return l, nil
}

// Weights are what a gram says for each class, in units of the model's scale.
type Weights [Classes]int8

// Pack writes a model: bias, the worth of one unit of weight, and the weights of grams in a fixed order.
func Pack(bias [Classes]float64, scale float64, grams []uint32, weights []Weights) []byte {
	places := uint32(1)
	for int(places) < len(grams)*4/3 {
		places *= 2
	}
	data := make([]byte, linearHeader+int(places)*placeSize)
	copy(data, linearMagic)
	at := len(linearMagic)
	binary.LittleEndian.PutUint32(data[at:], places)
	at += 4
	for _, v := range append(bias[:], scale) {
		binary.LittleEndian.PutUint64(data[at:], math.Float64bits(v))
		at += 8
	}
	table := data[linearHeader:]
	for i, g := range grams {
		p := g & (places - 1)
		for binary.LittleEndian.Uint32(table[p*placeSize:]) != 0 {
			p = (p + 1) & (places - 1)
		}
		binary.LittleEndian.PutUint32(table[p*placeSize:], g)
		for c, w := range weights[i] {
			table[int(p)*placeSize+4+c] = byte(w) //nolint:gosec // the bits are kept
		}
	}
	return data
}

// find is the place of a gram's weights, or nil.
func (l *Linear) find(gram uint32) []byte {
	for p := gram & l.mask; ; p = (p + 1) & l.mask {
		place := l.table[p*placeSize : p*placeSize+placeSize]
		switch binary.LittleEndian.Uint32(place) {
		case gram:
			return place[4:]
		case 0:
			return nil
		}
	}
}

// score is the logit of each class, and how many of the grams are known.
func (l *Linear) score(grams []uint32) (out [Classes]float64, known int) {
	var sums [Classes]int64
	for _, g := range grams {
		if w := l.find(g); w != nil {
			known++
			for c := range sums {
				sums[c] += int64(int8(w[c])) //nolint:gosec // the bits are kept
			}
		}
	}
	out = l.bias
	for c := range out {
		out[c] += float64(sums[c]) * l.scale / Dilution(known)
	}
	return out, known
}

// Dilution is what the sum of the weights of so many grams is divided by: a long text does not speak louder in proportion.
func Dilution(grams int) float64 { return math.Sqrt(float64(grams) + 1) }
