package complaint

import (
	"slices"
	"time"
)

// OfferDrafted says that a solution waits for the approvals that it needs. The complainant does not know of it.
type OfferDrafted struct {
	Plan Plan `json:"plan"`
}

// Approved says that somebody approved the offer that waits.
type Approved struct {
	Offer string `json:"offer"`
	Roles []Role `json:"roles"`         // whose approvals it stands for
	For   string `json:"for,omitempty"` // the absent one in whose place it was given
	Note  string `json:"note,omitempty"`
}

// ApprovalRefused says that somebody refused to approve the offer that waited. It waits no longer, and nothing of it holds.
type ApprovalRefused struct {
	Offer  string `json:"offer"`
	Reason string `json:"reason"`
	For    string `json:"for,omitempty"`
}

// Chosen says which option the complainant chose.
type Chosen struct {
	Offer  string `json:"offer"`
	Option int    `json:"option"`         // counted from 1
	Note   string `json:"note,omitempty"` // of whoever heard it
}

// AllDeclined says that the complainant wants none of the options, and what they ask for instead.
type AllDeclined struct {
	Offer  string `json:"offer"`
	Demand string `json:"demand"`
	Note   string `json:"note,omitempty"`
}

// PromiseMade says that a promise is somebody's to keep.
type PromiseMade struct {
	Promise Promise `json:"promise"`
}

// PromiseKept says that it was kept.
type PromiseKept struct {
	Promise string `json:"promise"`
	Note    string `json:"note"`
}

// PromiseReassigned says that it is another's to keep.
type PromiseReassigned struct {
	Promise string `json:"promise"`
	To      string `json:"to"`
	Mail    string `json:"mail,omitempty"`
	Reason  string `json:"reason"`
}

func (e *OfferDrafted) apply(c *Case, _ time.Time, _ Actor) {
	plan := e.Plan
	c.Draft = &plan
}

func (e *Approved) apply(c *Case, at time.Time, by Actor) {
	plan := *c.Draft
	plan.Approvals = slices.Clone(plan.Approvals)
	for _, r := range e.Roles {
		plan.Approvals = append(plan.Approvals, Approval{Role: r, By: by.ID, For: e.For, At: at})
	}
	c.Draft = &plan
}

func (e *ApprovalRefused) apply(c *Case, _ time.Time, _ Actor) { c.Draft = nil }

func (e *Chosen) apply(c *Case, at time.Time, _ Actor) {
	c.say(Word{Option: e.Option, At: at})
	c.Draft = nil
}

func (e *AllDeclined) apply(c *Case, at time.Time, _ Actor) {
	c.say(Word{Demand: e.Demand, At: at})
	c.Tasks = append(slices.DeleteFunc(c.Tasks, func(t Task) bool { return NoticeKind(t.Kind) == NoticeDemand }),
		Task{Notice: clockOf(MilestoneDecision, c.Revision), Kind: string(NoticeDemand), At: at})
}

func (c *Case) say(choice Word) {
	plan := *c.Plan
	plan.Choice = &choice
	c.Plan = &plan
}

// demanded says whether the complainant declined what was offered and nobody has offered anything else.
func (c Case) demanded() bool { return c.Plan.Refused() }

func (e *PromiseMade) apply(c *Case, _ time.Time, _ Actor) {
	c.Promises = append(c.Promises, e.Promise)
}

func (e *PromiseKept) apply(c *Case, at time.Time, _ Actor) { c.promise(e.Promise).Kept = at }

func (e *PromiseReassigned) apply(c *Case, _ time.Time, _ Actor) {
	p := c.promise(e.Promise)
	p.Owner, p.Mail = e.To, e.Mail
}
