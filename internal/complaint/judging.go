package complaint

import "time"

// Judging is what the rules say of verification, responsibility and the ends of a case that has no remedy.
type Judging interface {
	// Checklist names what a person asks of a complaint before it is worked on (requirement A6), in order; none: nothing is asked.
	Checklist(Flow, Grade) []string
	// VerifiedFirst says whether a command needs the facts of a case of the grade to be verified.
	VerifiedFirst(command string, g Grade) bool
	// Departments lists those that can be held responsible.
	Departments() []string
	// Recourse lists where else a complainant can turn, in their language.
	Recourse(Language) []Recourse
	// ObjectUntil answers until when a complainant may object to a rejection; zero: they may not.
	ObjectUntil(rejected time.Time) (time.Time, error)
	// ClosesByAgreement says whether staff may close a case of the grade on which both agree, with nothing to carry out.
	ClosesByAgreement(Grade) bool
}

// Gateable lists the commands that a policy may make wait for the verification.
var Gateable = []string{"decide_responsibility", "propose", "execute"}

// gate refuses a command that the policy makes wait for the verification. Grade 1 never waits for it.
func (d *decision) gate(command string) error {
	switch {
	case d.c.Phase != Handling || d.c.Grade == Major || !d.rules.VerifiedFirst(command, d.c.Grade), d.factsVerified():
		return nil
	}
	return Errorf(Conflict, "the facts must be verified before %s; verify the case first", command)
}
