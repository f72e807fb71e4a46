package label

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"redress/internal/complaint"
)

// Text is a text to be labelled.
type Text struct {
	ID, Set string
	Lang    complaint.Language
	Text    string
}

// Reader reads a text as the machine does.
type Reader interface {
	Read(text string) complaint.Reading
}

// Session is a person at work on some texts.
type Session struct {
	Texts  []Text // in the order in which they are shown
	File   *File
	Reader Reader
	In     io.Reader // a line holds one answer, or several with blanks between them
	Out    io.Writer

	lines   *bufio.Scanner
	pending []string
	shown   map[string]bool // of which texts the machine's answer was shown
}

// What a person can say instead of an answer.
const (
	back = "<"
	help = "?"
	stop = "."
	skip = "/"
)

var (
	errBack = errors.New("back")
	errSkip = errors.New("skip")
)

// Run asks about every text that has no label yet, until there is none, the person stops, or the input ends.
func (s *Session) Run() error {
	s.lines, s.shown = bufio.NewScanner(s.In), map[string]bool{}
	s.lines.Buffer(nil, longestLine)
	var todo []Text
	for _, t := range s.Texts {
		if !s.File.Has(t.ID) {
			todo = append(todo, t)
		}
	}
	fmt.Fprintf(s.Out, "%d texts, %d of them labelled. %s help, %s back, %s skip the text, %s stop; several answers fit on a line.\n",
		len(s.Texts), len(s.Texts)-len(todo), help, back, skip, stop)
	for i := 0; i < len(todo); {
		fmt.Fprintf(s.Out, "\n── %d of %d ── %s\n%s\n", i+1, len(todo), todo[i].ID, todo[i].Text)
		switch err := s.label(todo[i]); {
		case errors.Is(err, errBack):
			i = max(i-1, 0)
			s.pending = nil
		case errors.Is(err, io.EOF):
			fmt.Fprintf(s.Out, "\n%d are labelled.\n", s.File.Len())
			return nil
		case err != nil && !errors.Is(err, errSkip):
			return err
		default:
			i++
		}
	}
	fmt.Fprintf(s.Out, "\nAll %d are labelled.\n", s.File.Len())
	return nil
}

// label asks every question about a text, keeps the answers, and only then says what the machine says.
func (s *Session) label(t Text) error {
	l := Label{ID: t.ID, Set: t.Set, Lang: t.Lang, Text: t.Text, Seen: s.shown[t.ID]}
	for i := 0; i < len(questions); {
		switch err := s.ask(questions[i], &l); {
		case errors.Is(err, errBack) && i > 0:
			i--
		case err != nil:
			return err
		default:
			i++
		}
	}
	reading := s.Reader.Read(t.Text)
	if l.Lang == "" {
		l.Lang = reading.Language
	}
	if err := s.File.Put(l); err != nil {
		return err
	}
	s.shown[t.ID] = true
	fmt.Fprintln(s.Out, compared(l, reading))
	return nil
}

// ask puts a question until it is answered.
func (s *Session) ask(q question, l *Label) error {
	for {
		answer, err := s.answer(q.ask)
		if err != nil {
			return err
		}
		switch answer {
		case back:
			return errBack
		case skip:
			return errSkip
		case stop:
			return io.EOF
		case help:
			fmt.Fprintln(s.Out, q.help)
			continue
		}
		if err = q.take(answer, l); err == nil {
			return nil
		}
		fmt.Fprintln(s.Out, err)
		s.pending = nil // what was written behind it answered something else
	}
}

// answer is the next word that the person wrote, or writes.
func (s *Session) answer(prompt string) (string, error) {
	for len(s.pending) == 0 {
		fmt.Fprintf(s.Out, "%s > ", prompt)
		if !s.lines.Scan() {
			return "", errors.Join(io.EOF, s.lines.Err())
		}
		s.pending = strings.Fields(strings.ToLower(s.lines.Text()))
	}
	next := s.pending[0]
	s.pending = s.pending[1:]
	return next, nil
}

// compared says what the machine says of the text, beside the person.
func compared(l Label, r complaint.Reading) string {
	same := "the same"
	if l.Category != r.Category {
		same = "you say " + string(l.Category)
	}
	return fmt.Sprintf("the machine: %s, %.0f %% sure (%s), grade %d, safety %v, emotion %d", r.Category, 100*r.Confidence, same, r.Grade, r.Safety, r.Emotion)
}
