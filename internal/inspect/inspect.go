package inspect

import (
	"bytes"
	"image"
	_ "image/jpeg" // its header
	_ "image/png"  // its header
	"io"
	"slices"

	"github.com/gabriel-vasile/mimetype"
	_ "golang.org/x/image/webp" // its header

	"redress/internal/complaint"
)

// Found is what a file was found to be.
type Found struct {
	Type  string              // media type; empty where it is of none that is taken
	Fault complaint.FileFault // empty: it can be kept
}

// Upload is a file as it came.
type Upload struct {
	Content io.ReaderAt
	Size    int
	SHA256  string // in hexadecimal digits
}

// headSize is how much of a file its type is told by.
const headSize = 3072

// File looks at a file that was asked for. It fails only where the content cannot be read at all.
func File(up Upload, asked complaint.Exhibit, rules complaint.FileRules) (Found, error) {
	if up.Size == 0 {
		return Found{Fault: complaint.FaultEmpty}, nil
	}
	head := make([]byte, min(headSize, up.Size))
	if _, err := up.Content.ReadAt(head, 0); err != nil && err != io.EOF {
		return Found{}, err
	}
	is := mimetype.Detect(head)
	i := slices.IndexFunc(rules.Types, func(t complaint.FileType) bool { return is.Is(t.Type) })
	if i < 0 {
		return Found{Fault: complaint.FaultType}, nil
	}
	t := rules.Types[i]
	switch {
	case t.Kind != asked.Kind:
		return Found{t.Type, complaint.FaultKind}, nil
	case up.Size > t.Most, asked.Size > 0 && asked.Size != up.Size:
		return Found{t.Type, complaint.FaultSize}, nil
	case asked.SHA256 != "" && asked.SHA256 != up.SHA256:
		return Found{t.Type, complaint.FaultSum}, nil
	}
	fault, err := deeper(up, t.Type, rules)
	return Found{t.Type, fault}, err
}

// deeper looks for what a type can hold beside what it shows.
func deeper(up Upload, media string, rules complaint.FileRules) (complaint.FileFault, error) {
	switch media {
	case "image/jpeg", "image/png", "image/webp":
		return picture(up, rules.Pixels), nil
	case "application/pdf", "text/plain":
		all, err := io.ReadAll(io.NewSectionReader(up.Content, 0, int64(up.Size)))
		if err != nil {
			return "", err
		}
		if media == "text/plain" {
			return plainText(all), nil
		}
		return pdf(all), nil
	}
	return "", nil
}

// picture reads the measures in the header and unpacks nothing: a few bytes can say that they are gigabytes.
func picture(up Upload, most int) complaint.FileFault {
	header, _, err := image.DecodeConfig(io.NewSectionReader(up.Content, 0, int64(up.Size)))
	switch {
	case err != nil || header.Width <= 0 || header.Height <= 0:
		return complaint.FaultDamaged
	case header.Width > most/header.Height:
		return complaint.FaultPixels
	}
	return ""
}

// markup is how a page begins that stands behind harmless text.
var markup = [][]byte{[]byte("<script"), []byte("<html"), []byte("<svg"), []byte("<iframe"), []byte("<!doctype")}

func plainText(all []byte) complaint.FileFault {
	if bytes.IndexByte(all, 0) >= 0 {
		return complaint.FaultDamaged
	}
	lower := bytes.ToLower(all)
	if slices.ContainsFunc(markup, func(m []byte) bool { return bytes.Contains(lower, m) }) {
		return complaint.FaultActive
	}
	return ""
}
