package main

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"redress/internal/access"
	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/functest"
	language "redress/internal/message"
)

// filed sends the recorded complaint and follows the case it opens.
func (w *world) filed() receipt {
	w.Helper()
	var r receipt
	w.OK(json.Unmarshal([]byte(w.send(w.Event("file", "")).Body), &r))
	w.Follow(complaint.Case{Tenant: "acme", ID: r.Case})
	return r
}

// TestACaseFromOutside is one case as its complainant sees it, from the receipt to the plan.
func TestACaseFromOutside(t *testing.T) {
	w := newWorld(t)
	reply := w.send(w.Event("file", ""))
	r := w.filed() // the same request, sent again
	w.CheckGolden("1_receipt", reply, r.Secret)

	w.CheckGolden("2_received", w.send(w.Event("follow", r.Secret)), r.Secret)
	w.Clock.Pass(time.Hour)
	w.Handle()
	w.Do(functest.Han, &complaint.Take{}, &complaint.Tell{Text: "We look into it."})
	w.Clock.Pass(time.Hour)
	w.CheckGolden("3_written", w.send(w.Event("write", r.Secret)), r.Secret)
	w.Clock.Pass(4 * 24 * time.Hour) // past a deadline
	w.Do(functest.Han, &complaint.Record{Milestone: "inspection_arranged", Note: functest.StaffOnly},
		&complaint.Propose{Remedy: complaint.Refund, Text: "You get your money back."})

	w.CheckGolden("4_proposed", w.send(w.Event("follow", r.Secret)), r.Secret)
	w.CheckGolden("5_page", w.send(w.Event("follow_page", r.Secret)), r.Secret)
	w.CheckGolden("6_written_page", w.send(w.Event("write_form", r.Secret)), r.Secret)
	w.CheckGolden("7_refused_page", w.send(w.Event("follow_page", "guessed")), "")
}

// TestNothingOfStaffsComesOut: whatever staff do and note, the complainant sees neither who they are, nor what they
// noted, nor what they owe one another.
func TestNothingOfStaffsComesOut(t *testing.T) {
	w := newWorld(t)
	r := w.filed()
	w.Handle()
	w.Do(functest.Han, &complaint.Take{}, &complaint.Note{Text: functest.StaffOnly}, &complaint.Contact{By: "phone", Note: functest.StaffOnly},
		&complaint.Assess{Grade: complaint.Minor, Reason: functest.StaffOnly}, &complaint.Record{Milestone: "inspection_arranged", Note: functest.StaffOnly},
		&complaint.HandOver{To: functest.Lin.ID, Mail: functest.Lin.Mail})
	w.Do(functest.Lin, &complaint.Take{}, &complaint.Tell{Text: "Soon."}, &complaint.Record{Milestone: "quality_ledger", Note: functest.StaffOnly},
		&complaint.Propose{Remedy: complaint.Refund, Text: "Money back."}, &complaint.Execute{Note: functest.StaffOnly})

	told := map[string]string{}
	for _, name := range []string{"follow", "follow_page", "write", "write_form"} {
		reply := w.send(w.Event(name, r.Secret))
		if reply.StatusCode != http.StatusOK {
			t.Fatalf("%s: %d %s", name, reply.StatusCode, reply.Body)
		}
		told[name] = reply.Body
	}
	hidden := []string{functest.StaffOnly, functest.Tier, functest.Han.ID, functest.Lin.ID, "quality_ledger", "assessed", "registered", "product.workmanship", functest.Wang.Email, functest.Content}
	for _, k := range w.Known().Clocks {
		if !k.ForComplainant() {
			hidden = append(hidden, k.Milestone, language.Word(complaint.English, "milestone", k.Milestone), language.Word(complaint.Chinese, "milestone", k.Milestone))
		}
	}
	for name, body := range told {
		for _, text := range hidden {
			if strings.Contains(body, text) {
				t.Errorf("%s shows %q", name, text)
			}
		}
	}
}

