package forms

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"redress/internal/complaint"
)

const (
	maxLines = 10  // that a complainant is told of one record
	maxTold  = 500 // characters of one of them
)

// separator stands between the parts of a list, in every language.
const separator = " / "

// tell is what the complainant may see of what was told, in every language, each line by itself.
func (f *Form) tell(object map[string]any) []complaint.Line {
	var lines []complaint.Line
	collect(f.schema, object, func(schema map[string]any, v any) {
		if schema["tell"] != true || len(lines) == maxLines {
			return
		}
		line := complaint.Line{Title: textOf(unordered(schema["title"]))}
		if text, is := v.(string); is && schema["format"] == "date-time" {
			if at, err := time.Parse(time.RFC3339, text); err == nil {
				line.At = at.UTC()
				lines = append(lines, line)
				return
			}
		}
		line.Text = Text{}
		for _, lang := range complaint.Languages {
			line.Text[lang] = cut(inWords(schema, v, lang))
		}
		lines = append(lines, line)
	})
	return lines
}

// inWords is a value as a complainant reads it.
func inWords(schema map[string]any, v any, lang complaint.Language) string {
	if labels, is := schema["labels"].(map[string]any); is {
		if said := textOf(unordered(labels[fmt.Sprint(v)]))[lang]; said != "" {
			return said
		}
	}
	switch v := v.(type) {
	case []any:
		items, _ := schema["items"].(map[string]any)
		parts := make([]string, len(v))
		for i, one := range v {
			parts[i] = inWords(items, one, lang)
		}
		return strings.Join(parts, separator)
	case map[string]any:
		return money(v)
	}
	return fmt.Sprint(v)
}

// money is an amount as it is read in both languages: 129.00 CNY.
func money(v map[string]any) string {
	minor, _ := v["amount"].(json.Number)
	code, _ := v["currency"].(string)
	digits, decimals := minor.String(), complaint.Currency(code).Decimals()
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	if decimals > 0 {
		for len(digits) < decimals+1 {
			digits = "0" + digits
		}
		digits = digits[:len(digits)-decimals] + "." + digits[len(digits)-decimals:]
	}
	return sign + digits + " " + code
}

func cut(text string) string {
	if utf8.RuneCountInString(text) <= maxTold {
		return text
	}
	return string([]rune(text)[:maxTold]) + "…"
}
