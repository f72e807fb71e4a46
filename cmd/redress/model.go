package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"redress/internal/classify"
	"redress/internal/train"
)

// modelCmd makes what the classifier reads: the compiled lexicons and the linear model.
type modelCmd struct {
	Folder string `default:"internal/classify" help:"Folder to write lexicon.bin and model.bin to."`
}

// Run trains the model and compiles the lexicons.
func (c modelCmd) Run(out io.Writer) error {
	model, err := train.Model()
	if err != nil {
		return err
	}
	lexicon, err := classify.Compile(classify.Sources)
	if err != nil {
		return err
	}
	if err := c.write(out, "model.bin", model); err != nil {
		return err
	}
	return c.write(out, "lexicon.bin", lexicon)
}

func (c modelCmd) write(out io.Writer, name string, data []byte) error {
	fmt.Fprintf(out, "%s: %d bytes\n", name, len(data))
	return os.WriteFile(filepath.Join(c.Folder, name), data, 0o644) //nolint:gosec // it is part of the sources
}
