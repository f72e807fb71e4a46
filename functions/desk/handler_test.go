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

// handled opens a case that people are at work on.
func (w *world) handled() complaint.Case {
	w.Helper()
	w.File("acme")
	return w.Handle()
}

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

// TestACaseAtTheDesk is one case as staff see it: in the queue, whole, and after a command.
func TestACaseAtTheDesk(t *testing.T) {
	w := newWorld(t)
	w.handled()
	w.Clock.Pass(25 * time.Hour) // past the acknowledgement's deadline
	w.Do(functest.Han, &complaint.Note{Text: functest.StaffOnly})
	w.CheckGolden("1_queue", w.send(functest.Han, w.Event("list", "")), "")
	w.CheckGolden("2_case", w.send(functest.Han, w.Event("show", "")), "")
	w.CheckGolden("3_taken", w.send(functest.Han, w.Event("command", "")), "")
	w.CheckGolden("4_forbidden", w.send(functest.Han, w.order("revoke_links", "", "")), "")
	w.CheckGolden("5_stale", w.send(functest.Han, w.order("note", `{"text":"x"}`, `"1"`)), "")
	w.CheckGolden("6_unknown", w.send(functest.Han, w.order("shut", "", "")), "")
}

// everyCommand is each command as the desk sends it when it is right, in an order in which all are possible.
// Those about the ends of a case are in endingCommands.
var everyCommand = []struct{ do, with string }{
	{"decline", `{"reason":"FOR STAFF ONLY"}`},
	{"assign", `{"to":"lin.staff","reason":"FOR STAFF ONLY"}`},
	{"take", ""},
	{"hand_over", `{"to":"lin.staff","mail":"lin.staff@acme.example"}`},
	{"assess", `{"category":"quality","cause":"product.workmanship","grade":2,"reason":""}`},
	{"contact", `{"by":"phone","note":"FOR STAFF ONLY"}`},
	{"record", `{"milestone":"inspection_arranged","note":"FOR STAFF ONLY","data":{"when":"2026-03-04T09:00:00+08:00","where":"3 号店","who":"FOR STAFF ONLY"}}`},
	{"note", `{"text":"FOR STAFF ONLY"}`},
	{"tell", `{"text":"We look into it."}`},
	{"finish_task", `{"notice":"failed-1","note":"Called instead."}`},
	{"acknowledge_escalation", `{"clock":"acknowledged"}`},
	{"revoke_links", `{}`},
	{"wait_for", `{"for":"evidence","text":"Please send us a photo."}`},
	{"take_up", `{"note":"FOR STAFF ONLY"}`},
	{"ask_extension", `{"clock":"solution","within":"9d","reason":"FOR STAFF ONLY"}`},
	{"answer_extension", `{"clock":"quality_ledger","grant":true,"reason":"FOR STAFF ONLY"}`},
	{"not_same", `{"case":"RD-0000-0000-0000-0001","reason":"FOR STAFF ONLY"}`},
	{"merge", `{"case":"OTHER","reason":"FOR STAFF ONLY"}`},
	{"part", `{"case":"OTHER","reason":"FOR STAFF ONLY"}`},
	{"propose", `{"remedy":"refund","text":"Money back.","amount":{"amount":600000,"currency":"CNY"}}`},
	{"refuse_approval", `{"offer":"OFFER","reason":"FOR STAFF ONLY"}`},
	{"propose", `{"remedy":"refund","text":"Money back.","amount":{"amount":550000,"currency":"CNY"},"comfort":["gift"],
		"promises":[{"what":"It is paid.","due":"2wd"}],"others":[{"remedy":"repair","text":"We repair it."}]}`},
	{"approve", `{"offer":"OFFER","note":"FOR STAFF ONLY"}`}, // legal's
	{"approve", `{"offer":"OFFER"}`},                         // the manager's
	{"record_choice", `{"offer":"OFFER","option":1,"note":"FOR STAFF ONLY"}`},
	{"reassign_promise", `{"promise":"PROMISE","to":"han.staff","reason":"FOR STAFF ONLY"}`},
	{"keep_promise", `{"promise":"PROMISE","note":"FOR STAFF ONLY"}`},
	{"execute", `{"note":"FOR STAFF ONLY"}`},
	{"reopen", `{"reason":"FOR STAFF ONLY"}`},
	{"ask_goodwill", `{"rule":"apology_voucher","text":"For your trouble.","amount":5000,"currency":"CNY"}`},
	{"answer_goodwill", `{"rule":"personal_plan","grant":true,"reason":"FOR STAFF ONLY"}`},
}

// custodyCommands are those of legal and the tenant's admins, which are tested by stories of their own.
var custodyCommands = []string{"hold", "release_hold", "ask_erasure", "answer_erasure"}

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

