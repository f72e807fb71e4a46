package complaint

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// CheckAnswer is a person's answer to an item of the checklist.
type CheckAnswer string

// The answers.
const (
	CheckYes     CheckAnswer = "yes"
	CheckNo      CheckAnswer = "no"
	CheckUnclear CheckAnswer = "unclear"
)

// CheckAnswers lists every answer.
var CheckAnswers = []CheckAnswer{CheckYes, CheckNo, CheckUnclear}

// Verdict is what the answers come to.
type Verdict string

// The verdicts (requirement A6: real, reasonable, in scope).
const (
	VerdictVerified      Verdict = "verified"       // every item is answered yes
	VerdictNeedsEvidence Verdict = "needs_evidence" // something is unclear; the complainant is asked
	VerdictNotFounded    Verdict = "not_founded"    // something is answered no; the complaint may be rejected
)

// Verdicts lists every verdict.
var Verdicts = []Verdict{VerdictVerified, VerdictNeedsEvidence, VerdictNotFounded}

// Checked is one item of the checklist with its answer. The note is for staff.
type Checked struct {
	Item string      `json:"item"`
	Is   CheckAnswer `json:"is"`
	Note string      `json:"note,omitempty"`
}

// Verification is how the last verification of a case ended. The notes stand in its commit.
type Verification struct {
	Result Verdict   `json:"result"`
	Yes    []string  `json:"yes,omitempty"` // items answered so
	By     string    `json:"by"`            // user name
	At     time.Time `json:"at"`
}

// Verified says how a person answered the checklist, and what that came to.
type Verified struct {
	Result  Verdict   `json:"result"`
	Answers []Checked `json:"answers"`
}

// Verify answers the policy's checklist: is the matter real, reasonable, in scope (seed 001). What it comes to follows from the
// answers and is not the actor's to choose.
type Verify struct {
	Answers []Checked `json:"answers"`
	Ask     string    `json:"ask,omitempty"` // what the complainant is asked for, where something is unclear
}

func (*Verify) name() string { return "verify" }

// maxEntries bounds the lists that a command can bring.
const maxEntries = 50

func (m *Verify) check() error {
	if len(m.Answers) == 0 || len(m.Answers) > maxEntries {
		return InvalidField("answers", "must hold 1 to %d answers, one for each item of the checklist", maxEntries)
	}
	for _, a := range m.Answers {
		if err := cmp.Or(
			longText("answers.item", a.Item, maxWord), among("answers.is", a.Is, CheckAnswers), shortWord("answers.note", a.Note, maxText),
		); err != nil {
			return err
		}
	}
	return shortWord("ask", m.Ask, maxText)
}

func (m *Verify) decide(d *decision) error {
	if err := cmp.Or(d.in(Handling), d.owned(), m.answered(d.rules.Checklist(d.c.Flow, d.c.Grade))); err != nil {
		return err
	}
	result := m.verdict()
	if (result == VerdictNeedsEvidence) == (strings.TrimSpace(m.Ask) == "") {
		return ConflictField("ask", "is needed where an answer is unclear and none is no, and only there: say what the complainant is to send")
	}
	if _, waiting := d.c.Waiting(); waiting && result == VerdictNeedsEvidence {
		return Errorf(Conflict, "the case waits for the complainant already")
	}
	d.record(&Verified{Result: result, Answers: m.Answers})
	switch result {
	case VerdictVerified:
		d.signal(SignalVerified)
	case VerdictNeedsEvidence:
		return d.askForEvidence(m.Ask)
	case VerdictNotFounded:
	}
	return nil
}

// answered refuses unless each item is answered once, and what is not simply so has a note.
func (m *Verify) answered(items []string) error {
	if len(items) == 0 {
		return Errorf(Conflict, "the policy of this case has no checklist; nothing needs to be verified")
	}
	for i, a := range m.Answers {
		switch {
		case !slices.Contains(items, a.Item):
			return ConflictField("answers.item", "%q is not on the checklist; the items are %s", a.Item, strings.Join(items, ", "))
		case slices.ContainsFunc(m.Answers[:i], func(b Checked) bool { return b.Item == a.Item }):
			return ConflictField("answers.item", "%s is answered twice", a.Item)
		case a.Is != CheckYes && strings.TrimSpace(a.Note) == "":
			return ConflictField("answers.note", "is needed where the answer is no or unclear: say why, at %s", a.Item)
		}
	}
	if len(m.Answers) < len(items) {
		return ConflictField("answers", "must answer every item of the checklist: %s", strings.Join(items, ", "))
	}
	return nil
}

// verdict is what the answers come to: one no is enough to be not founded, and then nothing needs to be asked.
func (m *Verify) verdict() Verdict {
	has := func(is CheckAnswer) bool {
		return slices.ContainsFunc(m.Answers, func(a Checked) bool { return a.Is == is })
	}
	switch {
	case has(CheckNo):
		return VerdictNotFounded
	case has(CheckUnclear):
		return VerdictNeedsEvidence
	}
	return VerdictVerified
}

// askForEvidence asks the complainant, and stops the clocks as WaitFor does. A case that may not wait, or has waited as long as
// it may, asks all the same while its clocks run on: nobody beats a deadline by asking.
func (d *decision) askForEvidence(text string) error {
	if _, err := d.pauseUntil(); err != nil {
		return (&Tell{Text: text}).decide(d)
	}
	return (&WaitFor{For: AwaitedEvidence, Text: text}).decide(d)
}

// factsVerified says whether a person has answered yes to everything that is asked of the case as it is graded now.
func (d *decision) factsVerified() bool {
	v := d.c.Verification
	if v == nil || v.Result != VerdictVerified {
		return false
	}
	for _, item := range d.rules.Checklist(d.c.Flow, d.c.Grade) {
		if !slices.Contains(v.Yes, item) {
			return false
		}
	}
	return true
}

func (e *Verified) apply(c *Case, at time.Time, by Actor) {
	v := &Verification{Result: e.Result, By: by.ID, At: at}
	for _, a := range e.Answers {
		if a.Is == CheckYes {
			v.Yes = append(v.Yes, a.Item)
		}
	}
	c.Verification = v
	if e.Result == VerdictVerified {
		c.hear(SignalVerified, at)
	}
}
