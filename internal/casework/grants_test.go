package casework_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/storetest"
	"redress/internal/tenant"
)

// gao is a manager, and zhou one who is away.
var (
	gao  = complaint.Actor{Role: complaint.Manager, ID: "gao", Mail: "gao@acme.example"}
	zhou = complaint.Actor{Role: complaint.Manager, ID: "zhou"}
)

// deciding is a world in which what a complainant is granted elsewhere counts.
func deciding(t *testing.T) *world {
	t.Helper()
	w := newWorld(t)
	w.cases.Grants = &casework.Grants{Book: &casework.Book{Tenants: w.memory, Now: w.clock.Now}, People: w.memory}
	return w
}

// another is a case of a complainant, as it was read, in han's hands.
func (w *world) another(n int, mail, phone string) complaint.Case {
	w.Helper()
	f := complainOf(acme, fmt.Sprintf("thing %d of mine: %s", n, []string{"the lamp hums", "a leg is too short", "no invoice came", "wrong colour"}[n%4]))
	f.Complainant.Email, f.Complainant.Phone, f.Matter.Order = mail, phone, fmt.Sprintf("A-%d", n)
	c, err := w.cases.File(w.Context(), complaint.TheComplainant, f, nil)
	w.ok(err)
	_, err = w.reader.Read(w.Context(), c.Ref())
	w.ok(err)
	w.do(c, complaint.TheSystem, &complaint.Acknowledge{})
	return w.do(c, han, &complaint.Take{})
}

// pay offers so many yuan.
func pay(yuan int) *complaint.Propose {
	return &complaint.Propose{
		Remedy: complaint.Compensation, Text: "We make it good.", Amount: &complaint.Sum{Amount: yuan * 100, Currency: complaint.Yuan},
	}
}

// TestASumSplitOverCasesIsSeen: what the same person is granted or offered on other cases counts, by mail or telephone, for as long as
// the policy looks back; that of others does not.
func TestASumSplitOverCasesIsSeen(t *testing.T) {
	w := deciding(t)
	first := w.another(0, "li@example.com", "+86 13800000000")
	if first = w.do(first, han, pay(150)); first.Plan == nil {
		t.Fatalf("150 need %+v", first.Draft)
	}
	byPhone := w.another(1, "", "138 0000 0000")
	if byPhone = w.do(byPhone, han, pay(60)); byPhone.Draft == nil || byPhone.Draft.Needs[0].Role != complaint.Lead {
		t.Fatalf("60 beside 150 that are offered: %+v", byPhone.Plan)
	}
	if stranger := w.do(w.another(2, "han.mei@example.com", "+86 13900000000"), han, pay(150)); stranger.Plan == nil {
		t.Errorf("somebody else's 150 need %+v", stranger.Draft)
	}
	w.do(first, han, &complaint.Execute{})
	byMail := w.another(3, "LI@example.com", "+86 13700000000")
	if byMail = w.do(byMail, han, pay(51)); byMail.Draft == nil {
		t.Error("51 beside 150 that were paid")
	}
	w.clock.Pass(91 * 24 * time.Hour)
	late := w.another(4, "li@example.com", "+86 13800000000")
	w.do(byPhone, lin, &complaint.RefuseApproval{Offer: byPhone.Draft.Hash, Reason: "No."})
	w.do(byMail, lin, &complaint.RefuseApproval{Offer: byMail.Draft.Hash, Reason: "No."})
	if late = w.do(late, han, pay(150)); late.Plan == nil {
		t.Errorf("after the window 150 need %+v", late.Draft)
	}
}

// TestTwoOffersAtOnce: both were told within the limit, and only one is carried out without an approval.
func TestTwoOffersAtOnce(t *testing.T) {
	w := deciding(t)
	a, b := w.another(0, "li@example.com", ""), w.another(1, "li@example.com", "")
	grants := w.cases.Grants
	w.cases.Grants = nil // as if neither had seen the other
	w.do(a, han, pay(150))
	w.do(b, han, pay(150))
	w.cases.Grants = grants
	w.do(a, han, &complaint.Execute{})
	_, err := w.try(b.Ref(), han, &complaint.Execute{})
	w.refused(err, complaint.Conflict)
	b = w.do(b, han, pay(150))
	b = w.do(b, lin, &complaint.Approve{Offer: b.Draft.Hash})
	w.do(b, han, &complaint.Execute{})
}

// TestTwoExecutionsAtTheSameMoment: while one is decided the other is carried out, so that neither has seen the other; still only one
// takes place, whether or not the clerk says which revision they read.
func TestTwoExecutionsAtTheSameMoment(t *testing.T) {
	for _, exact := range []bool{false, true} {
		t.Run(fmt.Sprint("exact ", exact), func(t *testing.T) {
			w := deciding(t)
			a, b := w.another(0, "li@example.com", ""), w.another(1, "li@example.com", "")
			grants := w.cases.Grants
			w.cases.Grants = nil // as if neither offer had seen the other
			w.do(a, han, pay(150))
			b = w.do(b, han, pay(150))
			w.cases.Grants = grants
			w.cases.Store = &hooked{Store: w.memory, before: once("Save", func() error { w.do(a, han, &complaint.Execute{}); return nil })}
			o := casework.Order{Ref: b.Ref(), By: han, Command: &complaint.Execute{}}
			if exact {
				o.Reads = b.Revision
			}
			_, err := w.cases.Do(w.Context(), o)
			w.refused(err, complaint.Conflict)
		})
	}
}