// TestIfMatch: a command that was decided on what is no longer so is refused.
func TestIfMatch(t *testing.T) {
	w := newWorld(t)
	for match, want := range map[string]int{
		"now":                   http.StatusOK,
		"":                      http.StatusBadRequest,
		"none":                  http.StatusOK,
		"*":                     http.StatusOK,
		"before":                http.StatusPreconditionFailed,
		"1":                     http.StatusPreconditionFailed,
		`"999"`:                 http.StatusPreconditionFailed,
		`"0"`:                   http.StatusBadRequest,
		`"-1"`:                  http.StatusBadRequest,
		`W/"3"`:                 http.StatusBadRequest,
		`"1", "2"`:              http.StatusBadRequest,
		"yesterday":             http.StatusBadRequest,
		`"1e3"`:                 http.StatusBadRequest,
		`"9999999999999999999"`: http.StatusBadRequest,
	} {
		read := w.handled()
		sent := match
		switch match {
		case "now":
			sent = w.send(functest.Han, w.Event("show", "")).Headers["ETag"]
		case "before":
			sent = fmt.Sprintf(`"%d"`, read.Revision)
			w.Do(functest.Lin, &complaint.Note{Text: functest.StaffOnly})
		}
		order := w.order("take", "", sent)
		switch match {
		case "":
			order.Headers["if-match"] = ""
		case "none":
			delete(order.Headers, "if-match")
		}
		reply := w.send(functest.Han, order)
		if reply.StatusCode != want {
			t.Errorf("If-Match: %s: %d %s, want %d", match, reply.StatusCode, reply.Body, want)
		}
		if taken := w.Known().Owner != nil; taken != (want == http.StatusOK) {
			t.Errorf("If-Match: %s: taken: %v", match, taken)
		}
	}
}

// A command under a name is carried out once; the same name is another case's too.
func TestTheSameCommandAgain(t *testing.T) {
	w := newWorld(t)
	w.handled()
	note := func(body string) events.APIGatewayProxyResponse {
		e := w.order("note", `{"text":"`+body+`"}`, "")
		e.Headers["idempotency-key"] = "k"
		return w.send(functest.Han, e)
	}
	first, again := note("once"), note("once")
	if again.StatusCode != http.StatusOK || again.Headers["ETag"] != first.Headers["ETag"] {
		t.Errorf("%s and then %d %s", first.Headers["ETag"], again.StatusCode, again.Headers["ETag"])
	}
	if other := note("twice"); other.StatusCode != http.StatusConflict || !strings.Contains(other.Body, "Idempotency-Key") {
		t.Errorf("another command under the name: %d %s", other.StatusCode, other.Body)
	}
	w.handled()
	if elsewhere := note("once"); elsewhere.StatusCode != http.StatusOK || w.Known().Revision == 3 {
		t.Errorf("on another case: %d", elsewhere.StatusCode)
	}
	bad := w.Event("command", "")
	bad.Headers["idempotency-key"] = "k k"
	if reply := w.send(functest.Han, bad); reply.StatusCode != http.StatusBadRequest {
		t.Errorf("a name that is none: %d", reply.StatusCode)
	}
}

// TestWhatIsNotThere: another tenant's case is not there, whoever asks.
func TestWhatIsNotThere(t *testing.T) {
	w := newWorld(t)
	foreign := w.File("globex").ID
	w.handled()
	for _, id := range []string{foreign, "RD-0000-0000-0000-0001", strings.ToLower(w.Ref.Case), "1", "", w.Ref.Case + "#CASE", "../" + w.Ref.Case} {
		for _, name := range []string{"show", "command"} {
			e := w.Event(name, "")
			e.PathParameters["case"] = id
			if reply := w.send(functest.Lin, e); reply.StatusCode != http.StatusNotFound || strings.Contains(reply.Body, "globex") {
				t.Errorf("%s %q: %d %s", name, id, reply.StatusCode, reply.Body)
			}
		}
	}
	e := w.Event("show", "")
	e.PathParameters = map[string]string{"tenant": "globex", "case": foreign}
	if reply := w.send(functest.Lin, e); reply.StatusCode != http.StatusNotFound {
		t.Errorf("at the other tenant's address: %d", reply.StatusCode)
	}
}

// A case nobody may take any more is refused with what stands in the way.
func TestConflicts(t *testing.T) {
	w := newWorld(t)
	w.handled()
	w.Do(functest.Lin, &complaint.Take{})
	for _, c := range []struct{ do, with string }{
		{"take", ""}, {"propose", `{"remedy":"refund","text":"x"}`}, {"execute", ""},
	} {
		if reply := w.send(functest.Han, w.order(c.do, c.with, "")); reply.StatusCode != http.StatusConflict {
			t.Errorf("%s: %d %s", c.do, reply.StatusCode, reply.Body)
		}
	}
}

func TestAStoreThatIsDown(t *testing.T) {
	w := newWorld(t)
	w.handled()
	w.Cases.Store = functest.Broken{Store: w.Memory}
	for _, name := range []string{"show", "command"} {
		if reply := w.send(functest.Lin, w.Event(name, "")); reply.StatusCode != http.StatusInternalServerError || strings.Contains(reply.Body, "10.0.0.1") {
			t.Errorf("%s: %d %s", name, reply.StatusCode, reply.Body)
		}
	}
}
