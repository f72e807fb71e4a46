package dynamo

import (
	"bytes"
	"compress/flate"
	_ "embed" // the dictionary
	"encoding/json"
	"fmt"
	"io"
	"sync"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

// A case is written with each of its commits, twice over because of the transaction, and paid by the kilobyte; as JSON it
// has about five. So it is kept deflated, with a typical case as the dictionary. Its commits stay readable JSON.

// dictionary is what a packed case is told from. What is packed begins with its number: a better one gets the next.
//
//go:embed dictionary-1.json
var dictionary []byte

const dictionaryNumber = 1

var packers = sync.Pool{New: func() any {
	w, err := flate.NewWriterDict(io.Discard, flate.BestCompression, dictionary)
	if err != nil {
		panic(err) // the level is one there is
	}
	return w
}}

// pack writes a value as deflated JSON.
func pack(v any) (types.AttributeValue, error) {
	data, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	var packed bytes.Buffer
	packed.WriteByte(dictionaryNumber)
	w, _ := packers.Get().(*flate.Writer)
	defer packers.Put(w)
	w.Reset(&packed)
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return &types.AttributeValueMemberB{Value: packed.Bytes()}, nil
}

// unpack reads what pack wrote.
func unpack(a types.AttributeValue, into any) error {
	packed, is := a.(*types.AttributeValueMemberB)
	if !is || len(packed.Value) == 0 || packed.Value[0] != dictionaryNumber {
		return fmt.Errorf("this is nothing that pack wrote")
	}
	r := flate.NewReaderDict(bytes.NewReader(packed.Value[1:]), dictionary)
	data, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	return json.Unmarshal(data, into)
}
