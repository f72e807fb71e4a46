package casework

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"time"

	"redress/internal/complaint"
)

// Store keeps cases.
type Store interface {
	// Case answers a case, or an error of kind NotFound.
	Case(ctx context.Context, ref complaint.Ref) (complaint.Case, error)
	// Save writes the changes of one or more cases whole or not at all. It fails with kind Stale if a case has moved on
	// since, with cause ErrRest if it is one that a change rests on, and with *Repeated if the first change's request was carried out before; the others have none.
	Save(ctx context.Context, changes ...Change) error
	// Done answers what a request of a tenant led to when it was carried out before; nil: it was not.
	Done(ctx context.Context, tenant string, request Request) (*Repeated, error)
}

// Change is a commit with everything that is saved along with it.
type Change struct {
	After   complaint.Case // as the commit leaves it; its revision is the commit's
	Commit  complaint.Commit
	Notices []complaint.Notice
	Request *Request // what a client called this request, if it did
	Settles *Settlement
	Waited  *Waited    // a pause that the commit ended
	Judged  *Judgement // what a person said of the reading, if the commit says it first
	Closing *Closing   // what figures need of the case, if the commit closes it
	Mark    *Mark      // by which a complaint that was filed is recognised
	Loads   []LoadStep // what becomes more and less of what members of staff have
	Entry   *Entry     // in one of the tenant's ledgers, if a record is one
	Numbers []Number   // by which a dispute is known again
	Rests   []Rest     // what was decided on besides the case, and has to stand as it was
}

// Settlement ends a notice along with the commit that reports on it.
type Settlement struct {
	Notice string
	Failed bool      // it never left, and a person has to see to it
	Left   *Delivery // the proof that it left; nil: it is on record already
}

// RequestKept is how long a client's request is recognised when it is sent again.
const RequestKept = 24 * time.Hour

// Request makes a client's request recognisable when it is sent again, for RequestKept.
type Request struct {
	Key    string // the client's name for it, within its tenant and scope
	Digest string // of what was asked, so that one name cannot stand for two requests
}

// Repeated is the error of a request that was carried out before.
type Repeated struct {
	Ref    complaint.Ref
	Digest string
}

func (*Repeated) Error() string { return "this request was carried out before" }

// RuleBook answers the rules a case is judged by.
type RuleBook interface {
	For(ctx context.Context, c complaint.Case) (complaint.Rules, error)
}

// Cases carries commands out.
type Cases struct {
	Store  Store
	Rules  RuleBook
	Drive  *Driver
	Marks  *Marker       // of what is filed; nil: it is not recognised again
	Desk   *Assigner     // gives cases to people; nil: nobody does
	Kept   History       // of what is to be erased; nil: nobody erases anything here
	Salt   func() string // of each commit, 128 bits of chance or more; nil: none, as where nobody's data are at stake
	Forms  Forms         // of what is recorded; nil: nothing is asked for
	Grants *Grants       // for decisions on money; nil: where none is made
	Now    func() time.Time
	After  func(time.Duration) <-chan time.Time // how another try is waited for; nil: as time.After does
}

// attempts is how often a command is decided anew when the case moved on meanwhile.
const attempts = 8

// Order is a command with who gives it.
type Order struct {
	Ref     complaint.Ref
	By      complaint.Actor
	Command complaint.Command
	Reads   int             // the revision the actor decided on; 0: whatever it is
	On      *complaint.Case // the case as it was just read, which spares reading it again; nil: it was not
	Request *Request        // nil: the request has no name
	Settles *Settlement
}

// Do carries an order out and answers the case as it is then. A command that changes nothing saves nothing.
func (w *Cases) Do(ctx context.Context, o Order) (complaint.Case, error) {
	return w.insist(ctx, o.Reads != 0, func() (complaint.Case, error) {
		c, err := w.try(ctx, o)
		o.On = nil // what was read before is out of date
		return c, err
	})
}

// insist tries anew, up to attempts times, where somebody else wrote at the same moment; if the actor decided on this case as it
// stood, only where they wrote another.
func (w *Cases) insist(ctx context.Context, exact bool, once func() (complaint.Case, error)) (complaint.Case, error) {
	for try := 1; ; try++ {
		c, err := once()
		if try == attempts || !complaint.Is(err, complaint.Stale) || exact && !errors.Is(err, ErrRest) {
			return c, err
		}
		if err := w.pause(ctx, try); err != nil {
			return complaint.Case{}, err
		}
	}
}

// try carries an order out once. An order that is refused may be one that was carried out before: then the case has
// moved on because of it.
func (w *Cases) try(ctx context.Context, o Order) (complaint.Case, error) {
	c, err := w.once(ctx, o)
	var refused *complaint.Error
	if o.Request == nil || !errors.As(err, &refused) {
		return c, err
	}
	done, unknown := w.Store.Done(ctx, o.Ref.Tenant, *o.Request)
	switch {
	case unknown != nil: // it may have been carried out, so nobody may say that it was refused
		return complaint.Case{}, unknown
	case done == nil:
		return c, err
	}
	return w.repeated(ctx, o, done)
}

