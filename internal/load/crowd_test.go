package load

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"redress/internal/client"
	"redress/internal/complaint"
)

// Each complaint is another person's and another text, even where the file has fewer, and everything that is personal
// holds a word by which a log that says it is found out.
func TestTheCrowdIsOfDifferentPeople(t *testing.T) {
	crowd := NewCrowd()
	all := crowd.Complaints([]client.Complaint{{Content: "the first"}, {Content: strings.Repeat("长", 2*complaint.MaxContent)}}, 9)
	seen := map[string]bool{}
	for i, c := range all {
		for part, text := range map[string]string{
			"name": c.Complainant.Name, "mail": c.Complainant.Email, "phone": c.Complainant.Phone, "text": c.Content,
		} {
			if seen[text] {
				t.Errorf("complaint %d has the %s of another", i, part)
			}
			seen[text] = true
			if len(Leaks([]LogLine{{"", text}}, crowd.Personal())) == 0 {
				t.Errorf("the %s %.40q would not be found in a log", part, text)
			}
		}
		if utf8.RuneCountInString(c.Content) > complaint.MaxContent {
			t.Errorf("complaint %d is too long", i)
		}
	}
	if crowd.Key(3) == crowd.Key(4) || crowd.Key(3) == NewCrowd().Key(3) {
		t.Error("keys are not of one complaint of one run")
	}
}

func TestSpread(t *testing.T) {
	var samples []time.Duration
	for i := range 101 {
		samples = append(samples, time.Duration(100-i)*time.Millisecond)
	}
	if got := SpreadOf(samples).String(); got != "p50 50 ms, p95 95 ms, max 100 ms" {
		t.Error(got)
	}
	if got := SpreadOf(nil); got != (Spread{}) {
		t.Error(got)
	}
}

func TestTheLineIsWrittenOverOnATerminalOnly(t *testing.T) {
	for terminal, want := range map[bool]string{
		true: "\r\x1b[Kone\r\x1b[Kdone\n", false: "one\ndone\n",
	} {
		var out bytes.Buffer
		line := &Line{Out: &out, Terminal: terminal}
		line.Show("one")
		line.Show("two") // too soon
		line.End("done")
		if out.String() != want {
			t.Errorf("%q, want %q", out.String(), want)
		}
	}
}
