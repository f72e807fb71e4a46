//go:build e2e

package e2e

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"redress/internal/client"
	"redress/internal/complaint"
	"redress/internal/fairness"
	knowledge "redress/internal/knowledge/preset"
	"redress/internal/onboard"
	policy "redress/internal/policy/preset"
)

// ofCompany is a company's document; PLACE stands for what is its own.
const ofCompany = `
tenant: ID
names: {zh: NAME, en: LATIN}
language: zh
sender: care@example.com
mailboxes: {owner: desk@ID.example.com, lead: lead@ID.example.com, manager: manager@ID.example.com, executive: boss@ID.example.com}
policy: POLICY
calendar: {builtin: CALENDAR}
knowledge: {preset: shop, version: ID-questions-1}
TEMPLATES
brand: {colour: "COLOUR", contact: {zh: 电话 ID, en: Telephone ID}, imprint: "https://ID.example.com/about"}
departments: [production, quality, service, logistics, finance, installation, safety, product, marketing, sales]
staff:
  - {user: ID-agent, mail: agent@ID.example.com, role: agent, department: service}
  - {user: ID-lead, mail: lead@ID.example.com, role: lead, department: service}
  - {user: ID-manager, mail: manager@ID.example.com, role: manager, department: service}
`

// founder onboards companies as the operator does.
type founder struct {
	t    *testing.T
	dir  string
	pass map[string]client.Staff
}

func (f *founder) wish(document string) onboard.Wish {
	f.t.Helper()
	d, err := onboard.Parse([]byte(document))
	if err != nil {
		f.t.Fatal(err)
	}
	wish, faults := d.Resolve(os.DirFS(f.dir), onboard.Presets{
		Policy:    func(name string) ([]byte, error) { p, err := policy.Named(name); return p.Source, err },
		Knowledge: func(string) ([]byte, error) { return knowledge.Shop, nil },
	}, w.stack.Base())
	if len(faults) > 0 {
		f.t.Fatal(errors.Join(faults...))
	}
	return wish
}

// onboard makes the company what its document says, and answers how much changed.
func (f *founder) onboard(document string) int {
	f.t.Helper()
	wish := f.wish(document)
	var pool onboard.Accounts
	if w.issuer == nil {
		pool = client.Accounts{Stack: w.stack, Password: func(p client.Staff) { f.pass[p.User] = p }}
	}
	changes, faults, err := wish.Compare(f.t.Context(), w.stack.Table(), pool)
	if err != nil || len(faults) > 0 {
		f.t.Fatal(err, faults)
	}
	for _, c := range changes {
		if _, err := c.Do(f.t.Context()); err != nil {
			f.t.Fatalf("%s %s: %v", c.What, c.Name, err)
		}
	}
	return len(changes)
}

// company signs the staff of an onboarded company in.
func (f *founder) company(id string) company {
	f.t.Helper()
	c := company{id: id, public: client.API{Base: w.stack.Base(), Tenant: id}}
	for role, hand := range map[complaint.Role]*client.API{complaint.Agent: &c.agent, complaint.Lead: &c.lead, complaint.Manager: &c.manager} {
		token, err := f.token(id, role)
		if err != nil {
			f.t.Fatal(err)
		}
		*hand = client.API{Base: w.stack.Base(), Tenant: id, Token: token}
	}
	return c
}

func (f *founder) token(id string, role complaint.Role) (string, error) {
	user := id + "-" + string(role)
	if w.issuer != nil {
		return w.issuer.token(client.Staff{User: user, Role: role, Tenant: id, Mail: string(role) + "@" + id + ".example.com"})
	}
	return w.stack.SignIn(f.t.Context(), f.pass[user])
}

// pageOf is a page as a browser gets it.
func pageOf(t *testing.T, address string) (body, csp string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Accept", "text/html")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s %v %.300s", address, resp.Status, err, data)
	}
	return string(data), resp.Header.Get("Content-Security-Policy")
}

var accentShape = regexp.MustCompile(`--accent: (#[0-9a-f]{6}); --on-accent`)

