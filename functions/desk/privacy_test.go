package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"pgregory.net/rapid"

	"redress/internal/apigw"
	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/functest"
	"redress/internal/golden"
)

// staffRoles are the roles that can sign in at the desk.
var staffRoles = []complaint.Role{
	complaint.Agent, complaint.Lead, complaint.Manager, complaint.Executive, complaint.Legal, complaint.Auditor, complaint.TenantAdmin,
}

// asks is a request of the recorded one's kind at another address.
func (w *world) asks(method, resource, body string, query map[string]string) events.APIGatewayProxyRequest {
	w.Helper()
	e := w.Event("command", "")
	e.HTTPMethod, e.Resource, e.Body, e.QueryStringParameters = method, resource, body, query
	return e
}

func (w *world) reveals(body string) events.APIGatewayProxyRequest {
	w.Helper()
	return w.asks(http.MethodPost, "/v1/{tenant}/desk/cases/{case}/reveals", body, nil)
}

func (w *world) audit(query map[string]string) events.APIGatewayProxyRequest {
	w.Helper()
	return w.asks(http.MethodGet, "/v1/{tenant}/desk/audit", "", query)
}

// looked are the looks on record.
func (w *world) looked() []casework.Look {
	w.Helper()
	all, err := w.Memory.Looks(w.Context(), "acme", functest.Monday.AddDate(-1, 0, 0), functest.Monday.AddDate(9, 0, 0))
	w.OK(err)
	return all
}

// G3: which role sees what of a complainant as it is, who owns the case or not, and who may have the rest revealed: the whole table of the
// built-in policy.
func TestWhoSeesWhat(t *testing.T) {
	who := map[complaint.Private]string{
		complaint.PrivateName: "Wang Xiaoming", complaint.PrivateMail: "wang.xiaoming@mail.example", complaint.PrivatePhone: "+86 138 0000 1111",
		complaint.PrivateText: "Wang Xiaoming called from 13900002222",
	}
	var table strings.Builder
	for _, role := range staffRoles {
		for _, owns := range []bool{false, true} {
			w := newWorld(t)
			w.handled()
			by := complaint.Actor{Role: role, ID: "somebody"}
			owner := functest.Han
			if owns {
				if owner = by; !slices.Contains([]complaint.Role{complaint.Agent, complaint.Lead, complaint.Manager, complaint.Executive}, role) {
					continue
				}
			}
			w.Do(owner, &complaint.Take{}, &complaint.Note{Text: "Wang Xiaoming called from 13900002222"})
			body := w.send(by, w.Event("show", "")).Body
			var sees []string
			for _, kind := range complaint.Privates {
				if who[kind] != "" && strings.Contains(body, who[kind]) {
					sees = append(sees, string(kind))
				}
			}
			reveal := w.send(by, w.reveals(`{"fields":["phone"],"reason":"x"}`)).StatusCode
			fmt.Fprintf(&table, "%-12s owner=%-5t sees %-28s reveals %d\n", role, owns, strings.Join(sees, " "), reveal)
			if reply := w.send(by, w.Event("show", "")); reply.Headers["Cache-Control"] != "no-store" {
				t.Errorf("%s: %v", role, reply.Headers)
			}
		}
	}
	golden.Check(t, filepath.Join("testdata", "golden", "who_sees_what.txt"), table.String())
}

// Whatever people are called and wrote, no answer to somebody who may not see it holds what is theirs.
func TestNoMaskedAnswerHoldsWhatIsPersonal(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorld(t)
		p := aPerson(rt)
		text := fmt.Sprintf("%s, %s, %s. %s %s", p.Name, p.Phone, p.Email, rapid.StringMatching(`[a-z ]{0,20}`).Draw(rt, "words"), p.CustomerNumber)
		c, err := w.Cases.File(t.Context(), complaint.TheComplainant, &complaint.File{
			Ref: complaint.Ref{Tenant: "acme"}, Channel: complaint.Web, Complainant: p, Demand: complaint.Refund, Content: text, Scene: text,
			Matter: complaint.Matter{Order: "A" + p.CustomerNumber},
		}, nil)
		w.OK(err)
		w.Follow(c)
		w.Handle()
		w.Do(functest.Lin, &complaint.Take{}, &complaint.Contact{By: "phone", Note: text}, &complaint.Tell{Text: text}, &complaint.Note{Text: text})
		for _, role := range staffRoles {
			by := complaint.Actor{Role: role, ID: "x"}
			for _, e := range []events.APIGatewayProxyRequest{w.Event("show", ""), w.Event("list", ""), w.order("note", `{"text":"seen"}`, "")} {
				body := w.send(by, e).Body
				hidden := []string{p.Phone, p.Email, p.CustomerNumber}
				if role == complaint.Executive || role == complaint.Auditor || role == complaint.TenantAdmin {
					hidden = append(hidden, p.Name)
				}
				for _, plain := range hidden {
					if strings.Contains(body, plain) {
						rt.Fatalf("%s %s sees %q of %+v in %s", role, e.Resource, plain, p, body)
					}
				}
			}
		}
	})
}