// TestOneAnswerForAllWhoMayNot: whether a case is not there, somebody else's, or not theirs any more, guessing shows
// no difference.
func TestOneAnswerForAllWhoMayNot(t *testing.T) {
	w := newWorld(t)
	foreign := w.File("globex")
	other := w.File("acme")
	mine := w.File("acme")
	revoked := w.Secret()
	w.Do(functest.Lin, &complaint.RevokeLinks{})
	right := w.Secret()
	functest.KeepOutOfLogs(right)
	for _, name := range []string{"follow", "write", "write_form", "choose", "choose_form"} {
		var first string
		for _, c := range []struct{ why, tenant, id, secret string }{
			{"a guessed secret", "acme", mine.ID, "guessed"},
			{"no secret", "acme", mine.ID, ""},
			{"a revoked secret", "acme", mine.ID, revoked},
			{"the secret with a sign more", "acme", mine.ID, right + "A"},
			{"the secret with a sign less", "acme", mine.ID, right[1:]},
			{"the secret in another case", "acme", mine.ID, strings.ToUpper(right)},
			{"the survey's secret", "acme", mine.ID, w.Key.Secret(w.Known(), access.ToAnswer(1))},
			{"another case's secret", "acme", mine.ID, w.Key.Secret(other, access.ToFollow)},
			{"another tenant's case", "acme", foreign.ID, w.Key.Secret(foreign, access.ToFollow)},
			{"one's own case at another tenant", "globex", mine.ID, right},
			{"a tenant there is not", "nobody", mine.ID, right},
			{"a case there is not", "acme", "RD-0000-0000-0000-0001", right},
			{"a reference that is none", "acme", "1", right},
			{"a reference in small letters", "acme", strings.ToLower(mine.ID), right},
			{"a reference that climbs", "acme", "../" + mine.ID, right},
			{"a reference with a sign of keys", "acme", mine.ID + "#CASE", right},
			{"no reference", "acme", "", right},
		} {
			e := w.Event(name, url.QueryEscape(c.secret))
			e.Headers["accept"] = "application/json"
			e.PathParameters = map[string]string{"tenant": c.tenant, "case": c.id}
			reply := w.send(e)
			if first == "" {
				first = reply.Body
			}
			if reply.StatusCode != http.StatusNotFound || reply.Body != first {
				t.Errorf("%s, %s: %d %s", name, c.why, reply.StatusCode, reply.Body)
			}
		}
		if reply := w.send(w.Event(name, right)); reply.StatusCode != http.StatusOK && !strings.HasPrefix(name, "choose") { // nothing is offered
			t.Errorf("%s with the right secret: %d", name, reply.StatusCode)
		}
	}
}

// The page of a problem does not differ either, and repeats nothing of the address.
func TestThePageForAllWhoMayNot(t *testing.T) {
	w := newWorld(t)
	w.File("acme")
	wrong := w.send(w.Event("follow_page", "guessed"))
	e := w.Event("follow_page", w.Secret())
	e.PathParameters["case"] = "RD-0000-0000-0000-0001"
	if missing := w.send(e); missing.Body != wrong.Body || missing.StatusCode != http.StatusNotFound {
		t.Errorf("a case there is not: %d %s", missing.StatusCode, missing.Body)
	}
	e.PathParameters["tenant"] = "call-0900-1234567"
	if nowhere := w.send(e); nowhere.StatusCode != http.StatusNotFound || strings.Contains(nowhere.Body, "0900") {
		t.Errorf("a tenant there is not: %d %s", nowhere.StatusCode, nowhere.Body)
	}
}

// reference is the case that a receipt is for.
func reference(t *testing.T, body string) string {
	t.Helper()
	var r receipt
	if err := json.Unmarshal([]byte(body), &r); err != nil {
		t.Fatal(err)
	}
	return r.Case
}

// TestTheSameRequestAgain: what is sent twice happens once, and is answered as it was.
func TestTheSameRequestAgain(t *testing.T) {
	change := func(e events.APIGatewayProxyRequest, key, body string) events.APIGatewayProxyRequest {
		delete(e.Headers, "idempotency-key")
		if key != "" {
			e.Headers["idempotency-key"] = key
		}
		e.Body = strings.Replace(e.Body, "burst", body, 1)
		return e
	}
	for _, c := range []struct {
		name                       string
		key, body, againKey, again string
		status                     int
		same                       bool
	}{
		{"by its name", "k", "burst", "k", "burst", http.StatusCreated, true},
		{"by being the same to the byte", "", "burst", "", "burst", http.StatusCreated, true},
		{"under another name", "k", "burst", "l", "burst", http.StatusCreated, false},
		{"with another text and no name", "", "burst", "", "leaked", http.StatusCreated, false},
		{"with another text under the name", "k", "burst", "k", "leaked", http.StatusConflict, false},
		{"under a name that is none", "k", "burst", "k k", "burst", http.StatusBadRequest, false},
	} {
		w := newWorld(t)
		first := w.send(change(w.Event("file", ""), c.key, c.body))
		w.Clock.Pass(time.Hour)
		again := w.send(change(w.Event("file", ""), c.againKey, c.again))
		if first.StatusCode != http.StatusCreated || again.StatusCode != c.status {
			t.Errorf("%s: %d and then %d %s", c.name, first.StatusCode, again.StatusCode, again.Body)
		}
		if same := reference(t, first.Body) == reference(t, again.Body); same != c.same {
			t.Errorf("%s: the receipts\n%s\n%s", c.name, first.Body, again.Body)
		}
		if named := c.key != ""; c.same && named != strings.Contains(again.Body, "secret") {
			t.Errorf("%s: the second receipt\n%s", c.name, again.Body)
		}
		want := 1
		if c.status == http.StatusCreated && !c.same {
			want = 2
		}
		if got := w.open("acme"); got != want || w.Machines.Started() != want {
			t.Errorf("%s: %d cases, %d journeys", c.name, got, w.Machines.Started())
		}
	}
}

