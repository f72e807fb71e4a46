//go:build e2e

package e2e

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"redress/internal/client"
	"redress/internal/complaint"
)

// yuan is a sum in whole yuan.
func yuan(n int) *complaint.Sum { return &complaint.Sum{Amount: n * 100, Currency: complaint.Yuan} }

// pay offers so many yuan.
func pay(n int) *complaint.Propose {
	return &complaint.Propose{Remedy: complaint.Compensation, Text: "我们赔偿您的损失。", Amount: yuan(n)}
}

// options are a refund, or an exchange with a letter and a promise.
func options(due string) *complaint.Propose {
	return &complaint.Propose{
		Remedy: complaint.Refund, Text: "全额退款。", Amount: yuan(180),
		Others: []complaint.Option{{
			Remedy: complaint.Exchange, Text: "更换全新的一台。", Comfort: []complaint.Comfort{complaint.ApologyLetter},
			Promises: []complaint.Undertaking{{What: "新机送货上门并安装。", Mail: "depot@example.com", Due: due}},
		}},
	}
}

// submit sends a form of a page as a browser does.
func submit(t *testing.T, to string, form url.Values) (int, string) {
	t.Helper()
	resp, body := send(t, to, form)
	return resp.StatusCode, body
}

// TestOptionsAreChosenOnThePage: the page shows what is offered, looking changes nothing, a form chooses, and what goes with it is
// owed; a choice for what was replaced is refused (requirement D5).
func TestOptionsAreChosenOnThePage(t *testing.T) {
	t.Parallel()
	s := file(t, w.real, slow)
	s.do(w.real.agent, &complaint.Take{}, options("3wd"))
	seen := s.now().Plan.Hash
	s.do(w.real.agent, options("5wd"))
	before := byPeople(s.now())
	base := w.real.public.Base + "/v1/" + w.real.id + "/complaints/" + s.receipt.Case
	page := get(t, base+"?lang=zh&secret="+s.receipt.Secret)
	hashes := regexp.MustCompile(`name="offer" value="([0-9a-f]{64})"`).FindAllStringSubmatch(page, -1)
	if len(hashes) != 3 || !strings.Contains(page, "180.00 CNY") || !strings.Contains(page, "道歉信") {
		t.Fatalf("%d forms in %.3000s", len(hashes), page)
	}
	if got := byPeople(s.now()); got != before {
		t.Errorf("looking made %d commits of %d", got, before)
	}
	form := url.Values{"secret": {s.receipt.Secret}, "offer": {seen}, "option": {"2"}}
	if status, _ := submit(t, base+"/choice", form); status != http.StatusConflict {
		t.Errorf("what was replaced: %d", status)
	}
	wantProblem(t, w.real.public.Choose(t.Context(), s.receipt, complaint.Choose{Offer: seen, Option: 2}), http.StatusConflict)
	wantProblem(t, w.real.public.Choose(t.Context(), client.Receipt{Case: s.receipt.Case, Secret: "guessed"}, complaint.Choose{Offer: hashes[0][1], Option: 2}), http.StatusNotFound)
	s.refused(w.real.agent, &complaint.Execute{}, http.StatusConflict)
	form.Set("offer", hashes[0][1])
	for range 2 { // a double click
		if status, body := submit(t, base+"/choice", form); status != http.StatusOK {
			t.Fatalf("%d %.300s", status, body)
		}
	}
	c := s.now()
	if o, is := c.Plan.Chosen(); !is || o.Remedy != complaint.Exchange || len(c.Promises) != 1 {
		t.Fatalf("chosen %+v, promised %+v", o, c.Promises)
	}
	wantProblem(t, w.real.public.Choose(t.Context(), s.receipt, complaint.Choose{Offer: hashes[0][1], Option: 1}), http.StatusConflict)
	s.refused(w.real.agent, &complaint.Execute{}, http.StatusConflict) // a promise is not kept
	s.do(w.real.agent, &complaint.KeepPromise{Promise: c.Promises[0].ID, Note: "Delivered."}, &complaint.Execute{})
}

// TestAllIsDeclined: the complainant asks for something of their own, and somebody with authority decides on it.
func TestAllIsDeclined(t *testing.T) {
	t.Parallel()
	shownOnce(t)
	s := file(t, w.real, slow)
	s.do(w.real.agent, &complaint.Take{}, options("3wd"))
	base := w.real.public.Base + "/v1/" + w.real.id + "/complaints/" + s.receipt.Case
	form := url.Values{"secret": {s.receipt.Secret}, "offer": {s.now().Plan.Hash}, "demand": {"我要求换一套沙发。"}}
	if status, body := submit(t, base+"/choice", form); status != http.StatusOK {
		t.Fatalf("%d %.300s", status, body)
	}
	c := s.now()
	i := slices.IndexFunc(c.Tasks, func(k complaint.Task) bool { return k.Kind == string(complaint.NoticeDemand) })
	if i < 0 {
		t.Fatalf("tasks %+v", c.Tasks)
	}
	s.refused(w.real.agent, &complaint.FinishTask{Notice: c.Tasks[i].Notice, Note: "No."}, http.StatusForbidden)
	s.refused(w.real.agent, &complaint.Execute{}, http.StatusConflict)
	s.do(w.real.agent, &complaint.Propose{Remedy: complaint.Exchange, Text: "为您更换一套沙发。"})
	if c = s.now(); c.Draft == nil {
		t.Fatalf("an agent decides alone: %+v", c.Plan)
	}
	s.do(w.real.lead, &complaint.Approve{Offer: c.Draft.Hash})
	s.until("told", func(c client.Case) bool { return left(c, complaint.NoticePlan) == 2 })
}

