package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"redress/internal/complaint"
	"redress/internal/functest"
)

// order is what the desk sends: a command with what goes with it, on the revision it was decided on.
func (w *world) order(do, with, match string) events.APIGatewayProxyRequest {
	w.Helper()
	e := w.Event("command", "")
	e.Body = fmt.Sprintf(`{"do":%q}`, do)
	if with != "" {
		e.Body = fmt.Sprintf(`{"do":%q,"with":%s}`, do, with)
	}
	if match != "" {
		e.Headers["if-match"] = match
	}
	return e
}

// named is a command's words with the hash of the offer and the id of the promise that the case has.
func (w *world) named(with string) string {
	c := w.Known()
	for _, p := range []*complaint.Plan{c.Draft, c.Plan} {
		if p != nil {
			with = strings.Replace(with, "OFFER", p.Hash, 1)
		}
	}
	if len(c.Promises) > 0 {
		with = strings.Replace(with, "PROMISE", c.Promises[0].ID, 1)
	}
	return with
}

// whoMay is whose command it is: the lead's, who owns the case, or that of whoever is to approve.
func (w *world) whoMay(do string) complaint.Actor {
	need, waits := w.Known().Draft.Awaits()
	if !waits || do != "approve" && do != "refuse_approval" {
		return functest.Lin
	}
	return complaint.Actor{Role: need.Role, ID: string(need.Role) + ".staff"}
}

// TestEveryCommand: a lead carries each of them out by its name, and each refuses a field it does not know.
func TestEveryCommand(t *testing.T) {
	w := newWorld(t)
	w.Names("acme", functest.MemberOf(functest.Lin, "quality"), functest.MemberOf(functest.Han, "quality"))
	w.File("acme")
	w.HandleWith(complaint.Twin{Case: "RD-0000-0000-0000-0001", Score: 0.6, Why: []complaint.Sign{{Rule: "same_person", Worth: 0.6}}})
	w.Do(complaint.TheSystem, &complaint.ReportFailed{Notice: "failed-1", Kind: complaint.NoticeProgress})
	w.Do(functest.Han, &complaint.AskExtension{Clock: "quality_ledger", Within: "9d", Reason: "FOR STAFF ONLY"},
		&complaint.HandOver{To: functest.Lin.ID})
	other := w.another()
	w.Clock.Pass(25 * time.Hour)
	w.Do(complaint.TheSystem, &complaint.Tick{})
	sent := map[string]bool{}
	for _, c := range endingCommands { // see TestEveryEnd
		sent[c.do] = true
	}
	for _, c := range everyCommand {
		sent[c.do] = true
		if c.do == "ask_goodwill" {
			w.unsatisfied()
		}
		c.with = w.named(strings.Replace(c.with, "OTHER", other, 1))
		strange := w.send(functest.Lin, w.order(c.do, strings.Replace(orNothing(c.with), "{", `{"tenant":"globex",`, 1), ""))
		if c.with != "" && (strange.StatusCode != http.StatusBadRequest || !strings.Contains(strange.Body, `"field":"with.tenant"`)) {
			t.Errorf("%s with an unknown field: %d %s", c.do, strange.StatusCode, strange.Body)
		}
		before := w.Known().Revision
		reply := w.send(w.whoMay(c.do), w.order(c.do, c.with, ""))
		if reply.StatusCode != http.StatusOK {
			t.Fatalf("%s: %d %s", c.do, reply.StatusCode, reply.Body)
		}
		if after := w.Known().Revision; reply.Headers["ETag"] != fmt.Sprintf(`"%d"`, after) || after != before+1 {
			t.Errorf("%s: ETag %s, revision %d became %d", c.do, reply.Headers["ETag"], before, after)
		}
	}
	for name := range complaint.StaffCommands {
		if !sent[name] && !slices.Contains(custodyCommands, name) {
			t.Errorf("no test sends %s", name)
		}
	}
}

// unsatisfied lets the complainant answer that nothing was solved, and an agent work out a plan for them.
func (w *world) unsatisfied() {
	w.Helper()
	if w.Known().Owner == nil {
		w.Do(functest.Lin, &complaint.Take{})
	}
	c := w.Do(functest.Lin, &complaint.Propose{Remedy: complaint.Repair, Text: "A new door."}, &complaint.Execute{})
	w.Clock.Set(c.Survey.SendAt)
	w.Do(complaint.TheSystem, &complaint.Ask{})
	w.Do(complaint.TheComplainant, &complaint.Reply{Answer: complaint.Answer{Attitude: 2, Solved: 1, Speed: 2, Process: 2, Overall: 1}})
	w.Do(functest.Han, &complaint.AskGoodwill{Rule: "personal_plan", Text: "FOR STAFF ONLY"})
}

