package knowledge

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"redress/internal/complaint"
)

// What a list may hold at most, so that it is read in milliseconds and its answers fit a page. Lengths are in characters.
const (
	maxEntries   = 300
	maxQuestions = 30 // of one entry in one language
	maxQuestion  = 200
	maxAnswer    = 2_000
	maxLink      = 500
	mostAtOnce   = 5
)

// versionShape is a list's version; it is part of keys.
var versionShape = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$`)

// idShape is an entry's id.
var idShape = regexp.MustCompile(`^[a-z][a-z0-9_]{1,39}$`)

// check refuses a list that could not be used, and makes ready what it says.
func (l *List) check() error {
	if !versionShape.MatchString(l.Version) {
		return bad("version", "must be 1 to 64 letters, digits, dots, dashes or underscores")
	}
	if err := l.Limits.check(); err != nil {
		return err
	}
	if len(l.Entries) == 0 || len(l.Entries) > maxEntries {
		return bad("entries", "must hold 1 to %d entries", maxEntries)
	}
	asked := map[string]string{}
	for i := range l.Entries {
		e := &l.Entries[i]
		field := fmt.Sprintf("entries[%d]", i)
		if !idShape.MatchString(e.ID) {
			return bad(field+".id", "must be 2 to 40 lower-case letters, digits and underscores, a letter first")
		}
		if slices.ContainsFunc(l.Entries[:i], func(before Entry) bool { return before.ID == e.ID }) {
			return bad(field+".id", "%s stands twice", e.ID)
		}
		if err := e.check(field+" ("+e.ID+")", asked); err != nil {
			return err
		}
	}
	return nil
}

func (m Limits) check() error {
	switch {
	case m.AnswerFrom <= 0 || m.AnswerFrom > 1:
		return bad("limits.answer_from", "must be above 0, and at most 1")
	case m.StatementFrom < m.AnswerFrom || m.StatementFrom > 1:
		return bad("limits.statement_from", "must be from answer_from to 1")
	case m.Ahead < 0 || m.Ahead > 1:
		return bad("limits.ahead", "must be from 0 to 1")
	case m.OfferFrom <= 0 || m.OfferFrom > m.AnswerFrom:
		return bad("limits.offer_from", "must be above 0, and at most answer_from")
	case m.Most < 1 || m.Most > mostAtOnce:
		return bad("limits.most", "must be 1 to %d", mostAtOnce)
	case m.ComplaintFrom <= 0 || m.ComplaintFrom > 1:
		return bad("limits.complaint_from", "must be above 0, and at most 1")
	}
	return nil
}

// check refuses an entry that cannot be asked for or answered in every language. asked remembers whose each question is.
func (e *Entry) check(field string, asked map[string]string) error {
	for _, lang := range complaint.Languages {
		if err := checkQuestions(field+".questions."+string(lang), e.Questions[lang], e.ID, asked); err != nil {
			return err
		}
		if err := checkText(field+".answer."+string(lang), e.Answer[lang], maxAnswer); err != nil {
			return err
		}
	}
	if err := onlyLanguages(field+".questions", e.Questions); err != nil {
		return err
	}
	if err := onlyLanguages(field+".answer", e.Answer); err != nil {
		return err
	}
	if err := checkLink(field+".link", e.Link); err != nil {
		return err
	}
	return e.readUntil(field + ".until")
}

func checkQuestions(field string, questions []string, id string, asked map[string]string) error {
	if len(questions) == 0 || len(questions) > maxQuestions {
		return bad(field, "must hold 1 to %d questions", maxQuestions)
	}
	for i, q := range questions {
		at := fmt.Sprintf("%s[%d]", field, i)
		if err := checkText(at, q, maxQuestion); err != nil {
			return err
		}
		key := strings.ToLower(strings.TrimSpace(q))
		if of, twice := asked[key]; twice {
			return bad(at, "%q stands at %s already; one question leads to one entry", q, of)
		}
		asked[key] = id
	}
	return nil
}

// checkText refuses a text that is blank, too long, or holds what cannot be shown.
func checkText(field, text string, most int) error {
	switch {
	case strings.TrimSpace(text) == "" || utf8.RuneCountInString(text) > most:
		return bad(field, "must be a text of 1 to %d characters", most)
	case !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' }):
		return bad(field, "must not hold control characters")
	}
	return nil
}

func checkLink(field, link string) error {
	if link == "" {
		return nil
	}
	u, err := url.Parse(link)
	if err != nil || u.Scheme != "https" || u.Host == "" || len(link) > maxLink {
		return bad(field, "must be an address such as https://shop.example/returns, of at most %d characters", maxLink)
	}
	return nil
}

func (e *Entry) readUntil(field string) (err error) {
	if e.Until == "" {
		return nil
	}
	if e.until, err = time.Parse(time.RFC3339, e.Until); err != nil {
		return bad(field, `must be an instant such as "2027-01-01T00:00:00+08:00"`)
	}
	return nil
}

// onlyLanguages refuses a language nobody would be answered in.
func onlyLanguages[V any](field string, table map[complaint.Language]V) error {
	for lang := range table {
		if !slices.Contains(complaint.Languages, lang) {
			return bad(field, "holds %q, which is none of %v", lang, complaint.Languages)
		}
	}
	return nil
}

func bad(field, format string, args ...any) error {
	return complaint.InvalidField(field, format, args...)
}