// TestTwoCompaniesSideBySide (G1): each is made of one document. The same text is handled by two policies, calendars and departments,
// answered in two wordings, shown in two colours; each onboarded again changes nothing; and nothing of the one is seen by the other.
func TestTwoCompaniesSideBySide(t *testing.T) {
	t.Parallel()
	f := &founder{t: t, dir: t.TempDir(), pass: map[string]client.Staff{}}
	letters, err := os.ReadFile("../message/testdata/wording/good.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(f.dir, "letters.yaml"), letters, 0o600); err != nil {
		t.Fatal(err)
	}
	run := strings.ToLower(rand.Text()[:6])
	anju, bode := "anju-"+run, "bode-"+run
	documents := map[string]string{
		anju: strings.NewReplacer("ID", anju, "NAME", "安居家具", "LATIN", "Anju Furniture", "POLICY", "{preset: furniture, version: "+anju+"-1}",
			"CALENDAR", "cn", "TEMPLATES", "templates: {file: letters.yaml}", "COLOUR", "#ffcc00").Replace(ofCompany),
		bode: strings.NewReplacer("ID", bode, "NAME", "博德电器", "LATIN", "Bode Appliances", "POLICY", "{builtin: current}",
			"CALENDAR", "24x7", "TEMPLATES", "", "COLOUR", "#000080").Replace(ofCompany),
	}
	var cases []client.Case
	var told []string
	var pages []string
	var stories []*story
	for _, id := range []string{anju, bode} {
		if n := f.onboard(documents[id]); n == 0 {
			t.Fatalf("%s: nothing was done", id)
		}
		if n := f.onboard(documents[id]); n != 0 {
			t.Errorf("%s: onboarded again, %d things changed", id, n)
		}
		s := fileAs(t, f.company(id), strings.ToLower(rand.Text()[:10])+"@example.com", flows[2].text)
		stories, cases = append(stories, s), append(cases, s.now())
		told = append(told, acknowledged(t, s))
		for _, page := range []string{"/ask", "/promise"} {
			body, csp := pageOf(t, w.stack.Base()+"/v1/"+id+page)
			if accent := accentShape.FindString(body); accent == "" || strings.Count(csp, "sha256-") != 2 || !strings.Contains(body, "电话 "+id) && !strings.Contains(body, "Telephone "+id) {
				t.Errorf("%s%s: %q %s %.200s", id, page, accent, csp, body)
			} else if page == "/promise" {
				pages = append(pages, accent+body)
			}
		}
	}
	checkUnlike(t, cases, told, pages)
	checkApart(t, stories)
	other := strings.Replace(documents[bode], "#000080", "#800000", 1)
	if n := f.onboard(other); n != 1 {
		t.Errorf("another colour changes %d things", n)
	}
	if n := f.onboard(other); n != 0 {
		t.Errorf("and again: %d", n)
	}
}

// acknowledged is the letter that acknowledged a case.
func acknowledged(t *testing.T, s *story) string {
	t.Helper()
	mails, err := w.stack.Mails(t.Context(), s.mail)
	if err != nil || len(mails) != 1 {
		t.Fatalf("letters to %s: %+v %v", s.mail, mails, err)
	}
	return mails[0].Subject + "\n" + mails[0].Body
}

func checkUnlike(t *testing.T, cases []client.Case, told, pages []string) {
	t.Helper()
	one, other := cases[0], cases[1]
	if one.Flow != other.Flow || one.Flow != complaint.Delay {
		t.Errorf("the same text is %s and %s", one.Flow, other.Flow)
	}
	if one.Policy == other.Policy || one.Calendar == other.Calendar || one.Department == other.Department {
		t.Errorf("judged by %s and %s, in %s and %s, by %s and %s", one.Policy, other.Policy, one.Calendar, other.Calendar, one.Department, other.Department)
	}
	for _, milestone := range []string{"responded", "cause_found", "remedy"} {
		a, inOne := one.ClockByID(milestone)
		b, inOther := other.ClockByID(milestone)
		if !inOne || !inOther || a.Span == b.Span || milestone != "responded" && a.Due.Sub(a.From) == b.Due.Sub(b.From) {
			t.Errorf("%s is due within %s and %s", milestone, a.Span, b.Span)
		}
	}
	if !strings.Contains(told[0], "家具顾问") || !strings.Contains(told[0], "安居家具") || strings.Contains(told[1], "家具顾问") || !strings.Contains(told[1], "博德电器") {
		t.Errorf("letters:\n%s\n%s", told[0], told[1])
	}
	if pages[0] == pages[1] || strings.Contains(pages[0], "博德") || strings.Contains(pages[1], "安居") {
		t.Error("what is promised is the same, or names the other")
	}
}

