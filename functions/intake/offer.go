package main

import (
	"time"

	"redress/internal/complaint"
)

// plan is what the complainant was offered, and what they said to it. What waits for an approval is no part of it.
type plan struct {
	Remedy  complaint.Demand `json:"remedy"` // of the first option, as is the text
	Text    string           `json:"text"`
	At      time.Time        `json:"at"`
	Offer   string           `json:"offer,omitempty"` // its hash, which a choice names; none: it cannot be chosen
	Options []option         `json:"options,omitempty"`
	Chosen  int              `json:"chosen,omitempty"` // number of the option, counted from 1
	Demand  string           `json:"demand,omitempty"` // what they asked for instead of any
	Open    bool             `json:"open,omitempty"`   // a choice can be made now
}

// option is one of the solutions.
type option struct {
	Remedy   complaint.Demand    `json:"remedy"`
	Text     string              `json:"text"`
	Amount   *complaint.Sum      `json:"amount,omitempty"`
	Comfort  []complaint.Comfort `json:"comfort,omitempty"`
	Promises []promise           `json:"promises,omitempty"`
}

// promise is what an option entails; whose it is to keep is for staff.
type promise struct {
	What string `json:"what"`
	Due  string `json:"due"`
}

func planOf(c complaint.Case) *plan {
	p := c.Plan
	if p == nil {
		return nil
	}
	shown := &plan{Remedy: p.Remedy, Text: p.Text, At: p.At, Offer: p.Hash}
	if p.Hash == "" { // of before there was a choice
		return shown
	}
	for _, o := range p.Options() {
		one := option{Remedy: o.Remedy, Text: o.Text, Amount: o.Amount, Comfort: o.Comfort}
		for _, u := range o.Promises {
			one.Promises = append(one.Promises, promise{u.What, u.Due})
		}
		shown.Options = append(shown.Options, one)
	}
	if p.Choice != nil {
		shown.Chosen, shown.Demand = p.Choice.Option, p.Choice.Demand
	}
	shown.Open = c.Phase == complaint.Handling && shown.Chosen == 0
	return shown
}

// promised is what was promised, if a clock is a promise's.
func promised(c complaint.Case, clock string) string {
	for _, p := range c.Promises {
		if p.ID == clock {
			return p.What
		}
	}
	return ""
}
