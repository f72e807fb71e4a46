package complaint_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"redress/internal/complaint"
	"redress/internal/policy"
)

// TestNoAmountWithoutItsApprovals: whatever anybody does in whatever order, an amount is carried out only as it was chosen or as the
// only thing that was offered, with the approvals that the whole of what the case was granted needs, by people who neither
// proposed it nor own the case, of exactly this offer, after it was proposed and not refused since.
func TestNoAmountWithoutItsApprovals(t *testing.T) {
	rules := policy.Rules{Policy: hurried(t), Calendar: around(t)}
	rapid.Check(t, func(t *rapid.T) {
		w := &world{t: t, rules: rules, at: received, book: ledger{}}
		b := &approvals{}
		for _, cmd := range []complaint.Command{sofa(), readAs(complaint.CategoryQuality, complaint.Ordinary), &complaint.Acknowledge{}} {
			by := system
			if complaint.Name(cmd) == "file" {
				by = customer
			}
			w.step(by, cmd)
		}
		t.Repeat(map[string]func(*rapid.T){
			"handle":  func(t *rapid.T) { w.t = t; b.follow(t, w, w.handle(t)) },
			"approve": func(t *rapid.T) { w.t = t; b.follow(t, w, w.answer(t, b.seen)) },
			"decide":  func(t *rapid.T) { w.t = t; b.follow(t, w, w.answer(t, b.seen)) },
			"bring":   func(t *rapid.T) { w.t = t; b.follow(t, w, w.bring(t)) },
			"hand on": func(t *rapid.T) { w.t = t; b.follow(t, w, w.handOn(t)) },
		})
	})
}

var (
	handlers = []complaint.Actor{mei, tao, lin, manager, zhou}
	deciders = []complaint.Actor{mei, lin, {Role: complaint.Lead, ID: "wu"}, manager, zhou, boss, lawyer}
)

// handle has a handler propose or carry out, at the right moment and not.
func (w *world) handle(t *rapid.T) complaint.Commit {
	by := rapid.SampledFrom(handlers).Draw(t, "handler")
	if w.c.Owner == nil {
		return w.step(by, &complaint.Take{})
	}
	if rapid.IntRange(0, 2).Draw(t, "owner") > 0 {
		by = *w.c.Owner
	}
	offer := pay(rapid.SampledFrom([]int{1, 100, 200, 201, 800, 1001, 4999, 9000, 10_001}).Draw(t, "amount"))
	if rapid.Bool().Draw(t, "several") {
		offer.Others = []complaint.Option{
			{Remedy: complaint.Repair, Text: "Or we repair it."}, {Remedy: complaint.Compensation, Text: "Or this.", Amount: yuan(150)},
		}
	}
	return w.step(by, rapid.SampledFrom([]complaint.Command{offer, offer, &complaint.Execute{StillOpen: "Later."}}).Draw(t, "what"))
}

// answer has somebody approve, refuse or choose, what is there now or what was there before.
func (w *world) answer(t *rapid.T, seen []string) complaint.Commit {
	hash := exchangeHash
	if len(seen) > 0 {
		hash = rapid.SampledFrom(seen).Draw(t, "old")
	}
	for _, p := range []*complaint.Plan{w.c.Plan, w.c.Draft} {
		if p != nil && rapid.IntRange(0, 2).Draw(t, "now") > 0 {
			hash = p.Hash
		}
	}
	by := rapid.SampledFrom(deciders).Draw(t, "who")
	switch rapid.SampledFrom([]string{"approve", "approve", "approve", "refuse", "choose", "take back"}).Draw(t, "answer") {
	case "refuse":
		return w.step(by, &complaint.RefuseApproval{Offer: hash, Reason: "No."})
	case "choose":
		return w.step(customer, &complaint.Choose{Offer: hash, Option: complaint.Positive(rapid.IntRange(1, 3).Draw(t, "option"))})
	case "take back":
		return w.step(by, &complaint.RecordChoice{Offer: hash, Demand: "More.", Note: "By phone."})
	}
	return w.step(by, &complaint.Approve{Offer: hash})
}

