//go:build e2e

package e2e

import (
	"cmp"
	"context"
	"crypto/rand"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"redress/internal/casework"
	"redress/internal/client"
	"redress/internal/complaint"
	"redress/internal/policy"
	"redress/internal/tenant"
)

// world is the deployed stack with two tenants of this run's own: one under the real deadlines but with a survey after
// seconds, one whose deadlines all are seconds, but for the time that complainants have to answer.
type world struct {
	stack       *client.Stack
	issuer      *issuer // of the staff's tokens, where the stack has no pool of its own
	real, swift company
}

// company is a tenant with its people.
type company struct {
	id                   string
	public               client.API
	agent, lead, manager client.API
}

var w world

func TestMain(m *testing.M) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	if err := w.open(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "e2e:", err)
		os.Exit(1)
	}
	cancel()
	os.Exit(m.Run())
}

func (w *world) open(ctx context.Context) (err error) {
	if w.stack, err = client.Find(ctx, stackName()); err != nil {
		return err
	}
	if err := w.prepare(ctx); err != nil {
		return err
	}
	run := strings.ToLower(rand.Text()[:6])
	if w.real, err = w.found(ctx, "real-"+run, realPolicy()); err != nil {
		return err
	}
	seconds, err := secondsPolicy()
	if err != nil {
		return err
	}
	w.swift, err = w.found(ctx, "swift-"+run, unhurried(seconds))
	return err
}

func stackName() string { return cmp.Or(os.Getenv("STACK"), "redress") }

// realPolicy is the built-in policy with only the survey brought forward, so that a case can be seen to its end.
func realPolicy() string {
	return strings.NewReplacer(
		"version: redress-", "version: e2e-", `quiet: {from: "21:00", until: "08:00"}`, "quiet: {}", "send: 3d ", "send: 2s ", "expire: 7d ", "expire: 2m ",
	).Replace(string(policy.DefaultSource()))
}

// secondsPolicy is the sample policy, whose deadlines all are seconds.
func secondsPolicy() (string, error) {
	src, err := os.ReadFile("../../samples/policy-seconds.yaml")
	return string(src), err
}

// unhurried gives complainants minutes to answer: a test answers for them when the machine gets to it, which may be late.
func unhurried(seconds string) string {
	return strings.NewReplacer("{milestone: survey, within: 80s,", "{milestone: survey, within: 11m,", "expire: 45s ", "expire: 10m ").Replace(seconds)
}

// found makes a tenant under a policy, with three people.
func (w *world) found(ctx context.Context, id, rules string) (company, error) {
	p, err := policy.Parse([]byte(rules))
	if err != nil {
		return company{}, err
	}
	if err := w.stack.Table().PutDocument(ctx, id, casework.PolicyDocument, p.Version, []byte(rules)); err != nil {
		return company{}, err
	}
	c := company{id: id, public: client.API{Base: w.stack.Base(), Tenant: id}}
	if err := w.stack.Table().PutTenant(ctx, tenantOf(id, p.Version, w.stack.Base())); err != nil {
		return company{}, err
	}
	for role, hand := range map[complaint.Role]*client.API{
		complaint.Agent: &c.agent, complaint.Lead: &c.lead, complaint.Manager: &c.manager,
	} {
		person := client.Staff{
			User: id + "-" + string(role), Password: "Aa1-" + rand.Text(), Role: role, Tenant: id,
			Mail: string(role) + "@" + id + ".example.com",
		}
		token, err := w.signIn(ctx, person)
		if err != nil {
			return company{}, err
		}
		*hand = client.API{Base: w.stack.Base(), Tenant: id, Token: token}
	}
	return c, nil
}

func tenantOf(id, version, site string) tenant.Tenant {
	return tenant.Tenant{
		ID: id, Policy: version, Site: site, From: "care@example.com", Language: complaint.English,
		Names: map[complaint.Language]string{complaint.Chinese: "安居家具", complaint.English: "Anju Furniture"},
		Mailboxes: map[complaint.Level]string{
			complaint.ToOwner: "desk@" + id + ".example.com", complaint.ToLead: "lead@" + id + ".example.com",
			complaint.ToManager: "manager@" + id + ".example.com", complaint.ToExecutive: "executive@" + id + ".example.com",
		},
	}
}

// story is one case as a test follows it.
type story struct {
	t       *testing.T
	co      company
	mail    string
	receipt client.Receipt
	secret  string // of the survey, where it was taken from the mail already
	letters int    // about the case, that the emulator has forgotten
	matter  complaint.Matter
}

