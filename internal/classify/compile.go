package classify

import (
	"bytes"
	"encoding/gob"
	"io/fs"

	_ "embed"
)

// compiled is what the lexicons become before a program is built: nothing is left to be parsed when it starts.
type compiled struct {
	Rules  []rule
	Money  money
	Scale  scale
	Mix    mix
	Finder finder
	Ear    ear
}

//go:embed lexicon.bin
var lexiconBytes []byte

// Compile makes of the lexicons what New reads.
func Compile(files fs.FS) ([]byte, error) {
	lex, err := load(files)
	if err != nil {
		return nil, err
	}
	c := compiled{Rules: lex.Rules, Money: lex.Money, Scale: lex.Scale, Mix: lex.Mix, Ear: newEar(lex.Tone)}
	if c.Finder, err = newFinder(lex); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = gob.NewEncoder(&out).Encode(&c)
	return out.Bytes(), err
}

// parseLexicon reads what Compile made.
func parseLexicon(data []byte) (*compiled, error) {
	c := new(compiled)
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(c); err != nil {
		return nil, err
	}
	c.Finder.Machine.open()
	c.Ear.Machine.open()
	c.Money.open()
	return c, nil
}