// aPerson is somebody, Chinese or not.
func aPerson(t *rapid.T) complaint.Complainant {
	name := rapid.OneOf(
		rapid.StringMatching(`[王李张刘陈杨赵黄周吴][伟芳娜敏静丽强磊军洋]{1,2}`), rapid.StringMatching(`[A-Z][a-z]{3,8} [A-Z][a-z]{3,9}`),
	).Draw(t, "name")
	return complaint.Complainant{
		Name: name, Phone: rapid.StringMatching(`(\+86 )?1[3-9][0-9]{9}|\+44 20 [0-9]{4} [0-9]{4}`).Draw(t, "phone"),
		Email:          rapid.StringMatching(`[a-z]{3,8}\.[a-z]{3,8}@[a-z]{3,8}\.(com|cn)`).Draw(t, "mail"),
		CustomerNumber: rapid.StringMatching(`[A-Z]{2}[0-9]{6,9}`).Draw(t, "number"),
	}
}

// Nothing is revealed that is not written down first: who, what of which case, and why; and where that fails nothing is shown.
func TestARevealIsWrittenDownFirst(t *testing.T) {
	w := newWorld(t)
	w.handled()
	reply := w.send(functest.Han, w.reveals(`{"fields":["phone","email","text"],"reason":" I call him back. "}`))
	var shown revealed
	w.OK(json.Unmarshal([]byte(reply.Body), &shown))
	want := map[complaint.Private]string{complaint.PrivatePhone: functest.Wang.Phone, complaint.PrivateMail: functest.Wang.Email}
	if reply.StatusCode != http.StatusOK || fmt.Sprint(shown.Values) != fmt.Sprint(want) || len(shown.Texts) == 0 || shown.Texts[0].Text != functest.Content {
		t.Errorf("%d %s", reply.StatusCode, reply.Body)
	}
	looks := w.looked()
	if len(looks) != 1 || looks[0].By.ID != functest.Han.ID || looks[0].Of != "email,phone,text" || looks[0].Case != w.Ref.Case ||
		looks[0].What != casework.SightPerson || looks[0].Reason != "I call him back." {
		t.Errorf("on record: %+v", looks)
	}
	e := w.reveals(`{"fields":["phone"],"reason":"x"}`)
	e.RequestContext.Authorizer = map[string]any{"tenant": "acme", "role": "agent", "user": "han"}
	d := &desk{cases: w.Cases, history: w.Memory, queue: w.Memory, book: w.Book, looks: blind{}}
	broken, err := apigw.Staff(d.routes())(t.Context(), e)
	if err != nil || broken.StatusCode != http.StatusInternalServerError || strings.Contains(broken.Body, "138") {
		t.Errorf("no look, and yet: %d %s", broken.StatusCode, broken.Body)
	}
}

// blind is a book that nothing can be written into.
type blind struct{ casework.LookBook }

func (blind) PutLook(context.Context, string, casework.Look) error { return errors.New("full") }

func TestRevealsThatAreRefused(t *testing.T) {
	w := newWorld(t)
	w.handled()
	for body, field := range map[string]string{
		`{}`: "fields", `{"fields":[],"reason":"x"}`: "fields", `{"fields":["secret"],"reason":"x"}`: "fields",
		`{"fields":["phone","phone"],"reason":"x"}`: "fields", `{"fields":["phone"]}`: "reason", `{"fields":["phone"],"reason":" "}`: "reason",
		`{"fields":["phone"],"reason":"` + strings.Repeat("x", 4001) + `"}`: "reason", `{"fields":["phone"],"reason":"x","tenant":"globex"}`: "tenant",
	} {
		reply := w.send(functest.Lin, w.reveals(body))
		var problem struct{ Field string }
		w.OK(json.Unmarshal([]byte(reply.Body), &problem))
		if reply.StatusCode != http.StatusBadRequest || problem.Field != field {
			t.Errorf("%.60s: %d %s, want field %q", body, reply.StatusCode, reply.Body, field)
		}
	}
	foreign := w.File("globex").ID
	e := w.reveals(`{"fields":["phone"],"reason":"x"}`)
	e.PathParameters["case"] = foreign
	if reply := w.send(functest.Lin, e); reply.StatusCode != http.StatusNotFound {
		t.Errorf("another tenant's: %d %s", reply.StatusCode, reply.Body)
	}
	if looks := w.looked(); len(looks) > 0 {
		t.Errorf("nothing was shown, and on record is %+v", looks)
	}
}

