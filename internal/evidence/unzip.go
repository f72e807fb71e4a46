package evidence

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Bounds of what is unpacked, far above what a case has: an export comes from somebody who may not be trusted.
const (
	mostFiles    = 64
	mostAttached = 1000
	mostBytes    = 1 << 30
)

// archive is an export as it was opened. What was given as evidence is not unpacked: it can be larger than memory, and is only read through.
type archive struct {
	files    Files
	attached map[string]*zip.File
}

// open opens an export.
func open(packed io.ReaderAt, size int64) (archive, error) {
	r, err := zip.NewReader(packed, size)
	if err != nil {
		return archive{}, err
	}
	if len(r.File) > mostFiles+mostAttached {
		return archive{}, fmt.Errorf("it holds %d files", len(r.File))
	}
	a, left := archive{Files{}, map[string]*zip.File{}}, int64(mostBytes)
	for _, one := range r.File {
		_, twice := a.files[one.Name]
		if _, also := a.attached[one.Name]; twice || also {
			return archive{}, fmt.Errorf("it holds %s twice", one.Name)
		}
		if strings.HasPrefix(one.Name, attachedPrefix) {
			a.attached[one.Name] = one
			continue
		}
		data, err := content(one, left)
		if err != nil {
			return archive{}, fmt.Errorf("%s: %w", one.Name, err)
		}
		a.files[one.Name], left = data, left-int64(len(data))
	}
	return a, nil
}

func content(one *zip.File, most int64) ([]byte, error) {
	from, err := one.Open()
	if err != nil {
		return nil, err
	}
	defer from.Close() //nolint:errcheck // it was read to its end
	data, err := io.ReadAll(io.LimitReader(from, most+1))
	if err == nil && int64(len(data)) > most {
		err = errors.New("it is too large")
	}
	return data, err
}
