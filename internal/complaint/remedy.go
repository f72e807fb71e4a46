package complaint

import (
	"cmp"
	"fmt"
)

// Propose offers the complainant a solution, or several of which they choose one. They are told of it at once where it is within the
// proposer's authority, and otherwise once everybody has approved whose approval it needs (requirement D7).
type Propose struct {
	Remedy   Demand        `json:"remedy"`
	Text     string        `json:"text"`
	Amount   *Sum          `json:"amount,omitempty"`
	Comfort  []Comfort     `json:"comfort,omitempty"`
	Promises []Undertaking `json:"promises,omitempty"`
	Others   []Option      `json:"others,omitempty"` // further options after this one

	Elsewhere Elsewhere `json:"-"`
}

func (*Propose) name() string { return "propose" }

func (m *Propose) options() []Option {
	first := Option{Remedy: m.Remedy, Text: m.Text, Amount: m.Amount, Comfort: m.Comfort, Promises: m.Promises}
	return append([]Option{first}, m.Others...)
}

// Pays says whether one of the options names a sum.
func (m *Propose) Pays() bool { return len(sumsOf(m.options())) > 0 }

func (m *Propose) check() error {
	if len(m.Others) >= MaxOptions {
		return InvalidField("others", "must be at most %d, so that there are %d options with the first", MaxOptions-1, MaxOptions)
	}
	for i, o := range m.options() {
		at := ""
		if i > 0 {
			at = fmt.Sprintf("others[%d].", i-1)
		}
		if err := o.check(at); err != nil {
			return err
		}
	}
	return nil
}

func (m *Propose) decide(d *decision) error {
	if err := cmp.Or(d.in(Handling), d.owned()); err != nil {
		return err
	}
	if _, chosen := d.c.Plan.Chosen(); chosen {
		return Errorf(Conflict, "the complainant has chosen already; carry that out, or record that they take it back")
	}
	options := m.options()
	if err := d.promisable(options); err != nil {
		return err
	}
	plan := Plan{Option: options[0], Others: options[1:], Hash: offerHash(d.c, options), By: d.by.ID, Role: d.by.Role, At: d.at}
	if d.c.Draft != nil && d.c.Draft.Hash == plan.Hash { // it waits already
		return nil
	}
	var err error
	if plan.Needs, err = d.needs(plan, m.Elsewhere); err != nil {
		return err
	}
	if len(plan.Needs) == 0 {
		return d.releaseOffer(plan)
	}
	return d.draft(plan)
}

// draft lets an offer wait for the approvals that it needs, in place of any that waited.
func (d *decision) draft(p Plan) error {
	d.dropApproval()
	d.record(&OfferDrafted{Plan: p})
	return d.awaitApproval()
}

// releaseOffer tells the complainant of an offer that needs no approval any more.
func (d *decision) releaseOffer(p Plan) error {
	d.dropApproval()
	d.takeBack()
	d.decided()
	d.record(&Proposed{Plan: p})
	d.signal(SignalProposed)
	if err := d.reach(AtPlan, d.at); err != nil {
		return err
	}
	if len(p.Others) == 0 && !d.rules.MustChoose(1) { // said is promised
		if err := d.undertake(1); err != nil {
			return err
		}
	}
	return d.informed()
}

// Execute says that the proposed remedy was carried out: the option that the complainant chose, or the only one if they did not
// refuse it. The survey follows in its window.
type Execute struct {
	Note      string `json:"note,omitempty"`
	StillOpen string `json:"still_open,omitempty"` // what is to become of promises that are not kept yet

	Elsewhere Elsewhere `json:"-"`
}

func (*Execute) name() string { return "execute" }

func (m *Execute) check() error {
	return cmp.Or(shortWord("note", m.Note, maxText), shortWord("still_open", m.StillOpen, maxText))
}

func (m *Execute) decide(d *decision) error {
	if err := cmp.Or(d.in(Handling), d.owned()); err != nil {
		return err
	}
	done, err := m.settle(d)
	if err != nil {
		return err
	}
	send, expires, err := d.rules.SurveyWindow(d.at)
	if err != nil {
		return err
	}
	d.resume(EndedByAction)
	d.signal(SignalExecuted)
	d.supersede(func(k Clock) bool { return k.Recurs })
	d.record(&Carried{
		Note: m.Note, StillOpen: m.StillOpen, Amount: done.Amount, SendAt: send.UTC(), Expires: expires.UTC(),
		Expected: send.UTC().Add(d.rules.JourneyGrace()),
	})
	return d.reach(AtExecution, d.at)
}

// settle is the option that was carried out. It refuses what nobody said yes to or had the authority for, and silence on promises.
func (m *Execute) settle(d *decision) (Option, error) {
	switch {
	case d.c.Plan == nil && d.c.Draft == nil:
		return Option{}, Errorf(Conflict, "nothing was proposed in this round; propose a solution first")
	case d.c.Draft != nil:
		need, _ := d.c.Draft.Awaits()
		return Option{}, Errorf(Conflict, "what was proposed waits for the approval of the %s", need.Role)
	}
	option, err := d.c.Plan.settles(d.rules.MustChoose)
	if err != nil {
		return option, err
	}
	lacking, err := d.unapproved(*d.c.Plan, option, m.Elsewhere)
	switch {
	case err != nil:
		return option, err
	case len(lacking) > 0:
		return option, Errorf(Conflict, "this needs the approval of the %s now, by %s; propose it again", lacking[0].Role, oneOf(lacking[0].Why))
	case m.StillOpen == "" && len(d.c.OpenPromises()) > 0:
		return option, ConflictField("still_open", "is required while promises are not kept; say what becomes of them, or keep them first")
	}
	return option, nil
}