// another files one more complaint and answers its case; the story goes on with the case there was.
func (w *world) another() string {
	w.Helper()
	known := w.Known()
	other := w.File("acme").ID
	w.Follow(known)
	return other
}

func orNothing(with string) string {
	if with == "" || with == "{}" {
		return `{"a":1}`
	}
	return with
}

// TestOrdersThatAreRefused: each says in which field it is wrong.
func TestOrdersThatAreRefused(t *testing.T) {
	w := newWorld(t)
	w.handled()
	w.Do(functest.Lin, &complaint.Take{})
	before := w.Known().Revision
	for _, c := range []struct{ body, field string }{
		{`{}`, "do"},
		{`null`, ""},
		{`[]`, ""},
		{`{"do":""}`, "do"},
		{`{"do":"shut"}`, "do"},
		{`{"do":"object","with":{"reason":"as the complainant"}}`, "do"},
		{`{"do":"verify","with":{"answers":[{"item":"real","is":"perhaps"}]}}`, "answers.is"},
		{`{"do":"verify","with":{"answers":[{"item":"real","is":"yes","result":"verified"}]}}`, "with.answers[0].result"},
		{`{"do":"verify","with":{"answers":[{"item":"real","is":""}]}}`, "with.answers[0].is"},
		{`{"do":"verify","with":{"answers":[]}}`, "answers"},
		{`{"do":"investigate","with":{"looked_at":"x","finding":"y","sources":["dream"]}}`, "sources"},
		{`{"do":"investigate","with":{"looked_at":"x","finding":"y","sources":["photo"],"evidence":["../x"]}}`, "evidence"},
		{`{"do":"decide_responsibility","with":{"shares":[{"department":"quality","percent":99}],"reason":"x","findings":[1]}}`, "shares"},
		{`{"do":"decide_responsibility","with":{"shares":[{"department":"quality","percent":50.5}],"reason":"x","findings":[1]}}`, "with.shares.percent"},
		{`{"do":"decide_responsibility","with":{"shares":[{"department":"quality","percent":100}],"reason":"x","findings":[]}}`, "findings"},
		{`{"do":"reject"}`, "reason"},
		{`{"do":"Take"}`, "do"},
		{`{"Do":"take"}`, "Do"},
		{`{"do":5}`, "do"},
		{`{"do":"take","as":"executive"}`, "as"},
		{`{"do":"take","tenant":"globex"}`, "tenant"},
		{`{"do":"classify","with":{"reading":{}}}`, "do"},
		{`{"do":"answer_survey","with":{"answer":{}}}`, "do"},
		{`{"do":"write","with":{"text":"as the complainant"}}`, "do"},
		{`{"do":"restart_journey"}`, "do"},
		{`{"do":"take","with":{"owner":"han.staff"}}`, "with.owner"},
		{`{"do":"note","with":null}`, "with"},
		{`{"do":"note","with":"text"}`, "with"},
		{`{"do":"note","with":[]}`, "with"},
		{`{"do":"note","with":{"text":5}}`, "with.text"},
		{`{"do":"note","with":{"text":"a","text":"b"}}`, "with.text"},
		{`{"do":"note","with":{"Text":"a"}}`, "with.Text"},
		{`{"do":"note"}`, "text"},
		{`{"do":"assess","with":{"grade":"1"}}`, "with.grade"},
		{`{"do":"assess","with":{"grade":1.5}}`, "with.grade"},
		{`{"do":"assess","with":{"grade":4}}`, "grade"},
		{`{"do":"assess","with":{"grade":0}}`, "with.grade"},
		{`{"do":"investigate","with":{"looked_at":"the leg","finding":"a knot","sources":["record"],"corrects":0}}`, "with.corrects"},
		{`{"do":"record_choice","with":{"option":0.0}}`, "with.option"},
		{`{"do":"ask_goodwill","with":{"amount":-0}}`, "with.amount"},
		{`{"do":"assess","with":{"category":""}}`, "with.category"},
		{`{"do":"assess","with":{"cause":null}}`, "with.cause"},
		{`{"do":"assess","with":{"flow":"suggestion"}}`, "with.flow"},
		{`{"do":"assess","with":{"category":"weather"}}`, "category"},
		{`{"do":"propose","with":{"remedy":"cash","text":"x"}}`, "remedy"},
		{`{"do":"propose","with":{"remedy":"refund","text":"x","amount":1000000}}`, "with.amount"},
		{`{"do":"propose","with":{"remedy":"refund","text":"x","by":"han.staff"}}`, "with.by"},
		{`{"do":"propose","with":{"remedy":"refund","text":"x","amount":{"amount":1,"currency":"CNY","approved":true}}}`, "with.amount.approved"},
		{`{"do":"propose","with":{"remedy":"refund","text":"x","others":[{"remedy":"repair","text":"x","needs":[]}]}}`, "with.others[0].needs"},
		{`{"do":"propose","with":{"remedy":"refund","text":"x","elsewhere":{}}}`, "with.elsewhere"},
		{`{"do":"propose","with":{"remedy":"refund","text":"x","promises":[{"what":"x","due":"3d","kept_at":"2026-04-07T10:00:00Z"}]}}`, "with.promises[0].kept_at"},
		{`{"do":"record","with":{"milestone":"inspection_arranged","note":" "}}`, "note"},
		{`{"do":"record","with":{"milestone":"inspection_arranged","note":"x"}}`, "data"},
		{`{"do":"record","with":{"milestone":"inspection_arranged","note":"x","data":null}}`, "data"},
		{`{"do":"record","with":{"milestone":"inspection_arranged","note":"x","data":[]}}`, "data"},
		{`{"do":"record","with":{"milestone":"inspection_arranged","note":"x","data":{}}}`, "data.when"},
		{`{"do":"record","with":{"milestone":"inspection_arranged","note":"x","data":{"when":"soon"}}}`, "data.when"},
		{`{"do":"record","with":{"milestone":"inspection_arranged","note":"x","data":{"who":"a","who":"b"}}}`, "with.data.who"},
		{`{"do":"record","with":{"milestone":"inspection_arranged","note":"x","data":{"colour":"red"}}}`, "data.colour"},
		{`{"do":"record","with":{"milestone":"inspection_arranged","note":"x","form":{}}}`, "with.form"},
		{`{"do":"record","with":{"milestone":"quality_ledger","note":"x","data":{"problem":"` + strings.Repeat("x", 12_001) + `"}}}`, "data"},
		{`{"do":"hand_over","with":{"to":"x","mail":"a@b.example, c@d.example"}}`, "mail"},
	} {
		e := w.Event("command", "")
		e.Body = c.body
		reply := w.send(functest.Lin, e)
		var problem struct{ Field string }
		w.OK(json.Unmarshal([]byte(reply.Body), &problem))
		if reply.StatusCode != http.StatusBadRequest || problem.Field != c.field {
			t.Errorf("%s: %d %s, want field %q", c.body, reply.StatusCode, reply.Body, c.field)
		}
	}
	if after := w.Known().Revision; after != before {
		t.Errorf("revision %d became %d", before, after)
	}
}