// checkApart: neither company's staff, secrets nor queue reach the other's case.
func checkApart(t *testing.T, stories []*story) {
	t.Helper()
	for i, s := range stories {
		other := stories[1-i]
		wrong := client.API{Base: s.co.agent.Base, Tenant: other.co.id, Token: s.co.manager.Token}
		for what, try := range map[string]func(context.Context) error{
			"the other's case":   func(ctx context.Context) error { _, err := wrong.Case(ctx, other.receipt.Case); return err },
			"the other's queue":  func(ctx context.Context) error { _, err := wrong.Queue(ctx, url.Values{}); return err },
			"its case at home":   func(ctx context.Context) error { _, err := s.co.manager.Case(ctx, other.receipt.Case); return err },
			"the other's secret": func(ctx context.Context) error { _, err := s.co.public.Follow(ctx, other.receipt); return err },
			"the other's report": func(ctx context.Context) error {
				return wrong.Call(ctx, http.MethodGet, "/desk/fairness", nil, nil, nil)
			},
		} {
			var refused *client.Problem
			if err := try(t.Context()); !errors.As(err, &refused) || refused.Status != http.StatusNotFound {
				t.Errorf("%s reaches %s: %v", s.co.id, what, err)
			}
		}
		queue, err := s.co.agent.Queue(t.Context(), url.Values{})
		if err != nil || len(queue.Cases) != 1 || queue.Cases[0].Case != s.receipt.Case {
			t.Errorf("the queue of %s: %+v %v", s.co.id, queue.Cases, err)
		}
	}
}

// TestAClosedCaseIsCountedOnce (B4): what a case's end adds to the fairness report is there as soon as it has closed, whoever closed it.
func TestAClosedCaseIsCountedOnce(t *testing.T) {
	t.Parallel()
	shownOnce(t)
	co, err := w.found(t.Context(), "fair-"+strings.ToLower(rand.Text()[:6]), realPolicy())
	if err != nil {
		t.Fatal(err)
	}
	report := func() (r fairness.Report) {
		if err := co.manager.Call(t.Context(), http.MethodGet, "/desk/fairness", nil, nil, &r); err != nil {
			t.Fatal(err)
		}
		return r
	}
	if r := report(); r.Cases != 0 {
		t.Fatalf("before: %+v", r)
	}
	s := file(t, co, flows[2].text)
	s.do(co.agent, &complaint.Take{}, &complaint.Assess{}, &complaint.Contact{By: "phone", Note: "Called."})
	s.recordAll(co.agent, "done")
	s.do(co.agent, &complaint.Propose{Remedy: complaint.Refund, Text: "We refund the full price."})
	s.until("told of the plan", func(c client.Case) bool { return left(c, complaint.NoticePlan) > 0 })
	s.do(co.agent, &complaint.Execute{Note: "Refunded."})
	s.answer(5)
	s.until("closed", func(c client.Case) bool { return c.Phase == complaint.Closed })
	closings, err := w.stack.Table().Closings(t.Context(), co.id, time.Now().Add(-time.Hour), time.Now().Add(time.Hour))
	if err != nil || len(closings) != 1 || closings[0].Case != s.receipt.Case || closings[0].Remedy != complaint.Refund || closings[0].Rating == nil {
		t.Errorf("%+v %v", closings, err)
	}
	text, err := json.Marshal(closings)
	if err != nil || strings.Contains(string(text), "陈晓岚") || strings.Contains(string(text), s.mail) {
		t.Errorf("%s %v", text, err)
	}
	if r := report(); r.Cases != 1 || r.Hidden != 1 || len(r.Rows) != 1 || !r.Rows[0].Small {
		t.Errorf("after: %+v", r)
	}
}
