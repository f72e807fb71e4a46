package main

import (
	"fmt"
	"net/http"
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
