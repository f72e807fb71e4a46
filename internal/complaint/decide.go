package complaint

import (
	"errors"
	"slices"
	"time"
)

// Command is something an actor wants of a case. A new command is a new type with its line in commands.
type Command interface {
	// name is what the command is called on record and by the API.
	name() string
	// decide records the events that carry the command out, or refuses.
	decide(d *decision) error
}

// Name is what a command is called on record and by the API.
func Name(cmd Command) string { return cmd.name() }

// Decide carries a command out on a case. A commit without events means that there is nothing to do. It fails with
// an *Error of kind Forbidden, NotFound, Conflict or Invalid, and otherwise only if the rules do.
func Decide(c Case, cmd Command, by Actor, rules Rules, at time.Time) (Commit, error) {
	if err := Permitted(c, cmd, by); err != nil {
		return Commit{}, err
	}
	d := &decision{c: c.clone(), rules: rules, by: by, at: at.UTC()}
	d.c.Revision++
	if err := cmd.decide(d); err != nil {
		return Commit{}, err
	}
	if d.err != nil {
		return Commit{}, d.err
	}
	d.finish()
	return Commit{Revision: d.c.Revision, At: d.at, Actor: by, Command: cmd.name(), Events: d.events}, nil
}

// Permitted refuses what the actor's role or the case's end rules out, whatever else the command says.
func Permitted(c Case, cmd Command, by Actor) error {
	name := cmd.name()
	if !slices.Contains(rolesFor[name], by.Role) {
		return Errorf(Forbidden, "the role %s may not %s", by.Role, name)
	}
	_, opens := cmd.(*File)
	switch {
	case opens != (c.Revision == 0):
		return Errorf(NotFound, "there is no such case")
	case c.Phase == Closed && !afterClose[name]:
		return Errorf(Conflict, "the case is closed")
	case c.Phase == Joint && !afterJoining[name]:
		return Errorf(Conflict, "the case is a part of %s; go on there", c.Union.Into)
	}
	return nil
}

// decision is a command being carried out: the case as it would be so far, and the events that make it so.
type decision struct {
	c      Case
	rules  Rules
	by     Actor
	at     time.Time
	events []Event
	err    error // of the rules, from where none can be answered
}

// fail keeps the first error of the rules; the command is not carried out.
func (d *decision) fail(err error) { d.err = errors.Join(d.err, err) }

// record makes an event part of the decision.
func (d *decision) record(e Event) {
	e.apply(&d.c, d.at, d.by)
	d.events = append(d.events, e)
}

// in refuses unless the case is in one of the phases.
func (d *decision) in(phases ...Phase) error {
	if slices.Contains(phases, d.c.Phase) {
		return nil
	}
	return Errorf(Conflict, "the case is %s; this needs it to be %s", d.c.Phase, oneOf(phases))
}
