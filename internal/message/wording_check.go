package message

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"redress/internal/complaint"
)

// What a tenant's letter may hold at most, in characters. A message that is longer than one SMS costs as many as it takes, and
// carriers cut some of them; the link's own length is not the tenant's to choose.
const (
	maxSubject  = 200
	maxBody     = 8_000
	maxLetters  = 120
	smsChinese  = 70
	smsEnglish  = 160
	leastInBody = 4
)

// wordingVersion is a wording's version; it is part of keys.
var wordingVersion = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$`)

// markup is what a browser or a mail program could take for a tag or an entity.
var markup = regexp.MustCompile(`<[/!?A-Za-z]|&#?[A-Za-z0-9]+;`)

// faults gathers everything that is wrong.
type faults []error

func (f *faults) add(field, format string, args ...any) {
	*f = append(*f, complaint.InvalidField(field, format, args...))
}

func (w *Wording) check() error {
	var f faults
	if !wordingVersion.MatchString(w.Version) {
		f.add("version", "must be 1 to 64 letters, digits, dots, dashes or underscores")
	}
	if len(w.Letters) > maxLetters {
		f.add("letters", "must be at most %d", maxLetters)
	}
	if len(w.Letters) == 0 && len(w.Frame) == 0 {
		f.add("letters", "is required, or a frame: without either the catalogue's letters are sent as they are")
	}
	w.checkFrame(&f)
	seen := map[string]bool{}
	for i, r := range w.Letters {
		at := fmt.Sprintf("letters[%d]", i)
		name := string(r.Letter) + " " + string(r.Flow)
		if seen[name] {
			f.add(at, "%s stands twice", strings.TrimSpace(name))
		}
		seen[name] = true
		r.check(&f, at)
	}
	return errors.Join(f...)
}

func (w *Wording) checkFrame(f *faults) {
	if len(w.Frame) == 0 {
		return
	}
	may := append([]string{"{{.Brand}}", "{{.LinkLabel}}"}, framePlaceholders...)
	for _, lang := range complaint.Languages {
		at := "frame." + string(lang)
		text := w.Frame[lang]
		if strings.TrimSpace(text) == "" {
			f.add(at, "is missing; every text is needed in each of %v", complaint.Languages)
			continue
		}
		checkPlain(f, at, text, maxBody, may)
		for _, need := range framePlaceholders {
			if !strings.Contains(text, need) {
				f.add(at, "must say %s: every letter carries its text, its reference and the way back to the case", need)
			}
		}
	}
	checkLanguages(f, "frame", w.Frame)
}

// check refuses a letter that nobody gets, or that would not say what it is for.
func (r Rewording) check(f *faults, at string) {
	if !slices.Contains(complaint.ComplainantNotices, r.Letter) {
		f.add(at+".letter", "must be one of %v", complaint.ComplainantNotices)
		return
	}
	if r.Flow != "" && !slices.Contains(complaint.Flows, r.Flow) {
		f.add(at+".flow", "must be one of %v, or left out for all but safety", complaint.Flows)
	}
	checkLanguages(f, at, r.In)
	for _, lang := range complaint.Languages {
		words, said := r.In[string(lang)]
		if !said {
			f.add(at+"."+string(lang), "is missing; every text is needed in each of %v", complaint.Languages)
			continue
		}
		words.check(f, at+"."+string(lang), lang, r.Letter)
	}
}

func checkLanguages[L ~string, T any](f *faults, at string, said map[L]T) {
	for _, lang := range slices.Sorted(maps.Keys(said)) {
		if !slices.Contains(complaint.Languages, complaint.Language(lang)) {
			f.add(at+"."+string(lang), "is not known; allowed are letter, flow and the languages %v", complaint.Languages)
		}
	}
}

func (s Words) check(f *faults, at string, lang complaint.Language, kind complaint.NoticeKind) {
	may := allowed(kind)
	checkPlain(f, at+".subject", s.Subject, maxSubject, may)
	checkPlain(f, at+".sms", s.SMS, maxSubject*2, may)
	checkPlain(f, at+".body", s.Body, maxBody, may)
	if !strings.Contains(s.Subject, sayReference) {
		f.add(at+".subject", "must say %s, by which the complainant finds the letter again", sayReference)
	}
	for _, need := range []string{sayReference, sayLink} {
		if !strings.Contains(s.SMS, need) {
			f.add(at+".sms", "must say %s: an SMS has no frame that does", need)
		}
	}
	if need := mustSay(kind); need != "" && !strings.Contains(s.Body, need) {
		f.add(at+".body", "must say %s: without it the letter %s says nothing", need, kind)
	}
	if n := utf8.RuneCountInString(actionShape.ReplaceAllString(s.Body, "")); n < leastInBody {
		f.add(at+".body", "must have at least %d characters besides its placeholders", leastInBody)
	}
	most := map[complaint.Language]int{complaint.Chinese: smsChinese, complaint.English: smsEnglish}[lang]
	if n := utf8.RuneCountInString(actionShape.ReplaceAllString(s.SMS, "")) + len("RD-0000-0000-0000-0000"); n > most {
		f.add(at+".sms", "has with a reference %d characters besides link and names, and fits into one message with at most %d", n, most)
	}
}

// mustSay is the placeholder without which a letter of a kind would say nothing.
func mustSay(kind complaint.NoticeKind) string {
	return map[string]string{"text": sayText, "milestone": sayMilestone}[needs[kind]]
}

// checkPlain refuses what is no plain text: other signs of a template than those allowed, markup, control characters.
func checkPlain(f *faults, at, text string, most int, may []string) {
	switch {
	case strings.TrimSpace(text) == "":
		f.add(at, "is required")
	case utf8.RuneCountInString(text) > most:
		f.add(at, "has more than %d characters", most)
	}
	if found := stranger(text, may); found != "" {
		f.add(at, "may not say %s; allowed are %s", found, strings.Join(may, " "))
	}
	if markup.MatchString(text) {
		f.add(at, "holds %q; letters are plain text, without markup", markup.FindString(text))
	}
	if strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' }) {
		f.add(at, "holds a control character")
	}
}
