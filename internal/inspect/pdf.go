package inspect

import (
	"bytes"
	"compress/zlib"
	"errors"
	"io"
	"regexp"
	"slices"
	"strconv"

	"redress/internal/complaint"
)

// active are the names by which a PDF runs a script, starts a program, brings files along or holds a form that does (ISO 32000-1, 12.6.4,
// 7.11.4, 12.7.8). They are looked for everywhere, also where they would not count: a document that only speaks of them is refused as well.
var active = regexp.MustCompile(`/(JavaScript|Launch|EmbeddedFiles?|RichMedia|XFA|ImportData|GoToE)[\s/<>\[\](){}%]`)

var (
	locked    = regexp.MustCompile(`/Encrypt[\s/<>\[\]()]`)
	objStream = regexp.MustCompile(`/ObjStm[\s/<>\[\]()]`)
	begins    = regexp.MustCompile(`stream\r?\n`)
	escaped   = regexp.MustCompile(`#[0-9A-Fa-f]{2}`)
	filter    = regexp.MustCompile(`/Filter\s*\[?\s*/FlateDecode\s*[\]/>]`)
)

// mostUnpacked is how much the object streams of a document may hold, in bytes; real ones hold far less.
const mostUnpacked = 64 << 20

// pdf looks for what a document would do, in the names of its objects, also of those that are packed together in streams.
func pdf(all []byte) complaint.FileFault {
	if !bytes.Contains(all, []byte("%%EOF")) {
		return complaint.FaultDamaged
	}
	plain := unescape(all)
	switch {
	case active.Match(plain):
		return complaint.FaultActive
	case locked.Match(plain): // nobody can look into it
		return complaint.FaultDamaged
	}
	return objects(all)
}

// unescape writes names out that are written with #, such as /J#61vaScript.
func unescape(text []byte) []byte {
	return escaped.ReplaceAllFunc(text, func(e []byte) []byte {
		n, _ := strconv.ParseUint(string(e[1:]), 16, 8) // the pattern says that it is one
		return []byte{byte(n)}
	})
}

var errTooMuch = errors.New("the streams hold too much")

// objects unpacks the streams of objects and looks for names in them. One that is packed in another way than all programs do is refused,
// since it cannot be looked into.
func objects(all []byte) complaint.FileFault {
	left, found := mostUnpacked, dictionaries(all)
	if len(objStream.FindAllIndex(unescape(all), -1)) != len(found) {
		return complaint.FaultActive // one is hidden
	}
	for _, dictionary := range found {
		inside, err := unpack(dictionary, all, left)
		switch {
		case errors.Is(err, errTooMuch):
			return complaint.FaultSize
		case err != nil:
			return complaint.FaultActive
		case active.Match(unescape(inside)):
			return complaint.FaultActive
		}
		left -= len(inside)
	}
	return ""
}

// span is a part of a document, from and to.
type span struct{ from, to int }

// dictionaries are the dictionaries of the object streams: from the end of the object before to where the stream begins.
func dictionaries(all []byte) (found []span) {
	from := 0
	for _, at := range begins.FindAllIndex(all, -1) {
		if bytes.HasSuffix(all[:at[0]], []byte("end")) {
			from = at[1]
			continue
		}
		if objStream.Match(unescape(all[from:at[0]])) {
			found = append(found, span{from, at[1]})
		}
	}
	return found
}

func unpack(d span, all []byte, most int) ([]byte, error) {
	head := unescape(all[d.from:d.to])
	if bytes.Contains(head, []byte("/Predictor")) {
		return nil, errors.New("it is packed twice")
	}
	if !bytes.Contains(head, []byte("/Filter")) {
		return nil, nil // its names stand in the open
	}
	if !filter.Match(head) || slices.ContainsFunc(otherFilters, func(f []byte) bool { return bytes.Contains(head, f) }) {
		return nil, errors.New("it is packed in another way")
	}
	packed, err := zlib.NewReader(bytes.NewReader(all[d.to:]))
	if err != nil {
		return nil, err
	}
	inside, err := io.ReadAll(io.LimitReader(packed, int64(most)+1))
	if len(inside) > most {
		return nil, errTooMuch
	}
	if err != nil && len(inside) == 0 {
		return nil, err
	}
	return append(inside, ' '), nil
}

// otherFilters are further filters that a stream may have (ISO 32000-1, 7.4).
var otherFilters = [][]byte{
	[]byte("/ASCIIHexDecode"), []byte("/ASCII85Decode"), []byte("/LZWDecode"), []byte("/RunLengthDecode"), []byte("/Crypt"),
	[]byte("/AHx"), []byte("/A85"), []byte("/LZW"), []byte("/RL"),
}
