package complaint

import (
	"cmp"
	"strings"
	"time"
)

// AgreementRecorded says that both sides agree and nothing is left to carry out.
type AgreementRecorded struct {
	Note string `json:"note"`
}

// Close ends a case on which both agree, with nothing to carry out and nobody to ask. Only where the policy allows it, what was
// agreed was put to the complainant in writing (propose), and nothing at all is owed: no case is closed to be rid of it.
type Close struct {
	Note string `json:"note"` // how the complainant agreed
}

func (*Close) name() string { return "close" }

func (m *Close) check() error { return longText("note", m.Note, maxText) }

func (m *Close) decide(d *decision) error {
	if err := cmp.Or(d.in(Handling), d.owned()); err != nil {
		return err
	}
	if d.c.grave() || !d.rules.ClosesByAgreement(d.c.Grade) {
		return Errorf(Conflict, "a %s case of grade %d is not closed by agreement; carry the remedy out (execute)", d.c.Flow, d.c.Grade)
	}
	if missing := d.c.missing(); len(missing) > 0 {
		return Errorf(Conflict, "the case cannot be closed before: %s", strings.Join(missing, ", "))
	}
	d.record(&AgreementRecorded{Note: m.Note})
	d.resume(EndedByAction)
	d.conclude(Agreed)
	return nil
}

// missing names what is still to be done before a case can be closed by agreement.
func (c Case) missing() (missing []string) {
	if !c.Assessed {
		missing = append(missing, "assess")
	}
	if c.Plan == nil {
		missing = append(missing, "propose")
	}
	if c.Rejection.Pending() {
		missing = append(missing, "refuse_rejection")
	}
	for _, k := range c.OpenObligations() {
		missing = append(missing, "milestone "+k.Milestone)
	}
	for _, t := range c.Tasks {
		missing = append(missing, "task "+t.Notice)
	}
	return missing
}

func (*AgreementRecorded) apply(*Case, time.Time, Actor) {}