// asking counts what is asked of a store.
type asking struct {
	storetest.Store
	cases, people int
}

func (s *asking) Case(ctx context.Context, ref complaint.Ref) (complaint.Case, error) {
	s.cases++
	return s.Store.Case(ctx, ref)
}

func (s *asking) Person(ctx context.Context, tenant, key string) (casework.Person, error) {
	s.people++
	return s.Store.Person(ctx, tenant, key)
}

// TestLookingElsewhereIsBounded: however many cases somebody has, so many are looked at, and where there may be more somebody approves.
// What pays nothing looks nowhere.
func TestLookingElsewhereIsBounded(t *testing.T) {
	w := deciding(t)
	var last complaint.Case
	for n := range casework.PrintPage + 3 {
		last = w.another(n, "li@example.com", "+86 13800000000")
		w.clock.Pass(26 * time.Hour)
	}
	store := &asking{Store: w.memory}
	w.cases.Store, w.cases.Grants.People = store, store
	c := w.do(last, han, &complaint.Propose{Remedy: complaint.Repair, Text: "We repair it."})
	if store.people != 0 || store.cases != 1 || c.Plan == nil {
		t.Errorf("a repair asked %d times for people and %d times for cases", store.people, store.cases)
	}
	store.cases = 0
	c = w.do(last, han, pay(1))
	if store.people != 2 || store.cases > 1+casework.PrintPage {
		t.Errorf("asked %d times for people and %d times for cases", store.people, store.cases)
	}
	if c.Draft == nil || !slices.Contains(c.Draft.Needs[0].Why, "unseen") {
		t.Errorf("told %+v, drafted %+v", c.Plan, c.Draft)
	}
}

// TestASubstituteApproves for whoever is away, as far as the tenant lets them, and it is on record for whom.
func TestASubstituteApproves(t *testing.T) {
	w := deciding(t)
	known, err := w.memory.Tenant(w.Context(), acme)
	w.ok(err)
	away := func(user string, role complaint.Role, until time.Time) tenant.Absence {
		return tenant.Absence{
			User: user, Role: role, From: w.clock.Now().Add(-time.Hour), Until: until, Stand: tenant.Standin{User: mei.ID, Mail: mei.Mail},
		}
	}
	soon := w.clock.Now().Add(time.Hour)
	known.Absences = []tenant.Absence{away(zhou.ID, complaint.Manager, soon), away("wu", "", soon), away("xu", complaint.Manager, w.clock.Now())}
	w.ok(w.memory.PutTenant(w.Context(), known))
	c := w.another(0, "li@example.com", "")
	c = w.do(c, han, pay(4000))
	hash := c.Draft.Hash
	for _, absent := range []string{"wu", "xu", "gao", "nobody"} { // may not, is back, is there, is nobody
		_, err := w.try(c.Ref(), mei, &complaint.Approve{Offer: hash, For: absent})
		if e := w.refused(err, complaint.Forbidden); e.Field != "for" {
			t.Errorf("for %s: %v", absent, e)
		}
	}
	_, err = w.try(c.Ref(), lin, &complaint.Approve{Offer: hash, For: zhou.ID})
	w.refused(err, complaint.Forbidden)
	_, err = w.try(c.Ref(), mei, &complaint.Approve{Offer: hash})
	w.refused(err, complaint.Forbidden)
	c = w.do(c, mei, &complaint.Approve{Offer: hash, For: zhou.ID})
	if got := c.Plan.Approvals; len(got) != 2 || got[0].By != mei.ID || got[0].For != zhou.ID {
		t.Errorf("approved %+v", got)
	}
}

// TestAnApprovalInTheQueue: the line of a case says whose approval is waited for, and how many promises are to be kept; the level is told.
func TestAnApprovalInTheQueue(t *testing.T) {
	w := deciding(t)
	c := w.another(0, "li@example.com", "")
	offer := pay(4000)
	offer.Promises = []complaint.Undertaking{{What: "It is paid.", Due: "3wd"}}
	c = w.do(c, han, offer)
	if b := casework.BriefOf(c); b.Approval != complaint.Lead || b.Promises != 0 || b.Milestone == "" {
		t.Errorf("%+v", b)
	}
	if n := w.notice(c.Ref(), complaint.NoticeApproval); n.To != complaint.ToLead {
		t.Errorf("asked %s", n.To)
	}
	c = w.do(c, lin, &complaint.Approve{Offer: c.Draft.Hash})
	if b := casework.BriefOf(c); b.Approval != complaint.Manager {
		t.Errorf("%+v", b)
	}
	c = w.do(c, gao, &complaint.Approve{Offer: c.Draft.Hash})
	if b := casework.BriefOf(c); b.Approval != "" || b.Promises != 1 {
		t.Errorf("%+v", b)
	}
}
