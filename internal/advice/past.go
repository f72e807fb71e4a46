package advice

import (
	"redress/internal/complaint"
	"redress/internal/library"
	"redress/internal/message"
	"redress/internal/script"
)

// Past is a similar case as the desk sees it. It cannot be told whose it was.
type Past struct {
	ID        string             `json:"id"`
	Score     float64            `json:"score"` // 0 to 1
	Why       []complaint.Sign   `json:"why"`
	Category  complaint.Category `json:"category"`
	Cause     complaint.Cause    `json:"cause"`
	Grade     complaint.Grade    `json:"grade"`
	Demand    complaint.Demand   `json:"demand,omitempty"`
	Offers    []library.Offer    `json:"offers"`
	Outcome   complaint.Outcome  `json:"outcome"`
	Ratings   *library.Ratings   `json:"ratings,omitempty"`
	Satisfied *bool              `json:"satisfied,omitempty"`
	Hours     int                `json:"hours"`
	Rounds    int                `json:"rounds"`
	Closed    string             `json:"closed"` // day, in UTC
}

// Last is the remedy that the case ended with; empty: nothing was offered.
func (p Past) Last() complaint.Demand {
	if len(p.Offers) == 0 {
		return ""
	}
	return p.Offers[len(p.Offers)-1].Remedy
}

func pastOf(s library.Similar) Past {
	return Past{
		ID: s.ID, Score: s.Score, Why: s.Why, Category: s.Category, Cause: s.Cause, Grade: s.Grade, Demand: s.Demand,
		Offers: append([]library.Offer{}, s.Offers...), Outcome: s.Outcome, Ratings: s.Ratings, Satisfied: s.Satisfied,
		Hours: s.Hours, Rounds: s.Rounds, Closed: s.Closed,
	}
}

// Suggestion is what the similar cases suggest, in figures and in words.
type Suggestion struct {
	library.Suggestion
	Says []string `json:"says"`
}

func suggestionOf(s library.Suggestion, least int, lang complaint.Language) Suggestion {
	say := func(key string, args ...any) string { return script.Text(lang, key, args...) }
	switch {
	case s.Remedy == "" && s.Cases == 0:
		return Suggestion{s, []string{say("none")}}
	case s.Remedy == "" && s.Cases < least:
		return Suggestion{s, []string{say("few", s.Cases, least)}}
	case s.Remedy == "":
		return Suggestion{s, []string{say("divided", s.Cases, least)}}
	}
	remedy := message.Word(lang, message.Demand, string(s.Remedy))
	says := []string{say("suggests", remedy, s.Cases, s.Used, s.Rated, s.Satisfied)}
	if s.Rated == 0 {
		says = append(says, say("unrated"))
	} else {
		says = append(says, say("interval", 100*s.From, 100*s.To))
	}
	return Suggestion{s, append(says, say("only"))}
}