// file files a complaint and waits until the state machine has had it read and acknowledged.
func file(t *testing.T, co company, text string) *story {
	t.Helper()
	return fileAs(t, co, strings.ToLower(rand.Text()[:10])+"@example.com", text)
}

// fileAs is file for somebody known by a mail.
func fileAs(t *testing.T, co company, mail, text string) *story {
	t.Helper()
	s := &story{t: t, co: co, mail: mail, matter: complaint.Matter{Product: "W-320", Order: rand.Text()}}
	var err error
	s.receipt, err = co.public.File(t.Context(), client.Complaint{
		Channel: complaint.Web, Demand: complaint.Refund, Content: text,
		Complainant: complaint.Complainant{Name: "陈晓岚", Email: s.mail},
		Matter:      s.matter,
	}, "")
	if err != nil {
		t.Fatal("file:", err)
	}
	s.until("acknowledged", func(c client.Case) bool {
		return c.Phase == complaint.Handling && left(c, complaint.NoticeAcknowledgement) > 0
	})
	return s
}

// until waits until the case is as it must be, and answers it.
func (s *story) until(what string, is func(client.Case) bool) client.Case {
	s.t.Helper()
	deadline := time.Now().Add(patience)
	for {
		began := time.Now()
		c, err := s.co.manager.Case(s.t.Context(), s.receipt.Case)
		switch {
		case err != nil:
			s.t.Fatalf("%s: %v", what, err)
		case is(c):
			return c
		case time.Now().After(deadline):
			s.t.Fatalf("case %s did not get %s within %s: %s", s.receipt.Case, what, patience, trail(c))
		}
		time.Sleep(max(150*time.Millisecond, 2*time.Since(began))) // a machine that is slow is not kept busy with answering
	}
}

// now answers the case as it is.
func (s *story) now() client.Case { return s.until("read", func(client.Case) bool { return true }) }

// do carries commands out, one after the other.
func (s *story) do(hand client.API, commands ...complaint.Command) {
	s.t.Helper()
	for _, cmd := range commands {
		if _, err := hand.Do(s.t.Context(), s.receipt.Case, cmd); err != nil {
			s.t.Fatalf("%s: %v", complaint.Name(cmd), err)
		}
	}
}

// answer waits for the survey's mail and answers every question with the rating.
func (s *story) answer(rating int) {
	s.t.Helper()
	if err := s.co.public.Answer(s.t.Context(), s.receipt.Case, s.surveySecret(), rating, "e2e"); err != nil {
		s.t.Fatal("answer:", err)
	}
}

func (s *story) surveySecret() string {
	s.t.Helper()
	if s.secret != "" {
		return s.secret
	}
	s.until("surveyed", func(c client.Case) bool {
		return c.Phase == complaint.Surveying && left(c, complaint.NoticeSurvey) == c.Round
	})
	secret, err := w.stack.SurveySecret(s.t.Context(), s.mail, s.receipt.Case)
	if err != nil {
		s.t.Fatal(err)
	}
	return secret
}

// left counts the notices of a kind that have left and of which their case knows.
func left(c client.Case, kind complaint.NoticeKind) (n int) {
	for _, m := range c.History {
		for _, e := range m.Events {
			if left, ok := e.(*complaint.NoticeLeft); ok && left.Kind == string(kind) {
				n++
			}
		}
	}
	return n
}

// count counts the notices of a kind in a state.
func count(c client.Case, kind complaint.NoticeKind, state string) int {
	n := 0
	for _, notice := range c.Notices {
		if notice.Kind == kind && notice.State == state {
			n++
		}
	}
	return n
}

// rungs lists the rungs of a clock that fired, in order.
func rungs(c client.Case, clock string) (levels []complaint.Level) {
	for _, m := range c.History {
		for _, e := range m.Events {
			if r, ok := e.(*complaint.RungFired); ok && r.Clock == clock {
				levels = append(levels, r.Level)
			}
		}
	}
	return levels
}

// trail is the story of a case for a failure's message.
func trail(c client.Case) string {
	var b strings.Builder
	for _, m := range c.History {
		fmt.Fprintf(&b, "\n%s %s:", m.At.Format("15:04:05.000"), m.Command)
		for _, e := range m.Events {
			b.WriteString(" " + complaint.NameOf(e))
		}
	}
	return b.String()
}
