package evidence

import (
	"archive/zip"
	"context"
	"io"

	"redress/internal/complaint"
)

// Vault is where the files that were given as evidence lie.
type Vault interface {
	// Open answers a file as it lies there, or an error of kind NotFound.
	Open(ctx context.Context, ref complaint.Ref, x complaint.Exhibit) (io.ReadCloser, error)
}

// attachedPrefix is where in an export the files lie that were given as evidence.
const attachedPrefix = "files/"

// Attached is a file that was given as evidence, with its name in an export, which nobody outside chooses.
type Attached struct {
	Name string
	complaint.Exhibit
}

// attachedAs is the name of a file in an export.
func attachedAs(x complaint.Exhibit) string { return attachedPrefix + x.ID + x.Ending() }

// attached are the files that the case's commits say are kept.
func (e *edition) attached() []Attached {
	var all []Attached
	told, _ := folded(e.history)
	for _, x := range told.KeptFiles() {
		all = append(all, Attached{attachedAs(x), x})
	}
	return all
}

// Write packs an export: its files, and what was given as evidence as it lies in the vault now. What is not there any more, or is
// something else, goes out like that: it is for the verifier to name it.
func (x *Exporter) Write(ctx context.Context, ref complaint.Ref, e Export, to io.Writer) error {
	w := zip.NewWriter(to)
	if err := e.Files.pack(w); err != nil {
		return err
	}
	for _, a := range e.Attached {
		if err := x.attach(ctx, ref, a, w); err != nil {
			return err
		}
	}
	return w.Close()
}

func (x *Exporter) attach(ctx context.Context, ref complaint.Ref, a Attached, w *zip.Writer) error {
	if x.Vault == nil {
		return nil
	}
	from, err := x.Vault.Open(ctx, ref, a.Exhibit)
	switch {
	case complaint.Is(err, complaint.NotFound):
		return nil
	case err != nil:
		return err
	}
	defer from.Close()                                                                                //nolint:errcheck // it was read to its end
	into, err := w.CreateHeader(&zip.FileHeader{Name: a.Name, Method: zip.Store, Modified: unixZero}) // pictures are packed already
	if err != nil {
		return err
	}
	_, err = io.Copy(into, from)
	return err
}
