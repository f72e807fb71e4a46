package custody

import (
	"mime"
	"strings"
	"unicode"

	"redress/internal/complaint"
)

// longestName is how much of a name a saved file keeps, in characters.
const longestName = 80

// SavedAs is the name under which a file is saved: what it was called, without what a path, a command line, another reading direction or a
// hidden file is made of, and with the ending of what it was found to be. So that photo.exe is not run and gpj.exe is not shown as a photo.
func SavedAs(x complaint.Exhibit) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`/\:*?"<>|%;&$`+"`'", r):
			return '_'
		case !unicode.IsPrint(r), unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, x.Name)
	name = strings.TrimSuffix(strings.TrimSpace(name), x.Ending())
	if cut := []rune(name); len(cut) > longestName {
		name = string(cut[:longestName])
	}
	name = strings.Trim(name, ". ")
	if name == "" {
		name = string(x.Kind)
	}
	return strings.ReplaceAll(name, ".", "_") + x.Ending()
}

// Disposition is the header by which a browser saves a file instead of showing it (RFC 6266).
func Disposition(x complaint.Exhibit) string {
	return mime.FormatMediaType("attachment", map[string]string{"filename": SavedAs(x)})
}