// TestAnApprovalChain is attack 14 of the field: nobody approves their own, and an approval given before the amount was changed is none;
// what was refused never holds (glpi#24399). Nothing is told or carried out before all have approved.
func TestAnApprovalChain(t *testing.T) {
	t.Parallel()
	shownOnce(t)
	s := file(t, w.real, slow)
	s.do(w.real.agent, &complaint.Take{}, pay(3000))
	old := s.now().Draft.Hash
	for _, hand := range []client.API{w.real.agent} {
		s.refused(hand, &complaint.Approve{Offer: old}, http.StatusForbidden)
	}
	page, err := w.real.manager.Queue(t.Context(), url.Values{"limit": {"100"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range page.Cases {
		if b.Case == s.receipt.Case && b.Approval != complaint.Lead {
			t.Errorf("the queue shows %+v", b)
		}
	}
	s.do(w.real.lead, &complaint.Approve{Offer: old})
	s.refused(w.real.lead, &complaint.Approve{Offer: strings.Repeat("0", 64)}, http.StatusConflict)
	s.do(w.real.agent, pay(4000))
	s.refused(w.real.manager, &complaint.Approve{Offer: old}, http.StatusConflict)
	s.refused(w.real.agent, &complaint.Execute{}, http.StatusConflict)
	changed := s.now().Draft.Hash
	s.do(w.real.lead, &complaint.Approve{Offer: changed})
	s.do(w.real.manager, &complaint.RefuseApproval{Offer: changed, Reason: "Too much."})
	s.refused(w.real.manager, &complaint.Approve{Offer: changed}, http.StatusConflict)
	s.refused(w.real.agent, &complaint.Execute{}, http.StatusConflict)
	if view, err := w.real.public.Follow(t.Context(), s.receipt); err != nil || view["plan"] != nil {
		t.Errorf("the complainant sees %v (%v)", view["plan"], err)
	}
	s.do(w.real.agent, pay(2000))
	last := s.now().Draft.Hash
	s.do(w.real.lead, &complaint.Approve{Offer: last})
	s.do(w.real.manager, &complaint.Approve{Offer: last})
	c := s.until("told", func(c client.Case) bool { return left(c, complaint.NoticePlan) == 1 })
	if c.Plan.Hash != last || len(c.Plan.Approvals) != 2 {
		t.Errorf("told %+v", c.Plan)
	}
	s.do(w.real.agent, &complaint.Execute{})
	if c = s.now(); len(c.Granted) != 1 || c.Granted[0].Sum != *yuan(2000) {
		t.Errorf("granted %+v", c.Granted)
	}
}

// TestASplitSumIsSeen is attack 14 of the field: sums below the limit, on two cases of the same person.
func TestASplitSumIsSeen(t *testing.T) {
	t.Parallel()
	shownOnce(t)
	one := file(t, w.real, "沙发坐垫的缝线开了，要求维修。")
	one.do(w.real.agent, &complaint.Take{}, pay(150), &complaint.Execute{})
	two := fileAs(t, w.real, one.mail, "发票抬头开错了，请重开。")
	two.do(w.real.agent, &complaint.Take{}, pay(150))
	c := two.now()
	if c.Draft == nil || c.Draft.Needs[0].Role != complaint.Lead {
		t.Fatalf("150 and 150 went through: %+v", c.Plan)
	}
	stranger := file(t, w.real, "发票抬头开错了，请重开。")
	stranger.do(w.real.agent, &complaint.Take{}, pay(150))
	if c := stranger.now(); c.Plan == nil {
		t.Errorf("a stranger's 150 wait: %+v", c.Draft)
	}
}

// TestAPromiseEscalatesAndIsKept: past its date whoever has to keep it and everybody above hear of it, until it is kept (requirement D8).
func TestAPromiseEscalatesAndIsKept(t *testing.T) {
	t.Parallel()
	shownOnce(t)
	s := file(t, w.swift, slow)
	s.do(w.swift.agent, &complaint.Take{}, options("3s"))
	if err := w.swift.public.Choose(t.Context(), s.receipt, complaint.Choose{Offer: s.now().Plan.Hash, Option: 2}); err != nil {
		t.Fatal(err)
	}
	id := s.now().Promises[0].ID
	c := s.until("escalated", func(c client.Case) bool { return slices.Contains(rungs(c, id), complaint.ToLead) })
	if got := rungs(c, id); len(got) < 3 || got[0] != complaint.Warning || got[1] != complaint.ToOwner {
		t.Errorf("told %v", got)
	}
	told := false
	for _, n := range c.Notices {
		told = told || n.Clock == id && n.Mail == "depot@example.com"
	}
	if !told {
		t.Error("whoever has to keep it was not told")
	}
	s.do(w.swift.agent, &complaint.ReassignPromise{Promise: id, To: "depot", Reason: "They bring it."}, &complaint.KeepPromise{Promise: id, Note: "Brought."})
	before := len(rungs(s.now(), id))
	time.Sleep(3 * time.Second)
	c = s.now()
	if k, _ := c.ClockByID(id); k.Open() || !k.Breached(time.Now()) || len(rungs(c, id)) != before {
		t.Errorf("kept, and %+v, told %v", k, rungs(c, id))
	}
	s.do(w.swift.agent, &complaint.Execute{})
}

// TestAnApprovalThatNobodyGivesEscalates: an offer does not wait in silence.
func TestAnApprovalThatNobodyGivesEscalates(t *testing.T) {
	t.Parallel()
	shownOnce(t)
	s := file(t, w.swift, slow)
	s.do(w.swift.agent, &complaint.Take{}, pay(700))
	s.until("escalated", func(c client.Case) bool {
		for _, k := range c.Clocks {
			if k.Milestone == complaint.MilestoneApproval && slices.Contains(rungs(c, k.ID), complaint.ToManager) {
				return true
			}
		}
		return false
	})
}
