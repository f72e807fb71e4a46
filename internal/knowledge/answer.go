package knowledge

import (
	"cmp"
	"slices"
	"time"
	"unicode/utf8"

	"redress/internal/complaint"
)

// MaxText is how long a text may be that is taken for a question, in characters. What is longer is like no question.
const MaxText = 1_000

// Match is an entry that a text is like.
type Match struct {
	*Entry

	Language complaint.Language // of the question that it is like
	Like     string             // that question, as the list has it
	Score    float64            // how alike, from 0 to 1
}

// Match answers the entries that a text is like enough to be offered for, the likest first, at most limits.most. None fits: there
// are none.
func (l *List) Match(text string, at time.Time) []Match {
	return l.offered(l.like(text, at))
}

// like answers every entry that a text has anything in common with, the likest first.
func (l *List) like(text string, at time.Time) []Match {
	if utf8.RuneCountInString(text) > MaxText {
		return nil
	}
	var found []Match
	for _, near := range l.index.nearest(text) {
		if e := &l.Entries[near.entry]; e.holds(at) {
			found = append(found, Match{Entry: e, Language: near.language, Like: near.text, Score: near.score})
		}
	}
	return found
}

// offered are those that are like enough to be offered.
func (l *List) offered(found []Match) []Match {
	for i, m := range found {
		if m.Score < l.Limits.OfferFrom || i == l.Limits.Most {
			return found[:i]
		}
	}
	return found
}

// Beside answers the entries that are told along with a complaint: those that would have answered it, had it been a question.
func (l *List) Beside(text string, at time.Time) []Match {
	return slices.DeleteFunc(l.Match(text, at), func(m Match) bool { return m.Score < l.Limits.AnswerFrom })
}

// Reply is what is said to a question.
type Reply struct {
	Complains bool // it reads as a complaint, which no entry settles
	Answered  bool // the first match answers it; otherwise matches are only offered beside
	Matches   []Match
}

// Reply answers a text that was read. A complaint is not answered, whatever it is like.
func (l *List) Reply(text string, read complaint.Reading, at time.Time) Reply {
	if l.Complains(text, read) {
		return Reply{Complains: true, Matches: l.Beside(text, at)}
	}
	found := l.like(text, at)
	return Reply{Answered: l.settles(text, found), Matches: l.offered(found)}
}

// settles says whether the likest entry is the answer: it is like enough, and none is nearly as like.
func (l *List) settles(text string, found []Match) bool {
	from := l.Limits.StatementFrom
	if vocabulary().asks(text) {
		from = l.Limits.AnswerFrom
	}
	switch {
	case len(found) == 0 || found[0].Score < from:
		return false
	case len(found) == 1:
		return true
	}
	return found[0].Score-found[1].Score >= l.Limits.Ahead
}

// furious is the emotion from which nobody merely asks.
const furious = 2

// Complains says whether a text that was read so is a complaint. Danger, a grave matter and fury always are. What has the form of a
// question is else taken for one; anything else is a complaint where the reading has a grade above the mildest, annoyance, or is sure
// of what is complained of.
func (l *List) Complains(text string, read complaint.Reading) bool {
	switch {
	case read.Safety || read.Grade == complaint.Major || read.Emotion >= furious:
		return true
	case vocabulary().asks(text):
		return false
	}
	named := read.Category != complaint.CategoryOther && read.Category != complaint.CategorySuggestion
	return read.Grade < complaint.Minor || read.Emotion > 0 || named && read.Confidence >= l.Limits.ComplaintFrom
}

// Share is a piece of a text that an entry has too, and what part of the text it is.
type Share struct {
	Words string // as they are read
	Part  float64
}

// Explain answers which words of a text are in any question of a match's entry, the weightiest first. The parts of a text whose every
// word is there add up to 1.
func (l *List) Explain(text string, m Match) []Share {
	mine, theirs := bagOf(text), map[uint32]bool{}
	for _, asked := range m.Questions[m.Language] {
		for _, p := range bagOf(asked) {
			theirs[p.hash] = true
		}
	}
	length := l.index.length(mine)
	var shares []Share
	for _, p := range mine {
		if !theirs[p.hash] {
			continue
		}
		part := l.index.weight(p) / length
		i := slices.IndexFunc(shares, func(s Share) bool { return s.Words == p.words }) // a word and its beginning are two pieces
		if i < 0 {
			i = len(shares)
			shares = append(shares, Share{Words: p.words})
		}
		shares[i].Part += part * part
	}
	slices.SortStableFunc(shares, func(a, b Share) int { return cmp.Compare(b.Part, a.Part) })
	return shares
}

// Answer is a match as whoever asked is told.
type Answer struct {
	ID       string             `json:"id"`
	Language complaint.Language `json:"language"`
	Question string             `json:"question"`
	Answer   string             `json:"answer"`
	Link     string             `json:"link,omitempty"`
}

// In answers in a language; without one, in that of the question which the text is like.
func (m Match) In(lang complaint.Language) Answer {
	lang = cmp.Or(lang, m.Language)
	return Answer{ID: m.ID, Language: lang, Question: m.Questions[lang][0], Answer: m.Answer[lang], Link: m.Link}
}

// Answers are matches as whoever asked is told; none is an empty list.
func Answers(matches []Match, lang complaint.Language) []Answer {
	told := make([]Answer, len(matches))
	for i, m := range matches {
		told[i] = m.In(lang)
	}
	return told
}

// Unlimited is the list as if it believed everything: of every text it has the likest entries.
func (l *List) Unlimited() *List {
	all := *l
	all.Limits.OfferFrom, all.Limits.Most = 0, len(l.Entries)
	return &all
}
