package duplicate

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

var (
	// orderShape is a number in a text that may be an order's: letters and four digits, or at least six digits.
	orderShape = regexp.MustCompile(`\b(?:[A-Za-z]{1,5}-?[0-9]{4,20}|[0-9]{6,24})\b`)
	// otherShape is a number of that shape that is none: a date, a Chinese mobile number.
	otherShape = regexp.MustCompile(`^(?:20[0-9]{2}[01][0-9](?:[0-3][0-9])?|1[3-9][0-9]{9})$`)
)

// mostNumbers is how many numbers of a text are compared.
const mostNumbers = 4

// numbersIn are the numbers in a text that may be an order's: none is a date, or the complainant's telephone.
func numbersIn(text, phone string) []string {
	var found []string
	for _, written := range orderShape.FindAllString(text, -1) {
		number := squeezed(written)
		if !otherShape.MatchString(number) && nationalDigits(number) != phone && !slices.Contains(found, number) {
			found = append(found, number)
		}
		if len(found) == mostNumbers {
			break
		}
	}
	return found
}

// nationalDigits is a telephone number without what groups it and without its country: the last ten digits, which tell
// people apart in every country that has as many.
func nationalDigits(phone string) string {
	only := strings.Map(func(r rune) rune {
		if r = narrow(r); r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, phone)
	return only[max(0, len(only)-10):]
}

// squeezed is a number or a name as it is compared: letters and digits alone, in lower case and of one width.
func squeezed(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(narrow(r))
		}
		return -1
	}, text)
}

// narrow is a letter, digit or mark of full width in its usual one.
func narrow(r rune) rune {
	if r >= '！' && r <= '～' {
		return r - '！' + '!'
	}
	return r
}