// Legal and the tenant's admins hold, and two people erase; the desk then shows nothing of the complainant to anybody.
func TestCustodyAtTheDesk(t *testing.T) {
	w := newWorld(t)
	w.Cases.Kept = w.Memory
	w.handled()
	legal, admin := complaint.Actor{Role: complaint.Legal, ID: "ning"}, complaint.Actor{Role: complaint.TenantAdmin, ID: "root"}
	for _, c := range []struct {
		by       complaint.Actor
		do, with string
		want     int
	}{
		{functest.Lin, "hold", `{"reason":"x"}`, http.StatusForbidden},
		{legal, "hold", `{"reason":"A lawsuit."}`, http.StatusOK},
		{legal, "hold", `{"reason":"Again."}`, http.StatusConflict},
		{admin, "ask_erasure", `{"reason":"She asked."}`, http.StatusConflict},
		{admin, "release_hold", `{"reason":"It is over."}`, http.StatusOK},
		{admin, "ask_erasure", `{"reason":"She asked."}`, http.StatusConflict}, // somebody is at work
		{admin, "answer_erasure", `{"grant":true,"reason":"Yes."}`, http.StatusConflict},
		{admin, "hold", `{}`, http.StatusBadRequest},
	} {
		if reply := w.send(c.by, w.order(c.do, c.with, "")); reply.StatusCode != c.want {
			t.Errorf("%s %s: %d %s, want %d", c.by.Role, c.do, reply.StatusCode, reply.Body, c.want)
		}
	}
}

// The audit: who may see it, page by page; a foreign cursor leads nowhere else; a table is inert and written down.
func TestTheAudit(t *testing.T) {
	w := newWorld(t)
	w.handled()
	auditor := complaint.Actor{Role: complaint.Auditor, ID: "aud"}
	for _, role := range staffRoles {
		want := http.StatusForbidden
		if slices.Contains(auditors, role) {
			want = http.StatusOK
		}
		if reply := w.send(complaint.Actor{Role: role, ID: "x"}, w.audit(nil)); reply.StatusCode != want {
			t.Errorf("%s: %d, want %d", role, reply.StatusCode, want)
		}
	}
	var acts []casework.Act
	for i := range 5 {
		acts = append(acts, casework.Act{
			At: functest.Monday.Add(time.Duration(i) * time.Minute), By: functest.Han, Case: w.Ref.Case, Revision: i + 1, Command: "note", Events: []string{"noted"},
		})
	}
	acts[4].By.ID, acts[4].Command = `=cmd|' /C calc'!A0`, "assess"
	w.OK(w.Memory.PutActs(t.Context(), "acme", acts))
	w.OK(w.Memory.PutActs(t.Context(), "globex", []casework.Act{{At: functest.Monday, By: functest.Lin, Case: "RD-G", Command: "note"}}))
	var page auditPage
	read := func(query map[string]string) auditPage {
		page = auditPage{}
		w.OK(json.Unmarshal([]byte(w.send(auditor, w.audit(query)).Body), &page))
		return page
	}
	first := read(map[string]string{"limit": "3", "month": "2026-03"})
	second := read(map[string]string{"limit": "3", "month": "2026-03", "cursor": first.Next})
	if len(first.Acts) != 3 || len(second.Acts) != 2 || second.Next != "" {
		t.Errorf("%d and %d acts, next %q", len(first.Acts), len(second.Acts), second.Next)
	}
	if some := read(map[string]string{"month": "2026-03", "what": "assess", "case": w.Ref.Case}); len(some.Acts) != 1 {
		t.Errorf("filtered: %+v", some.Acts)
	}
	table := w.send(auditor, w.audit(map[string]string{"month": "2026-03", "format": "csv"}))
	if !strings.HasPrefix(table.Headers["Content-Type"], "text/csv") || strings.Contains(table.Body, ",=cmd") || !strings.Contains(table.Body, "'=cmd") {
		t.Errorf("table: %v\n%s", table.Headers, table.Body)
	}
	if looks := w.looked(); len(looks) != 1 || looks[0].What != casework.SightAudit || looks[0].By.ID != "aud" {
		t.Errorf("on record: %+v", looks)
	}
	if seen := read(map[string]string{"month": "2026-03", "of": "looks"}); len(seen.Looks) != 1 {
		t.Errorf("looks: %+v", seen.Looks)
	}
	for name, value := range map[string]string{"month": "March", "limit": "0", "of": "all", "format": "xls", "cursor": "!"} {
		if reply := w.send(auditor, w.audit(map[string]string{name: value})); reply.StatusCode != http.StatusBadRequest || !strings.Contains(reply.Body, `"field":"`+name) {
			t.Errorf("%s=%s: %d %s", name, value, reply.StatusCode, reply.Body)
		}
	}
}

// No cell of a table begins a formula, whatever is in it, and what is in it can still be read.
func TestACellIsInert(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.OneOf(rapid.String(), rapid.StringMatching("[=+@\t\r＝＋－＠-].*")).Draw(t, "cell")
		got := inert(cell)
		if got != "" && strings.ContainsAny(got[:1], "=+-@\t\r\n") || !strings.HasSuffix(got, cell) || len(got) > len(cell)+1 {
			t.Fatalf("%q became %q", cell, got)
		}
	})
}