// A name is the tenant's own: another tenant's client may use it too.
func TestTheSameNameAtAnotherTenant(t *testing.T) {
	w := newWorld(t)
	w.filed()
	e := w.Event("file", "")
	e.PathParameters["tenant"] = "globex"
	if reply := w.send(e); reply.StatusCode != http.StatusCreated || w.open("globex") != 1 || w.open("acme") != 1 {
		t.Errorf("%d %s", reply.StatusCode, reply.Body)
	}
}

// A message under a name, or from a browser that sends it twice, is one message.
func TestTheSameMessageAgain(t *testing.T) {
	for _, c := range []struct {
		event, key string
		want       int
	}{
		{"write", "k", 1},
		{"write", "", 2}, // a program that names nothing may repeat itself
		{"write_form", "", 1},
	} {
		w := newWorld(t)
		r := w.filed()
		for range 2 {
			e := w.Event(c.event, r.Secret)
			if c.key != "" {
				e.Headers["idempotency-key"] = c.key
			}
			if reply := w.send(e); reply.StatusCode != http.StatusOK {
				t.Errorf("%s: %d %s", c.event, reply.StatusCode, reply.Body)
			}
		}
		var v view
		w.OK(json.Unmarshal([]byte(w.send(w.Event("follow", r.Secret)).Body), &v))
		if len(v.Messages) != c.want {
			t.Errorf("%s %s: %d messages", c.event, c.key, len(v.Messages))
		}
	}
}

// open is how many open cases a tenant has.
func (w *world) open(id string) int {
	w.Helper()
	page, err := w.Memory.Queue(w.Context(), id, casework.Want{Limit: 100})
	w.OK(err)
	return len(page.Cases)
}

// Following a case changes nothing, however often mail scanners open the link.
func TestFollowingChangesNothing(t *testing.T) {
	w := newWorld(t)
	r := w.filed()
	before := w.Known().Revision
	for range 20 {
		w.send(w.Event("follow", r.Secret))
		w.send(w.Event("follow_page", r.Secret))
	}
	if after := w.Known().Revision; after != before {
		t.Errorf("revision %d became %d", before, after)
	}
}

// TestTheLanguageOfThePage: the one asked for, else the case's, else the tenant's.
func TestTheLanguageOfThePage(t *testing.T) {
	for _, c := range []struct{ asked, known, want string }{
		{"", "en", "en"}, {"", "zh", "zh"}, {"zh", "en", "zh"}, {"en", "zh", "en"}, {"fr", "en", "en"}, {"", "", "zh"},
	} {
		w := newWorld(t)
		e := w.Event("file", "")
		said := ""
		if c.known != "" {
			said = `, "language": "` + c.known + `"`
		}
		e.Body = strings.Replace(e.Body, `, "language": "en"`, said, 1)
		var r receipt
		w.OK(json.Unmarshal([]byte(w.send(e).Body), &r))
		w.Follow(complaint.Case{Tenant: "acme", ID: r.Case})
		page := w.Event("follow_page", r.Secret)
		page.QueryStringParameters["lang"] = c.asked
		if reply := w.send(page); !strings.Contains(reply.Body, `<html lang="`+c.want+`">`) {
			t.Errorf("%+v: %.60s", c, reply.Body)
		}
	}
}

// Where the store is down the caller learns that it is our mistake, and nothing else.
func TestAStoreThatIsDown(t *testing.T) {
	w := newWorld(t)
	r := w.filed()
	w.Cases.Store = functest.Broken{Store: w.Memory}
	for name, want := range map[string]string{"follow": "our", "follow_page": "<html", "write": "ours"} {
		reply := w.send(w.Event(name, r.Secret))
		if reply.StatusCode != http.StatusInternalServerError || strings.Contains(reply.Body, "10.0.0.1") || !strings.Contains(reply.Body, want) {
			t.Errorf("%s: %d %s", name, reply.StatusCode, reply.Body)
		}
	}
}

type noHistory struct{ casework.History }

func (noHistory) Commits(context.Context, complaint.Ref) ([]complaint.Commit, error) {
	return nil, errors.New("no route to 10.0.0.1")
}

func TestAHistoryThatIsDown(t *testing.T) {
	w := newWorld(t)
	w.File("acme")
	in := &intake{cases: w.Cases, history: noHistory{}, key: w.Key}
	c := w.Known()
	if _, err := in.show(t.Context(), nil, c, writing{}); err == nil {
		t.Error("it shows a case without its history")
	}
}
