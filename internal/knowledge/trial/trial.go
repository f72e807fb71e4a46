package trial

import (
	"time"

	"redress/internal/complaint"
	"redress/internal/knowledge"
)

// Reader says what a text is about.
type Reader interface {
	Read(text string) complaint.Reading
}

// Asked is a question, and the entry that it asks for; without one it is a text that no entry should answer.
type Asked struct {
	Entry, Text string
}

// Result is what became of texts.
type Result struct {
	Asked     int
	Nearest   int // the likest entry is the right one, whatever the limits say
	Answered  int
	Wrong     int // answered by another entry
	Offered   int // not answered, but an entry was offered
	Found     int // answered or offered, the right one among them
	Complains int // read as a complaint

	Mistakes []Mistake // those answered wrongly, and those not answered
}

// Mistake is a text that was not answered as it should have been.
type Mistake struct {
	Asked

	By    string // the likest entry
	Score float64
	Reply knowledge.Reply
}

// Try puts texts to a list, at an instant.
func Try(list *knowledge.List, reader Reader, texts []Asked, at time.Time) Result {
	var r Result
	anything := list.Unlimited()
	for _, text := range texts {
		said := list.Reply(text.Text, reader.Read(text.Text), at)
		near := anything.Match(text.Text, at)
		r.add(text, said, near)
	}
	return r
}

func (r *Result) add(text Asked, said knowledge.Reply, near []knowledge.Match) {
	r.Asked++
	m := Mistake{Asked: text, Reply: said}
	if len(near) > 0 {
		m.By, m.Score = near[0].ID, near[0].Score
	}
	right := false
	if m.By != "" && m.By == text.Entry {
		r.Nearest++
		right = said.Answered
	}
	switch {
	case said.Answered && !right:
		r.Wrong++
		fallthrough
	case said.Answered:
		r.Answered++
	case len(said.Matches) > 0:
		r.Offered++
	}
	if said.Complains {
		r.Complains++
	}
	for _, one := range said.Matches {
		if one.ID == text.Entry {
			r.Found++
		}
	}
	if !right {
		r.Mistakes = append(r.Mistakes, m)
	}
}

// Share is a part of the texts.
func (r Result) Share(part int) float64 { return float64(part) / float64(max(1, r.Asked)) }