// bring takes the case on to a further round.
func (w *world) bring(t *rapid.T) complaint.Commit {
	if w.c.Survey != nil && w.c.Phase == complaint.Executed {
		w.until(w.c.Survey.SendAt)
	}
	return w.step(customer, rapid.SampledFrom([]complaint.Command{unhappy(), &complaint.Reopen{Reason: "Again."}}).Draw(t, "again"))
}

func (w *world) handOn(t *rapid.T) complaint.Commit {
	w.step(system, &complaint.Ask{})
	return w.step(rapid.SampledFrom(handlers).Draw(t, "from"), &complaint.HandOver{To: rapid.SampledFrom(handlers).Draw(t, "to").ID})
}

// approvals is what events alone say of who approved what.
type approvals struct {
	seen    []string // hashes so far
	waits   complaint.Plan
	given   map[complaint.Role]string // role to who, of what waits
	told    complaint.Plan
	stands  map[complaint.Role]string // of what the complainant was told
	chosen  int
	granted int // minor units
}

func (b *approvals) follow(t *rapid.T, w *world, m complaint.Commit) {
	for _, e := range m.Events {
		switch e := e.(type) {
		case *complaint.OfferDrafted:
			if e.Plan.Hash != b.waits.Hash { // a longer chain keeps what it has
				b.given = map[complaint.Role]string{}
			}
			b.waits, b.seen = e.Plan, append(b.seen, e.Plan.Hash)
		case *complaint.Approved:
			b.approve(t, w, m, e)
		case *complaint.ApprovalRefused:
			b.waits, b.given = complaint.Plan{}, nil
		case *complaint.Proposed:
			b.told, b.stands, b.chosen, b.seen = e.Plan, map[complaint.Role]string{}, 0, append(b.seen, e.Plan.Hash)
			if e.Plan.Hash == b.waits.Hash {
				b.stands = b.given
			}
			b.waits, b.given = complaint.Plan{}, nil
		case *complaint.Chosen:
			b.chosen = e.Option
			b.waits, b.given = complaint.Plan{}, nil
		case *complaint.AllDeclined:
			b.chosen = -1
		case *complaint.RoundOpened:
			b.told, b.waits, b.chosen = complaint.Plan{}, complaint.Plan{}, 0
		case *complaint.Carried:
			b.carry(t, e)
		}
	}
}

func (b *approvals) approve(t *rapid.T, w *world, m complaint.Commit, e *complaint.Approved) {
	by := m.Actor.ID
	switch {
	case e.Offer != b.waits.Hash:
		t.Fatalf("%s was approved, %s waits", e.Offer, b.waits.Hash)
	case by == b.waits.By || w.c.Owner != nil && by == w.c.Owner.ID:
		t.Fatalf("%s approved their own", by)
	}
	for _, who := range b.given {
		if who == by {
			t.Fatalf("%s approved twice", by)
		}
	}
	for _, r := range e.Roles {
		b.given[r] = by
	}
}

// carry: limits of redress-2026.5 for compensation of grade 2, as they are written there.
func (b *approvals) carry(t *rapid.T, e *complaint.Carried) {
	if b.told.Hash == "" || b.chosen < 0 || b.chosen == 0 && len(b.told.Others) > 0 {
		t.Fatalf("carried out without a yes: %+v", b.told)
	}
	done := b.told.Options()[max(b.chosen-1, 0)]
	if (done.Amount == nil) != (e.Amount == nil) || done.Amount != nil && *done.Amount != *e.Amount {
		t.Fatalf("%v was paid, %v was offered", e.Amount, done.Amount)
	}
	if e.Amount == nil {
		return
	}
	b.granted += e.Amount.Amount
	may := []complaint.Role{b.told.Role}
	for r := range b.stands {
		may = append(may, r)
	}
	limits := []struct {
		role complaint.Role
		most int
	}{{complaint.Agent, 200_00}, {complaint.Lead, 1000_00}, {complaint.Manager, 10_000_00}, {complaint.Executive, 1 << 60}}
	if !slices.ContainsFunc(limits, func(l struct {
		role complaint.Role
		most int
	}) bool {
		return slices.Contains(may, l.role) && b.granted <= l.most
	}) {
		t.Fatalf("%d were granted in all, by %v", b.granted, may)
	}
	if b.granted >= 5000_00 && b.stands[complaint.Legal] == "" {
		t.Fatalf("%d were granted in all, and legal has not seen it: %v", b.granted, b.stands)
	}
}
