package figures

import (
	"archive/zip"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Zipped is how large a folder is as a deployment package, in bytes.
func Zipped(folder string) (int64, error) {
	var size counter
	archive := zip.NewWriter(&size)
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		name, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		return add(archive, name, path)
	})
	if err != nil {
		return 0, err
	}
	return int64(size), archive.Close()
}

func add(archive *zip.Writer, name, path string) error {
	to, err := archive.Create(name) // deflated
	if err != nil {
		return err
	}
	from, err := os.Open(path)
	if err != nil {
		return err
	}
	defer from.Close() //nolint:errcheck // only read
	_, err = io.Copy(to, from)
	return err
}

// counter counts what is written to it.
type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// sizeGoal is how large a package may be.
const sizeGoal = 5_000_000

// SizeRow is a package's size as a row.
func SizeRow(function string, bytes int64) Row {
	return Row{
		What: function, Value: fmt.Sprintf("%.2f MB", float64(bytes)/1e6), Goal: "≤ 5 MB", Missed: bytes > sizeGoal,
		Lever: "AWS clients held as functions: what an interface holds keeps all its methods, because of the templates",
	}
}
