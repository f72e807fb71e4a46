package web

import (
	"io"
	"strings"
	"testing"
	"time"

	"redress/internal/complaint"
)

var attacks = []string{
	`<script>alert(1)</script>`,
	`"><img src=x onerror=alert(1)>`,
	`' onmouseover='alert(1)`,
	`</textarea></style></title><script>alert(1)</script>`,
	`javascript:alert(1)`,
	`{{.Secret}}`,
	"a\x00b",
}

// Text of strangers comes out as text: the page has the elements and attributes it has with harmless text.
func TestHostileTextIsEscaped(t *testing.T) {
	harmless := hostilePages(t, "x")
	for _, attack := range attacks {
		for name, page := range hostilePages(t, attack) {
			if got, want := skeleton(t, page), skeleton(t, harmless[name]); got != want {
				t.Errorf("%s: %s changed the page to\n%s\nfrom\n%s", name, attack, got, want)
			}
			if strings.Contains(page, "\x00") {
				t.Errorf("%s: %q came through", name, attack)
			}
		}
	}
}

func hostilePages(t *testing.T, text string) map[string]string {
	t.Helper()
	bad := Track{
		Language: "en", Brand: text, Reference: text, Here: text, Phase: complaint.Handling, Flow: complaint.Flow(text),
		ReceivedAt: time.Now(), Steps: []Step{{Name: text, Due: time.Now(), What: text}}, Plan: text,
		Messages: []Message{{From: text, Text: text}, {Text: text}}, WriteTo: text, Secret: text, Draft: text,
		Files: []File{{Name: text, State: complaint.FileState(text), Fault: complaint.FileFault(text), Open: text}}, FileTo: text,
		FileKinds: []complaint.FileKind{complaint.FileKind(text)},
		ChooseAt:  text, Demand: text, ChoiceWrong: true, Offer: Offer{Hash: text, Open: true, Demand: text, Options: []Option{{
			Number: 1, Remedy: complaint.Demand(text), Text: text, Comfort: []complaint.Comfort{complaint.Comfort(text)}, Promises: []string{text},
			Amount: &complaint.Sum{Amount: 1, Currency: complaint.Currency(text)},
		}}},
	}
	ask := Survey{
		Language: "en", Brand: text, Reference: text, Here: text, State: Open, AnswerTo: text, Secret: text,
		Draft: complaint.Answer{Comment: text}, Problem: "comment",
	}
	enquiry := asked("en", AnswerFound)
	enquiry.Brand, enquiry.Here, enquiry.AskAt, enquiry.FileAt, enquiry.Text = text, text, text, text, text
	enquiry.Once, enquiry.Entry, enquiry.Draft = text, text, Draft{text, text, text, text}
	enquiry.Answers = []Advice{{ID: text, Language: complaint.Language(text), Question: text, Answer: text, Link: text}}
	sorry := Problem{Language: complaint.Language(text), Brand: text, Here: text, Kind: complaint.NotFound}
	bring := Upload{
		Language: "en", Brand: text, Name: text, Kind: complaint.FileKind(text), Types: []string{text}, To: text, Back: text,
		Fields: map[string]string{"key": text},
	}
	return map[string]string{
		"upload":  page(t, func(w io.Writer) error { return UploadPage(w, bring) }),
		"track":   page(t, func(w io.Writer) error { return TrackPage(w, bad) }),
		"ask":     page(t, func(w io.Writer) error { return AskPage(w, enquiry) }),
		"survey":  page(t, func(w io.Writer) error { return SurveyPage(w, ask) }),
		"problem": page(t, func(w io.Writer) error { return ProblemPage(w, sorry) }),
	}
}

// skeleton is the page without its text and without the values of its attributes.
func skeleton(t *testing.T, page string) string {
	t.Helper()
	var b strings.Builder
	for _, e := range parsePage(t, page) {
		b.WriteString(e.name)
		for _, name := range []string{"id", "name", "class", "onerror", "onmouseover", "src", "style"} {
			if _, ok := e.attr[name]; ok {
				b.WriteString(" " + name)
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestHostileAddressesAreRefused(t *testing.T) {
	for name, page := range hostilePages(t, "javascript:alert(1)") {
		for _, e := range parsePage(t, page) {
			if strings.HasPrefix(e.attr["href"]+e.attr["action"], "javascript:") {
				t.Errorf("%s: %s leads to %v", name, e.name, e.attr)
			}
		}
	}
}

func TestUnknownStateIsAnErrorAndNoHalfPage(t *testing.T) {
	var b strings.Builder
	if err := SurveyPage(&b, Survey{State: "lost"}); err == nil || b.Len() > 0 {
		t.Errorf("%v, %d bytes", err, b.Len())
	}
	if err := AskPage(&b, Ask{Outcome: "lost"}); err == nil || b.Len() > 0 {
		t.Errorf("%v, %d bytes", err, b.Len())
	}
	if err := TrackPage(&b, Track{Phase: "lost"}); err == nil || b.Len() > 0 {
		t.Errorf("%v, %d bytes", err, b.Len())
	}
}
