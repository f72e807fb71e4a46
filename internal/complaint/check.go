package complaint

import (
	"cmp"
	"fmt"
	"net/mail"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// The longest texts taken, in characters. They keep a case and its first commit well inside one database item.
const (
	MaxContent = 10_000
	maxText    = 4_000
	maxWord    = 200
)

// Positive is a number or an amount that a command may leave out: 1 or more where it is given. Left out it is 0, which nobody may write
// for it.
type Positive int

// phoneShape is a telephone number as people write it: digits, and the signs that group them.
var phoneShape = regexp.MustCompile(`^\+?[0-9][0-9 ()./-]{4,24}$`)

func (f *File) check(now time.Time) error {
	if err := cmp.Or(
		among("channel", f.Channel, Channels),
		among("demand", f.Demand, Demands),
		longText("content", f.Content, MaxContent),
		shortWord("scene", f.Scene, maxText),
		f.Complainant.check(),
		f.Matter.check(),
	); err != nil {
		return err
	}
	if f.HappenedAt.After(now.Add(time.Minute)) {
		return InvalidField("happened_at", "lies in the future; give the time at which it happened")
	}
	return nil
}

func (p Complainant) check() error {
	if p.Email == "" && p.Phone == "" {
		return InvalidField("complainant", "needs an email or a phone, so that you can be answered")
	}
	return cmp.Or(
		oneLine("complainant.name", p.Name),
		checkEmail("complainant.email", p.Email),
		checkPhone(p.Phone),
		amongOrEmpty("complainant.prefers", p.Prefers, Reaches),
		amongOrEmpty("complainant.language", p.Language, Languages),
		oneLine("complainant.region", p.Region),
		oneLine("complainant.customer_number", p.CustomerNumber),
	)
}

func (m Matter) check() error {
	return cmp.Or(
		oneLine("matter.product", m.Product),
		oneLine("matter.model", m.Model),
		oneLine("matter.batch", m.Batch),
		oneLine("matter.order", m.Order),
		oneLine("matter.bought", m.Bought),
		oneLine("matter.store", m.Store),
		oneLine("matter.staff", m.Staff),
	)
}

// checkEmail takes a plain address at a name as it would stand in a To line, and nothing that could add another line to a
// mail.
func checkEmail(field, email string) error {
	if email == "" {
		return nil
	}
	parsed, err := mail.ParseAddress(email)
	if err != nil || parsed.Address != email || utf8.RuneCountInString(email) > 254 ||
		strings.Contains(email, "@[") || strings.ContainsFunc(email, forbidden) {
		return InvalidField(field, "must be one plain address such as name@example.com, at most 254 characters")
	}
	return nil
}

func checkPhone(phone string) error {
	if phone == "" || phoneShape.MatchString(phone) {
		return nil
	}
	return InvalidField("complainant.phone", "must be a telephone number such as +86 13800000000")
}

// CheckText refuses a text that says nothing, has more characters than the limit, or holds what is no text. The error is of kind
// Invalid and names the field.
func CheckText(field, text string, limit int) error { return longText(field, text, limit) }

// longText takes a text that must say something.
func longText(field, text string, limit int) error {
	if strings.TrimSpace(text) == "" {
		return InvalidField(field, "is required; write 1 to %d characters", limit)
	}
	return shortWord(field, text, limit)
}

// shortWord takes a text that may be empty, of so many characters, without control characters but line ends and tabs.
func shortWord(field, text string, limit int) error {
	switch {
	case !utf8.ValidString(text) || strings.ContainsFunc(text, forbidden):
		return InvalidField(field, "holds characters that are not text; control characters are not allowed")
	case utf8.RuneCountInString(text) > limit:
		return InvalidField(field, "has more than %d characters", limit)
	}
	return nil
}

// oneLine takes a word or a name, which may one day stand in a heading.
func oneLine(field, text string) error {
	if strings.ContainsAny(text, "\r\n\u2028\u2029") {
		return InvalidField(field, "must be on one line")
	}
	return shortWord(field, text, maxWord)
}

// forbidden are control characters, and the replacement sign that stands for bytes that were no text.
func forbidden(r rune) bool {
	return r < ' ' && r != '\n' && r != '\r' && r != '\t' || r >= 0x7f && r < 0xa0 || r == utf8.RuneError
}

func among[T ~string](field string, word T, allowed []T) error {
	if slices.Contains(allowed, word) {
		return nil
	}
	return InvalidField(field, "must be %s", oneOf(allowed))
}

func amongOrEmpty[T ~string](field string, word T, allowed []T) error {
	if word == "" {
		return nil
	}
	return among(field, word, allowed)
}

// oneOf writes a closed set as a sentence's end.
func oneOf[T any](allowed []T) string {
	words := make([]string, len(allowed))
	for i, w := range allowed {
		words[i] = fmt.Sprint(w)
	}
	if len(words) == 1 {
		return words[0]
	}
	return "one of " + strings.Join(words, ", ")
}
