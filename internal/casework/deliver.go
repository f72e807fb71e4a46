package casework

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"redress/internal/access"
	"redress/internal/complaint"
	"redress/internal/tenant"
)

// Outbox keeps the notices that were ordered, and what became of them.
type Outbox interface {
	// Claim takes a deliverable notice for one try, which nobody takes over before until; false: it is not deliverable,
	// or somebody else has it.
	Claim(ctx context.Context, n NoticeRef, until time.Time) (Claimed, bool, error)
	// Sent records that a notice has left. A notice that its case must hear of stays due until a Settlement says so.
	Sent(ctx context.Context, n NoticeRef, d Delivery) error
	// Postpone puts a notice back for another try.
	Postpone(ctx context.Context, n NoticeRef, next time.Time) error
}

// Claimed is a notice taken for a try, counted from 1.
type Claimed struct {
	Notice complaint.Notice
	Tries  int
	Left   complaint.Reach // set if it has left already, and only its case does not know
}

// Delivery is the proof that a notice left.
type Delivery struct {
	Reach   complaint.Reach
	Proof   string // the carrier's id of the message
	At      time.Time
	Settled bool // nobody else has to hear of it

	Standin string // user name of who was told in the owner's place, who was absent
}

// Letter is a notice as it is sent.
type Letter struct {
	From, To, Subject, Body string
}

// Carrier sends a letter one way and answers the carrier's id of the message.
type Carrier interface {
	Carry(ctx context.Context, l Letter) (proof string, err error)
}

// Writer puts a notice into words: a letter without sender and receiver, and the same for a text message.
type Writer interface {
	Write(ctx context.Context, o Occasion) (mail Letter, sms string, err error)
}

// Occasion is what a notice is written from.
type Occasion struct {
	Notice complaint.Notice
	Case   complaint.Case
	Tenant tenant.Tenant
	Link   string         // where the complainant goes on; empty for staff
	Zone   *time.Location // in which dates are written
}

// Post delivers notices.
type Post struct {
	Cases    *Cases
	Book     *Book
	Outbox   Outbox
	Writer   Writer
	Carriers map[complaint.Reach]Carrier
	Key      access.Key
}

// FirstLook is how long a notice that was ordered may wait for its sender before the sweep looks after it.
const FirstLook = time.Minute

// tryFor is how long one try may take before another may begin.
const tryFor = 30 * time.Second

// Deliver sends a notice, once: it is claimed before it is sent, and what became of it is recorded after. Where the
// carriers fail it is put back for later, and in the end becomes a task for a person.
func (p *Post) Deliver(ctx context.Context, ref NoticeRef) error {
	claimed, mine, err := p.Outbox.Claim(ctx, ref, p.Cases.now().Add(tryFor))
	if err != nil || !mine {
		return err
	}
	c, err := p.Cases.Store.Case(ctx, ref.Ref)
	if err != nil {
		return err
	}
	if claimed.Left != "" {
		_, err = p.Cases.Do(ctx, report(claimed.Notice, claimed.Left))
		return err
	}
	d, err := p.send(ctx, claimed.Notice, c)
	if err != nil {
		return p.failed(ctx, ref, claimed, c, err)
	}
	return p.sent(ctx, ref, claimed.Notice, c, d)
}

// sent records that a notice left. Where its case must hear of it, one write says both; if the case has moved on
// meanwhile, that the notice left is put on record first, and the case hears of it after.
func (p *Post) sent(ctx context.Context, ref NoticeRef, n complaint.Notice, c complaint.Case, d Delivery) error {
	d.Settled = !n.Kind.MeetsMilestone()
	if d.Settled {
		return p.Outbox.Sent(ctx, ref, d)
	}
	o := report(n, d.Reach)
	o.On, o.Reads, o.Settles.Left = &c, c.Revision, &d
	if _, err := p.Cases.Do(ctx, o); err == nil {
		return nil
	}
	if err := p.Outbox.Sent(ctx, ref, d); err != nil {
		return err
	}
	_, err := p.Cases.Do(ctx, report(n, d.Reach))
	return err
}

// report tells the case that a notice left which meets a milestone.
func report(n complaint.Notice, by complaint.Reach) Order {
	return Order{
		Ref: n.Ref, By: complaint.TheSystem, Settles: &Settlement{Notice: n.ID},
		Command: &complaint.ReportLeft{Notice: n.ID, Kind: n.Kind, Round: n.Round, Reach: by},
	}
}

