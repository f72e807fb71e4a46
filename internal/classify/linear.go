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

// Outputs are the classes and, apart from them, danger: that somebody's safety or health is touched, in however few words of a long text.
const (
	Outputs = Classes + 1
	danger  = Classes
)

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
	bias  [Outputs]float64
	scale float64 // of a weight
	table []byte  // places of a hash table: a gram in four bytes, then its weights, a byte each
	last  uint32  // place of the table
}

const (
	linearMagic  = "rdl3"
	linearHeader = len(linearMagic) + 4 + 8*(Outputs+1)
	placeSize    = 4 + Outputs
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
	if places == 0 || len(data)-linearHeader != int(places)*placeSize {
		return nil, errors.New("its table is cut off")
	}
	l := &Linear{last: places - 1, table: data[linearHeader:]}
	for i := range Outputs {
		l.bias[i] = math.Float64frombits(binary.LittleEndian.Uint64(data[at:]))
		at += 8
	}
	l.scale = math.Float64frombits(binary.LittleEndian.Uint64(data[at:]))
	return l, nil
}

// Weights are what a gram says for each class and for danger, in units of the model's scale.
type Weights [Outputs]int8

// Pack writes a model: bias, the worth of one unit of weight, and the weights of grams in a fixed order.
func Pack(bias [Outputs]float64, scale float64, grams []uint32, weights []Weights) []byte {
	places := uint32(len(grams)*4/3 + 1) //nolint:gosec // there are fewer grams than that
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
		p := placeOf(g, places-1)
		for binary.LittleEndian.Uint32(table[p*placeSize:]) != 0 {
			p = next(p, places-1)
		}
		binary.LittleEndian.PutUint32(table[p*placeSize:], g)
		for c, w := range weights[i] {
			table[int(p)*placeSize+4+c] = byte(w) //nolint:gosec // the bits are kept
		}
	}
	return data
}

// placeOf is where a gram is looked for first: hashes are spread evenly, and so are the places.
func placeOf(gram, last uint32) uint32 { return uint32(uint64(gram) * (uint64(last) + 1) >> 32) }

func next(p, last uint32) uint32 {
	if p == last {
		return 0
	}
	return p + 1
}

// find is the place of a gram's weights, or nil.
func (l *Linear) find(gram uint32) []byte {
	for p := placeOf(gram, l.last); ; p = next(p, l.last) {
		place := l.table[p*placeSize : p*placeSize+placeSize]
		switch binary.LittleEndian.Uint32(place) {
		case gram:
			return place[4:]
		case 0:
			return nil
		}
	}
}

// score is the logit of each class and of danger, and how many of the grams are known.
func (l *Linear) score(grams []gram) (out [Outputs]float64, known int) {
	var sums [Classes]int64
	var w window[int64]
	for i, g := range grams {
		alarm := int64(0)
		if weights := l.find(g.hash); weights != nil {
			known++
			for c := range sums {
				sums[c] += int64(int8(weights[c])) //nolint:gosec // the bits are kept
			}
			alarm = int64(int8(weights[danger])) //nolint:gosec // the bits are kept
		}
		w.add(i, alarm)
	}
	out = l.bias
	for c := range sums {
		out[c] += float64(sums[c]) * l.scale / Dilution(known)
	}
	out[danger] += float64(w.most) * l.scale / Dilution(min(len(grams), Window))
	return out, known
}

// Dilution is what the sum of the weights of so many grams is divided by: a long text does not speak louder in proportion.
func Dilution(grams int) float64 { return math.Sqrt(float64(grams) + 1) }

// Window is how many grams in a row danger is looked for in: some twenty Chinese characters, or fifteen words. What is said in passing is
// not drowned by the rest.
const Window = 64

// window slides over what each gram says of danger.
type window[N int64 | float64] struct {
	last [Window]N
	sum  N
	most N   // the largest sum
	end  int // of the window that has it: the place of its last gram
}

func (w *window[N]) add(i int, alarm N) {
	w.sum += alarm - w.last[i%Window]
	w.last[i%Window] = alarm
	if i == 0 || w.sum > w.most {
		w.most, w.end = w.sum, i
	}
}

// Alarm is where the grams speak loudest of danger, by the weight that each has: from, to, and the sum.
func Alarm(weights []float64) (from, to int, sum float64) {
	var w window[float64]
	for i, alarm := range weights {
		w.add(i, alarm)
	}
	return max(0, w.end+1-Window), min(w.end+1, len(weights)), w.most
}