func (w *Cases) once(ctx context.Context, o Order) (complaint.Case, error) {
	before, err := w.before(ctx, o)
	if err != nil {
		return complaint.Case{}, err
	}
	if o.Reads != 0 && o.Reads != before.Revision {
		return complaint.Case{}, complaint.Errorf(complaint.Stale,
			"you read revision %d, the case is at %d; read it again", o.Reads, before.Revision)
	}
	switch cmd := o.Command.(type) {
	case *complaint.Merge:
		return w.merge(ctx, before, o, *cmd)
	case *complaint.Part:
		return w.part(ctx, before, o, cmd)
	case *complaint.NotSame:
		return w.notSame(ctx, before, o, cmd)
	case *complaint.AnswerErasure:
		return w.answerErasure(ctx, before, o, *cmd)
	case *complaint.Write:
		if before.Union != nil { // what is said of a part is said of the whole
			o.Ref.Case, o.On = before.Union.Into, nil
			return w.once(ctx, o)
		}
	}
	return w.decide(ctx, before, o)
}

// before is the case that an order is decided on.
func (w *Cases) before(ctx context.Context, o Order) (complaint.Case, error) {
	if o.On != nil {
		return *o.On, nil
	}
	return w.Store.Case(ctx, o.Ref)
}

// decide carries an order out on a case, and on those that the order concerns besides.
func (w *Cases) decide(ctx context.Context, before complaint.Case, o Order) (complaint.Case, error) {
	rests, err := w.Grants.inform(ctx, w.Store, before, o)
	if err != nil {
		return complaint.Case{}, err
	}
	cmd, err := w.Desk.prepare(ctx, before, o.By, o.Command)
	if err != nil {
		return complaint.Case{}, err
	}
	cmd, filling, err := w.fill(ctx, before, o.By, cmd)
	if err != nil {
		return complaint.Case{}, err
	}
	first, err := w.judge(ctx, before, o.By, cmd)
	if err != nil {
		return complaint.Case{}, err
	}
	if len(first.Commit.Events) == 0 {
		return before, nil
	}
	filling.book(&first)
	first.Request, first.Settles, first.Rests = o.Request, o.Settles, rests
	if err := w.Marks.mark(ctx, &first); err != nil {
		return complaint.Case{}, err
	}
	return w.save(ctx, o, step{before, first})
}

// judge decides a command on a case, and answers what it would change.
func (w *Cases) judge(ctx context.Context, before complaint.Case, by complaint.Actor, cmd complaint.Command) (Change, error) {
	rules, err := w.Rules.For(ctx, before)
	if err != nil {
		return Change{}, err
	}
	return w.judgeBy(ctx, rules, before, by, cmd)
}

func (w *Cases) judgeBy(ctx context.Context, rules complaint.Rules, before complaint.Case, by complaint.Actor, cmd complaint.Command) (Change, error) {
	commit, err := complaint.Decide(before, cmd, by, rules, w.now())
	if err != nil {
		return Change{}, err
	}
	after := before
	var loads []LoadStep
	if len(commit.Events) > 0 {
		if w.Salt != nil {
			commit.Salt = w.Salt()
		}
		after = before.After(commit)
		if commit, loads, err = w.Desk.follow(ctx, before, after, commit); err != nil {
			return Change{}, err
		}
		after = before.After(commit)
	}
	return Change{
		Loads: loads,
		After: after, Commit: commit, Notices: complaint.Notices(after, commit), Waited: waitedOf(after, commit),
		Judged: judgedOf(before, commit), Closing: closingOf(after, commit, rules),
	}, nil
}

// step is a change with the case it changes.
type step struct {
	before complaint.Case
	Change
}

// save saves the steps together, lets the state machines follow, and answers the first case as it is then.
func (w *Cases) save(ctx context.Context, o Order, steps ...step) (complaint.Case, error) {
	changes := make([]Change, len(steps))
	for i, s := range steps {
		changes[i] = s.Change
	}
	if err := w.Store.Save(ctx, changes...); err != nil {
		return w.repeated(ctx, o, err)
	}
	for _, s := range steps {
		warnProvisional(ctx, s.Change)
		if err := w.Drive.Follow(ctx, s.before, s.After, s.Commit.At); err != nil {
			// The commit stands. The sweep finds what was not started.
			slog.WarnContext(ctx, "state machine not told", "tenant", s.After.Tenant, "case", s.After.ID, "error", err.Error())
		}
	}
	return steps[0].After, nil
}

// repeated answers a request that was carried out before as it was answered then, by the case it led to.
func (w *Cases) repeated(ctx context.Context, o Order, err error) (complaint.Case, error) {
	var before *Repeated
	if !errors.As(err, &before) {
		return complaint.Case{}, err
	}
	if before.Digest != o.Request.Digest {
		return complaint.Case{}, complaint.ConflictField("Idempotency-Key", "was used for another request; give each request a key of its own")
	}
	return w.Store.Case(ctx, before.Ref)
}

// now is the time, as exact as it is kept.
func (w *Cases) now() time.Time { return w.Now().UTC().Truncate(time.Millisecond) }

// pause waits a little longer with each try, each time by chance, so that those who collided do not collide again.
func (w *Cases) pause(ctx context.Context, try int) error {
	after := w.After
	if after == nil {
		after = time.After
	}
	most := time.Duration(try*try) * 10 * time.Millisecond
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-after(rand.N(most)): //nolint:gosec // chance, not a secret
		return nil
	}
}
