package web

import (
	"io"
	"slices"

	"redress/internal/complaint"
)

// AskOutcome says what became of a question.
type AskOutcome string

// What became of a question.
const (
	NotAsked     AskOutcome = "open"
	AnswerFound  AskOutcome = "answered"
	Offered      AskOutcome = "offered"   // something is like it, but not for sure
	NothingFound AskOutcome = "none"      // nothing is
	Complains    AskOutcome = "complains" // it reads as a complaint, which no answer settles
	Suspended    AskOutcome = "suspended" // no complaint is taken at present
	FilingWrong  AskOutcome = "filing"    // the complaint that was filed from the page must be corrected
)

// AskOutcomes lists every outcome.
var AskOutcomes = []AskOutcome{NotAsked, AnswerFound, Offered, NothingFound, Complains, FilingWrong, Suspended}

// Advice is a standard question with its answer.
type Advice struct {
	ID       string
	Language complaint.Language // that it is written in
	Question string
	Answer   string
	Link     string // where more is said; may be empty
}

// Draft is a complaint in the making.
type Draft struct {
	Content, Name, Email, Phone string
}

// Ask is the page on which a question is asked, answered, and made a complaint of.
type Ask struct {
	Language complaint.Language
	Brand    string
	Look     Look
	Here     string // address of this page, to which the choice of language is added
	AskAt    string // where the form sends a question
	FileAt   string // where the form sends a complaint
	Outcome  AskOutcome
	Text     string // the question as it was asked
	Answers  []Advice
	Draft    Draft
	Once     string // sent along with the complaint; it tells the same one sent twice from another
	Entry    string // likewise: what had answered; empty: nothing had
	Problem  string // the field that was wrong: text, or one of the complaint's; empty: none
}

// AskPage writes the page.
func AskPage(w io.Writer, a Ask) error {
	s := sheet{Language: a.Language, Brand: a.Brand, Look: a.Look, Wrong: a.Problem != "", Content: enquiry{a}, here: a.Here}
	title, err := s.Text("ask.title")
	if err != nil {
		return err
	}
	s.Title = title
	return s.write(w, askTemplate)
}

// enquiry is an Ask as its template reads it.
type enquiry struct{ Ask }

// Files says whether the page has the form of a complaint.
func (e enquiry) Files() bool { return e.Outcome != NotAsked && e.Outcome != Suspended }

// Asks says whether the box for a question comes first.
func (e enquiry) Asks() bool { return e.Outcome == NotAsked }

// OutcomeKey names the text that says what became of the question.
func (e enquiry) OutcomeKey() string { return "ask.outcome." + string(e.Outcome) }

// line is one line of the complaint's form.
type line struct {
	Name  string // of the field
	Type  string
	Fill  string // by what a browser may fill it in
	Value string
	Wrong string // key of the text that says what is wrong; empty: nothing is
}

// Lines are the lines below the text of a complaint. That neither a mail address nor a telephone number is given is said at the first.
func (e enquiry) Lines() []line {
	lines := []line{
		{Name: "email", Type: "email", Fill: "email", Value: e.Draft.Email},
		{Name: "phone", Type: "tel", Fill: "tel", Value: e.Draft.Phone},
		{Name: "name", Type: "text", Fill: "name", Value: e.Draft.Name},
	}
	for i := range lines {
		if e.Problem == "complainant."+lines[i].Name {
			lines[i].Wrong = "ask.problem." + lines[i].Name
		}
	}
	if e.Problem == "complainant" {
		lines[0].Wrong = "ask.problem.complainant"
	}
	return lines
}

// shownProblems are the fields of a complaint of which the page can say what is wrong.
var shownProblems = []string{"content", "complainant", "complainant.name", "complainant.email", "complainant.phone"}

// CanShow says whether the page can ask for a correction of the field.
func CanShow(field string) bool { return slices.Contains(shownProblems, field) }

// wrong is the line that must be corrected, if it is one.
func (e enquiry) wrong() (line, bool) {
	for _, l := range e.Lines() {
		if l.Wrong != "" {
			return l, true
		}
	}
	return line{}, false
}

// WrongAt is the id of the field that must be corrected.
func (e enquiry) WrongAt() string {
	l, is := e.wrong()
	switch {
	case is:
		return l.Name
	case e.Problem == "text":
		return "text"
	}
	return "what"
}

// WrongKey names the text that says what is wrong.
func (e enquiry) WrongKey() string {
	l, is := e.wrong()
	switch {
	case is:
		return l.Wrong
	case e.Problem == "text":
		return "ask.problem.text"
	}
	return "ask.problem.content"
}
