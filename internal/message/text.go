package message

import (
	"fmt"

	"redress/internal/complaint"
)

// Text is a text of the pages in a language, with args put in as fmt does. An unknown key is an error.
func Text(lang complaint.Language, key string, args ...any) (string, error) {
	format, ok := in(lang).Texts[key]
	if !ok {
		return "", fmt.Errorf("message: no text %q", key)
	}
	if len(args) == 0 {
		return format, nil
	}
	return fmt.Sprintf(format, args...), nil
}
