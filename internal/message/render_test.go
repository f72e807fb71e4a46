package message

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"redress/internal/complaint"
)

var everyNotice = slices.Concat(complaint.ComplainantNotices, complaint.StaffNotices)

// eachLetter renders every kind in every language for every flow and outcome.
func eachLetter(t *testing.T, try func(t *testing.T, lang complaint.Language, kind complaint.NoticeKind, l Letter)) {
	t.Helper()
	for _, lang := range complaint.Languages {
		for _, kind := range everyNotice {
			for _, f := range variants(factsIn(lang)) {
				l, err := Render(lang, kind, f)
				if err != nil {
					t.Fatalf("%s %s %s: %v", lang, kind, f.Flow, err)
				}
				try(t, lang, kind, l)
			}
		}
	}
}

func variants(f Facts) []Facts {
	var all []Facts
	for _, flow := range complaint.Flows {
		for _, outcome := range complaint.Outcomes {
			f.Flow, f.Outcome = flow, outcome
			all = append(all, f)
		}
	}
	return all
}

func TestEveryLetterIsComplete(t *testing.T) {
	eachLetter(t, func(t *testing.T, lang complaint.Language, kind complaint.NoticeKind, l Letter) {
		if !strings.Contains(l.Subject, facts.Reference) || !strings.Contains(l.Body, facts.Reference) {
			t.Errorf("%s %s does not give the reference", lang, kind)
		}
		if !strings.Contains(l.Body, facts.Link) {
			t.Errorf("%s %s does not give the link", lang, kind)
		}
		toStaff := slices.Contains(complaint.StaffNotices, kind)
		if toStaff == strings.Contains(l.SMS, facts.Reference) {
			t.Errorf("%s %s: SMS %q", lang, kind, l.SMS)
		}
		if toStaff && strings.Contains(l.Body, factsIn(lang).Text) {
			t.Errorf("%s %s tells staff what was written to the complainant", lang, kind)
		}
		if strings.Contains(l.Body, "\n\n\n") || strings.Contains(l.Body, "<no value>") {
			t.Errorf("%s %s has a gap:\n%s", lang, kind, l.Body)
		}
	})
}

