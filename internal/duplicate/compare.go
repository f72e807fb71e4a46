package duplicate

import (
	"fmt"
	"slices"
	"time"
)

// Match is how sure it is that two complaints are one, from 0 to 1, and why.
type Match struct {
	Case    string   `json:"case"` // the earlier one
	Score   float64  `json:"score"`
	Reasons []Reason `json:"reasons"`
}

// Reason is one thing that two complaints have in common, or that speaks against it.
type Reason struct {
	Rule  string  `json:"rule"`
	Says  string  `json:"says,omitempty"`
	Worth float64 `json:"worth"`
}

// What each thing in common is worth. Nothing about the matter is worth anything between two people.
const (
	sameOrder    = 0.6
	otherOrder   = -0.5
	sameProduct  = 0.15
	otherProduct = -0.2
	sameDay      = 0.1
	otherChannel = 0.05
	samePerson   = 0.3
)

// Compare says how sure it is that two complaints are one. Two complainants never are: what many say is a group's
// complaint, not a duplicate.
func Compare(earlier, later Print) Match {
	m := Match{Case: earlier.Case}
	if !shares(earlier.People, later.People) {
		return m
	}
	m.add("same_person", "", samePerson)
	switch {
	case shares(earlier.Orders, later.Orders):
		m.add("same_order", "", sameOrder)
	case len(earlier.Orders) > 0 && len(later.Orders) > 0:
		m.add("other_order", "", otherOrder)
	}
	switch {
	case earlier.Product == "" || later.Product == "":
	case earlier.Product == later.Product:
		m.add("same_product", "", sameProduct)
	default:
		m.add("other_product", "", otherProduct)
	}
	alike := earlier.Sketch.Alike(later.Sketch)
	m.add("alike", fmt.Sprintf("%.0f %%", 100*alike), worthOfWords(alike))
	if apart := later.ReceivedAt.Sub(earlier.ReceivedAt).Abs(); apart <= 24*time.Hour {
		m.add("same_day", "", sameDay)
	}
	if earlier.Channel != later.Channel {
		m.add("other_channel", "", otherChannel)
	}
	m.Score = min(1, max(0, m.Score))
	return m
}

// worthOfWords is what a share of common pieces is worth. Two texts of the same person about two matters seldom share a
// tenth; a rewritten one shares a fifth and more, the same text nearly all.
func worthOfWords(alike float64) float64 {
	switch {
	case alike >= 0.5:
		return 0.65
	case alike >= 0.1:
		return 0.1 + (alike-0.1)*1.2
	}
	return 0
}

func (m *Match) add(rule, says string, worth float64) {
	if worth != 0 {
		m.Score += worth
		m.Reasons = append(m.Reasons, Reason{rule, says, worth})
	}
}

func shares(a, b []string) bool {
	return slices.ContainsFunc(a, func(one string) bool { return slices.Contains(b, one) })
}
