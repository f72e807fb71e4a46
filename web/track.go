package web

import (
	"io"
	"time"

	"redress/internal/complaint"
)

// Step is something owed to the complainant.
type Step struct {
	Name string    // the milestone's, as the policy has it
	Due  time.Time // zero: no deadline to show
	Met  time.Time // zero: still owed
	Late bool      // owed past its deadline, or met past it

	Waits   bool             // it stands still until the complainant has answered
	What    string           // of a promise: what was promised
	Details []complaint.Line // what was recorded of it
}

// File is one that the complainant gave.
type File struct {
	Name  string
	State complaint.FileState
	Fault complaint.FileFault // of one that was refused
	Open  string              // address at which it can be read; empty: it cannot
}

// Message is one of those that went to and fro.
type Message struct {
	From string // the name to show; empty for the complainant
	At   time.Time
	Text string
}

// Track is where a case stands, as its complainant may see it.
type Track struct {
	Language   complaint.Language
	Brand      string
	Look       Look
	Reference  string
	Here       string // address of this page, to which the choice of language is added
	Phase      complaint.Phase
	Flow       complaint.Flow // empty until it is known
	ReceivedAt time.Time
	Steps      []Step
	WaitsUntil time.Time // when work goes on without the complainant's answer; zero: nobody waits for it
	Plan       string    // what was proposed; empty until then
	Offer      Offer     // the same as what is chosen from
	ChooseAt   string    // where the form sends a choice
	Messages   []Message
	WriteTo    string // where the form sends a message; without it there is no form
	Secret     string // sent along with the message
	Once       string // likewise; it tells a second message of the same text from the same one sent twice
	Draft      string // a message that was refused, to be corrected
	Problem    bool   // it was refused
	Sent       bool   // it has arrived
	Ends       Ends
	Files      []File
	FileKinds  []complaint.FileKind // that can be given; without one there is no form for it
	FileTo     string               // where the form asks to send a file

	Chosen      bool   // a choice has arrived
	ChoiceWrong bool   // it was refused: what is asked for is missing, or too long
	ChoiceStale bool   // it was refused: something else is offered now, or it was chosen before
	Demand      string // what was asked for, to be corrected

	Zone *time.Location
}

// TrackPage writes the page of a case.
func TrackPage(w io.Writer, t Track) error {
	s := sheet{Language: t.Language, Brand: t.Brand, Look: t.Look, Wrong: t.Problem, Content: journey{t}, here: t.Here, zone: t.Zone}
	title, err := s.Text(t.titleKey())
	if err != nil {
		return err
	}
	s.Title = title
	return s.write(w, trackTemplate)
}

func (t Track) titleKey() string {
	if t.Flow == complaint.Suggestion {
		return "track.title.suggestion"
	}
	return "track.title"
}