// failed puts a notice back for later, or hands it to a person when it was tried often enough.
func (p *Post) failed(ctx context.Context, ref NoticeRef, claimed Claimed, c complaint.Case, why error) error {
	slog.WarnContext(ctx, "notice not sent", "tenant", ref.Ref.Tenant, "case", ref.Ref.Case, "notice", ref.Notice,
		"tries", claimed.Tries, "error", why.Error())
	rules, err := p.Book.Policy(ctx, c)
	if err != nil {
		return err
	}
	wait, again := rules.RetryNotice(claimed.Tries)
	if again {
		return p.Outbox.Postpone(ctx, ref, p.Cases.now().Add(wait))
	}
	_, err = p.Cases.Do(ctx, Order{
		Ref: ref.Ref, By: complaint.TheSystem, Settles: &Settlement{Notice: ref.Notice, Failed: true},
		Command: &complaint.ReportFailed{Notice: ref.Notice, Kind: claimed.Notice.Kind},
	})
	return err
}

// send tries every way to whoever the notice is for, the preferred one first.
func (p *Post) send(ctx context.Context, n complaint.Notice, c complaint.Case) (Delivery, error) {
	t, err := p.Book.Tenant(ctx, n.Ref.Tenant)
	if err != nil {
		return Delivery{}, err
	}
	letter, sms, err := p.write(ctx, n, c, t)
	if err != nil {
		return Delivery{}, err
	}
	failed := fmt.Errorf("there is no way to reach them")
	for _, way := range waysTo(n, c, t, p.Cases.now()) {
		one := letter
		one.To = way.address
		if way.reach == complaint.BySMS {
			one.Body = sms
		}
		proof, err := p.Carriers[way.reach].Carry(ctx, one)
		if err == nil {
			return Delivery{Reach: way.reach, Proof: proof, At: p.Cases.now(), Standin: way.standin}, nil
		}
		failed = err
	}
	return Delivery{}, failed
}

func (p *Post) write(ctx context.Context, n complaint.Notice, c complaint.Case, t tenant.Tenant) (Letter, string, error) {
	rules, err := p.Book.Policy(ctx, c)
	if err != nil {
		return Letter{}, "", err
	}
	letter, sms, err := p.Writer.Write(ctx, Occasion{
		Notice: n, Case: c, Tenant: t, Link: p.link(n, c, t), Zone: rules.Calendar.Location(),
	})
	letter.From = t.From
	return letter, sms, err
}

// link is the address in the notice: the survey's in a survey, otherwise the case's own page. Staff get none.
func (p *Post) link(n complaint.Notice, c complaint.Case, t tenant.Tenant) string {
	page, purpose := "complaints", access.ToFollow
	switch {
	case n.To != complaint.ToComplainant:
		return ""
	case n.Kind == complaint.NoticeSurvey:
		page, purpose = "surveys", access.ToAnswer(n.Round)
	}
	return fmt.Sprintf("%s/v1/%s/%s/%s?secret=%s", t.Site, c.Tenant, page, c.ID, p.Key.Secret(c, purpose))
}

type way struct {
	reach   complaint.Reach
	address string
	standin string // user name of who is told in the owner's place
}

// waysTo lists the ways to whoever a notice is for.
func waysTo(n complaint.Notice, c complaint.Case, t tenant.Tenant, at time.Time) []way {
	if n.To != complaint.ToComplainant {
		return []way{wayToStaff(n, c, t, at)}
	}
	addresses := map[complaint.Reach]string{complaint.ByMail: c.Complainant.Email, complaint.BySMS: t.Dial(c.Complainant.Phone)}
	var ways []way
	for _, r := range c.Complainant.Reaches() {
		if addresses[r] != "" {
			ways = append(ways, way{reach: r, address: addresses[r]})
		}
	}
	return ways
}

// wayToStaff is the mail of whom a notice names, of the case's owner or whoever stands in for them, or of the level.
func wayToStaff(n complaint.Notice, c complaint.Case, t tenant.Tenant, at time.Time) way {
	mine := n.To == complaint.ToOwner && c.Owner != nil
	if n.Mail != "" {
		return way{reach: complaint.ByMail, address: n.Mail}
	}
	if mine {
		if stand, absent := t.Substitute(c.Owner.ID, at); absent {
			return way{complaint.ByMail, stand.Mail, stand.User}
		}
		if c.Owner.Mail != "" {
			return way{reach: complaint.ByMail, address: c.Owner.Mail}
		}
	}
	address := t.Mailboxes[n.To]
	if address == "" { // only legal can be without a mailbox
		address = t.Mailboxes[complaint.ToExecutive]
	}
	return way{reach: complaint.ByMail, address: address}
}
