package complaint

import (
	"cmp"
	"slices"
	"time"
)

// Twin is another case that may be the same complaint, how sure that is, from 0 to 1, and why (requirement A3).
type Twin struct {
	Case  string  `json:"case"`
	Score float64 `json:"score"`
	Why   []Sign  `json:"why"`
}

// Sign is one thing that two complaints have in common, or that speaks against it, and what it adds to the score.
type Sign struct {
	Rule  string  `json:"rule"`
	Says  string  `json:"says,omitempty"`
	Worth float64 `json:"worth"`
}

// Earlier is what is known of a complainant's complaints before this one (requirement A7).
type Earlier struct {
	Complaints int       `json:"complaints"` // those that the machine made one case of with this one apart
	Last       time.Time `json:"last"`
	LastCase   string    `json:"last_case"`
	Again      []string  `json:"again,omitempty"` // cases of the same matter, with which this one cannot be merged
}

// Repeated says whether the complainant complains of the same matter again.
func (e *Earlier) Repeated() bool { return e != nil && len(e.Again) > 0 }

// NotSame says that a case which was proposed as the same complaint is another one. The two are neither proposed nor merged
// by the machine again.
type NotSame struct {
	Case   string `json:"case"`
	Reason string `json:"reason"`
}

func (*NotSame) name() string { return "not_same" }

func (m *NotSame) check() error {
	return cmp.Or(longText("case", m.Case, maxWord), longText("reason", m.Reason, maxText))
}

func (m *NotSame) decide(d *decision) error {
	if !d.c.Proposed(m.Case) {
		return ConflictField("case", "must be a case that is proposed as the same complaint")
	}
	d.record(&KeptApart{Case: m.Case, Reason: m.Reason})
	return nil
}

// Proposed says whether a case is proposed as the same complaint, and nobody has answered.
func (c Case) Proposed(id string) bool {
	return slices.ContainsFunc(c.Twins, func(t Twin) bool { return t.Case == id })
}

// ApartFrom says whether a person said that the two are not the same complaint, or parted them.
func (c Case) ApartFrom(other Case) bool {
	return slices.Contains(c.Apart, other.ID) || slices.Contains(other.Apart, c.ID)
}

// answer takes a proposal back: a person or the machine has decided.
func (c *Case) answer(id string) {
	c.Twins = slices.DeleteFunc(c.Twins, func(t Twin) bool { return t.Case == id })
}

// keepApart keeps that two cases are not the same complaint.
func (c *Case) keepApart(id string) {
	c.answer(id)
	if !slices.Contains(c.Apart, id) {
		c.Apart = append(c.Apart, id)
	}
}

// bringTogether forgets that two cases were kept apart: somebody has merged them.
func (c *Case) bringTogether(id string) {
	c.answer(id)
	c.Apart = slices.DeleteFunc(c.Apart, func(one string) bool { return one == id })
}

// Survivor says which of two cases that are one complaint goes on: the one whose complainant has had an acknowledgement,
// so that no second one is sent; of two alike the one received first.
func Survivor(a, b Case) (survives, joins Case) {
	if x, y := a.Phase == Handling, b.Phase == Handling; x != y {
		if x {
			return a, b
		}
		return b, a
	}
	if a.ReceivedAt.Before(b.ReceivedAt) || a.ReceivedAt.Equal(b.ReceivedAt) && a.ID < b.ID {
		return a, b
	}
	return b, a
}

// Mergeable says whether a case is in a phase in which it can be merged.
func (c Case) Mergeable() bool { return slices.Contains(mergeable, c.Phase) }