// TestOrdersThatDoNotFit: what is right in itself and does not fit the case as it is says which field does not.
func TestOrdersThatDoNotFit(t *testing.T) {
	w := newWorld(t)
	w.handled()
	w.Do(functest.Lin, &complaint.Take{})
	before := w.Known().Revision
	for with, field := range map[string]string{
		`{"do":"assess","with":{"grade":1}}`:                               "reason",
		`{"do":"record","with":{"milestone":"paid","note":"x"}}`:           "milestone",
		`{"do":"record","with":{"milestone":"paid","note":"x","data":{}}}`: "milestone",
		`{"do":"acknowledge_escalation","with":{"clock":"none"}}`:          "clock",
		`{"do":"finish_task","with":{"notice":"none","note":"x"}}`:         "notice",
	} {
		e := w.Event("command", "")
		e.Body = with
		reply := w.send(functest.Lin, e)
		var problem struct{ Field string }
		w.OK(json.Unmarshal([]byte(reply.Body), &problem))
		if reply.StatusCode != http.StatusConflict || problem.Field != field {
			t.Errorf("%s: %d %s, want field %q", with, reply.StatusCode, reply.Body, field)
		}
	}
	if after := w.Known().Revision; after != before {
		t.Errorf("revision %d became %d", before, after)
	}
}

// TestRolesThatMayNot: who only watches, or is nobody here, changes nothing.
func TestRolesThatMayNot(t *testing.T) {
	w := newWorld(t)
	w.handled()
	before := w.Known().Revision
	for _, role := range []complaint.Role{complaint.Auditor, complaint.TenantAdmin, "", "root"} {
		for _, c := range everyCommand {
			reply := w.send(complaint.Actor{Role: role, ID: "x"}, w.order(c.do, c.with, ""))
			if reply.StatusCode != http.StatusForbidden {
				t.Errorf("%q may %s: %d %s", role, c.do, reply.StatusCode, reply.Body)
			}
		}
	}
	if reply := w.send(functest.Han, w.order("revoke_links", "", "")); reply.StatusCode != http.StatusForbidden {
		t.Errorf("an agent revokes links: %d", reply.StatusCode)
	}
	if after := w.Known().Revision; after != before {
		t.Errorf("revision %d became %d", before, after)
	}
}
