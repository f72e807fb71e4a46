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

// checked is a command whose own words can be wrong, whatever the case is like.
type checked interface{ check() error }

// Check refuses a command whose own words are wrong, with an *Error of kind Invalid.
func Check(cmd Command) error {
	if c, ok := cmd.(checked); ok {
		return c.check()
	}
	return nil
}

// Decide carries a command out on a case. A commit without events means that there is nothing to do. It fails with
// an *Error of kind Forbidden, NotFound, Conflict or Invalid, and otherwise only if the rules do. Invalid is what is wrong
// with the command itself; Conflict is what does not fit the case as it is.
func Decide(c Case, cmd Command, by Actor, rules Rules, at time.Time) (Commit, error) {
	if err := Permitted(c, cmd, by); err != nil {
		return Commit{}, err
	}
	d := &decision{c: c.Clone(), rules: rules, by: by, at: at.UTC()}
	d.c.Revision++
	if err := d.gate(cmd.name()); err != nil {
		return Commit{}, err
	}
	if err := cmd.decide(d); err != nil {
		return Commit{}, err
	}
	if d.err != nil {
		return Commit{}, d.err
	}
	d.finish()
	if d.keep(); d.err != nil {
		return Commit{}, d.err
	}
	return Commit{Revision: d.c.Revision, At: d.at, Actor: by, Command: cmd.name(), Events: d.events}, nil
}

// Permitted refuses what the actor's role, the command's own words or the case's end rule out.
func Permitted(c Case, cmd Command, by Actor) error {
	name := cmd.name()
	if !slices.Contains(rolesFor[name], by.Role) {
		return Errorf(Forbidden, "the role %s may not %s", by.Role, name)
	}
	if _, opens := cmd.(*File); opens != (c.Revision == 0) {
		return Errorf(NotFound, "there is no such case")
	}
	if err := Check(cmd); err != nil {
		return err
	}
	if c.Phase == Closed && !afterClose[name] {
		return Errorf(Conflict, "the case is closed")
	}
	if c.Erased() && !afterErasure[name] {
		return Errorf(Conflict, "the personal data of this case were erased; file a new complaint")
	}
	if c.Phase == Joint && !afterJoining[name] {
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