func TestEveryLetterIsTranslated(t *testing.T) {
	eachLetter(t, func(t *testing.T, lang complaint.Language, kind complaint.NoticeKind, l Letter) {
		for part, text := range map[string]string{"subject": l.Subject, "body": l.Body, "sms": l.SMS} {
			if text != "" && strings.ContainsFunc(text, isHan) != (lang == complaint.Chinese) {
				t.Errorf("%s %s: the %s is in the wrong language: %s", lang, kind, part, text)
			}
		}
	})
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// gsm is the alphabet in which an SMS holds 160 characters (3GPP TS 23.038), without its capital accents.
const gsm = "@£$¥èéùìòÇ\nØøÅåΔ_ΦΓΛΩΠΨΣΘΞ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ" +
	"§¿abcdefghijklmnopqrstuvwxyzäöñüà"

func TestSMSFitsOneMessage(t *testing.T) {
	limit := map[complaint.Language]int{complaint.Chinese: 70, complaint.English: 160}
	eachLetter(t, func(t *testing.T, lang complaint.Language, kind complaint.NoticeKind, l Letter) {
		words := strings.Replace(l.SMS, facts.Link, "", 1)
		if n := utf8.RuneCountInString(words); n > limit[lang] {
			t.Errorf("%s %s: %d characters: %s", lang, kind, n, words)
		}
		if lang == complaint.English && strings.Trim(words, gsm) != "" {
			t.Errorf("%s: %q is not in the GSM alphabet: %s", kind, strings.Trim(words, gsm), words)
		}
	})
}

func TestEveryMilestoneFitsAnSMS(t *testing.T) {
	for _, lang := range complaint.Languages {
		for _, milestone := range milestones(t) {
			f := factsIn(lang)
			f.Milestone = milestone
			l, err := Render(lang, complaint.NoticeMilestone, f)
			words := strings.Replace(l.SMS, f.Link, "", 1)
			if n := utf8.RuneCountInString(words); err != nil || n > 160 || lang == complaint.Chinese && n > 70 {
				t.Errorf("%s %s: %d characters, %v: %s", lang, milestone, n, err, words)
			}
		}
	}
}

func TestAcknowledgementHasItsOwnWordsForEachFlow(t *testing.T) {
	for _, lang := range complaint.Languages {
		seen := map[string]complaint.Flow{}
		for _, flow := range complaint.Flows {
			f := factsIn(lang)
			f.Flow = flow
			l, err := Render(lang, complaint.NoticeAcknowledgement, f)
			if other, twice := seen[l.Body]; err != nil || twice {
				t.Errorf("%s: %s reads like %s (%v)", lang, flow, other, err)
			}
			seen[l.Body] = flow
		}
	}
}

// The acknowledgement goes to an address that nobody has checked; it must not carry words of the sender's choice.
func TestAcknowledgementCarriesNoForeignText(t *testing.T) {
	f := facts
	f.Text = "buy now at evil.example"
	for _, lang := range complaint.Languages {
		l, err := Render(lang, complaint.NoticeAcknowledgement, f)
		if err != nil || strings.Contains(l.Subject+l.Body+l.SMS, "evil") {
			t.Errorf("%s: %v: %+v", lang, err, l)
		}
	}
}

func TestSubjectIsOneLine(t *testing.T) {
	f := facts
	f.Reference, f.Brand, f.Milestone = "RD-1\r\nBcc: all@evil.example", "A\nB", "x\ny"
	for _, kind := range everyNotice {
		l, err := Render(complaint.English, kind, f)
		if err != nil || strings.ContainsAny(l.Subject+l.SMS, "\r\n\v\f\u0085\u2028\u2029") {
			t.Errorf("%s: %v: %q %q", kind, err, l.Subject, l.SMS)
		}
	}
}

func TestTextIsNotATemplate(t *testing.T) {
	f := facts
	f.Text = "{{.Link}} <b>5 & 6</b>"
	l, err := Render(complaint.Chinese, complaint.NoticePlan, f)
	if err != nil || !strings.Contains(l.Body, f.Text) {
		t.Errorf("%v: %s", err, l.Body)
	}
}

// What is not known is left out rather than written as an empty place or the year 1.
func TestLetterWithTheLeastFacts(t *testing.T) {
	for _, lang := range complaint.Languages {
		for _, kind := range everyNotice {
			l, err := Render(lang, kind, Facts{Reference: "RD-1", Text: "x", Milestone: "solution", Link: "l"})
			if err != nil {
				t.Errorf("%s %s: %v", lang, kind, err)
			}
			for _, bad := range []string{"1年1月", "January 1,", "0001", "()", "（）", "“”", `""`, "%!", "【】"} {
				if strings.Contains(l.Subject+l.Body+l.SMS, bad) {
					t.Errorf("%s %s has %q:\n%s\n%s\n%s", lang, kind, bad, l.Subject, l.SMS, l.Body)
				}
			}
		}
	}
}

func TestUnknownLanguageAndKind(t *testing.T) {
	if _, err := Render("fr", complaint.NoticeClosed, facts); err == nil {
		t.Error("rendered in a language without a catalogue")
	}
	if _, err := Render(complaint.English, "invoice", facts); err == nil {
		t.Error("rendered a kind without a letter")
	}
}

func TestWhen(t *testing.T) {
	at := time.Date(2026, 4, 8, 10, 0, 0, 0, time.UTC)
	cases := []struct {
		lang complaint.Language
		zone *time.Location
		want string
	}{
		{complaint.Chinese, shanghai, "2026年4月8日 18:00"},
		{complaint.English, shanghai, "8 April 2026, 18:00 (UTC+8)"},
		{complaint.Chinese, nil, "2026年4月8日 10:00（UTC）"},
		{complaint.English, time.FixedZone("", 19800), "8 April 2026, 15:30 (UTC+5:30)"},
		{complaint.English, time.FixedZone("", -12600), "8 April 2026, 06:30 (UTC-3:30)"},
	}
	for _, c := range cases {
		if got := When(c.lang, at, c.zone); got != c.want {
			t.Errorf("When(%s) = %q, want %q", c.lang, got, c.want)
		}
	}
}
