package main

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"redress/internal/complaint"
	"redress/internal/functest"
	"redress/web"
)

var yang = complaint.Actor{Role: complaint.Manager, ID: "yang.staff", Mail: "yang.staff@acme.example"}

// deed is what a program sends about the end of the case.
func (w *world) deed(place, body string) events.APIGatewayProxyRequest {
	w.Helper()
	e := w.Event("write", w.Secret())
	e.Resource, e.Body = "/v1/{tenant}/complaints/{case}/"+place, body
	return e
}

// click is what a browser sends from the page.
func (w *world) click(place string, fields url.Values) events.APIGatewayProxyRequest {
	w.Helper()
	e := w.Event("write_form", w.Secret())
	fields.Set("secret", w.Secret())
	e.Resource, e.Body = "/v1/{tenant}/complaints/{case}/"+place, fields.Encode()
	return e
}

func (w *world) sees(reply events.APIGatewayProxyResponse) view {
	w.Helper()
	var v view
	if reply.StatusCode != http.StatusOK {
		w.Fatalf("%d %s", reply.StatusCode, reply.Body)
	}
	w.OK(json.Unmarshal([]byte(reply.Body), &v))
	return v
}

// handled is a case that the lead owns and has assessed.
func (w *world) handled() {
	w.Helper()
	w.File("acme")
	w.Handle()
	w.Do(functest.Lin, &complaint.Take{}, &complaint.Assess{})
}

func (w *world) rejected() {
	w.Helper()
	w.handled()
	w.Do(functest.Lin, &complaint.Reject{Reason: "It was sold as seen."})
	w.Do(yang, &complaint.ConfirmRejection{Note: functest.StaffOnly})
}

// TestWithdrawalByProgram: one call gives the complaint up, sent again it is one, and another takes it up again.
func TestWithdrawalByProgram(t *testing.T) {
	w := newWorld(t)
	w.handled()
	if v := w.sees(w.send(w.Event("follow", w.Secret()))); !slices.Equal(v.Actions, []web.Deed{web.ToWithdraw}) {
		t.Errorf("can %v", v.Actions)
	}
	e := w.deed("withdrawal", `{"note":"It is settled."}`)
	e.Headers["Idempotency-Key"] = "once"
	v := w.sees(w.send(e))
	if v.Phase != complaint.Closed || v.Outcome != complaint.Withdrawn || !slices.Equal(v.Actions, []web.Deed{web.ToReopen}) {
		t.Errorf("%+v", v)
	}
	before := w.Known().Revision
	w.sees(w.send(e))
	if after := w.Known().Revision; after != before {
		t.Errorf("sent again it changed the case from %d to %d", before, after)
	}
	if v := w.sees(w.send(w.deed("reopening", `{"reason":"It is not."}`))); v.Phase != complaint.Handling || v.Round != 2 {
		t.Errorf("%+v", v)
	}
}

// TestWithdrawalFromThePage: the first form asks and changes nothing, the second withdraws; a GET does nothing at all.
func TestWithdrawalFromThePage(t *testing.T) {
	w := newWorld(t)
	w.handled()
	before := w.Known().Revision
	for range 2 {
		w.send(w.Event("follow_page", w.Secret()))
	}
	asked := w.send(w.click("withdrawal", url.Values{}))
	if asked.StatusCode != http.StatusOK || !strings.Contains(asked.Body, `name="sure" value="yes"`) || w.Known().Revision != before {
		t.Fatalf("%d, revision %d became %d: %.300s", asked.StatusCode, before, w.Known().Revision, asked.Body)
	}
	e := w.click("withdrawal", url.Values{"sure": {"yes"}, "note": {"It is settled."}, "once": {"7"}})
	done := w.send(e)
	w.send(e) // a double click
	c := w.Known()
	if done.StatusCode != http.StatusOK || c.Outcome != complaint.Withdrawn || c.Revision != before+1 || !strings.Contains(done.Body, "/reopening?") {
		t.Errorf("%d, %s at revision %d", done.StatusCode, c.Outcome, c.Revision)
	}
}

// TestAWithdrawnDangerIsNotOver: the page says that it goes on, and for the complainant nothing is left to do but to take it up again.
func TestAWithdrawnDangerIsNotOver(t *testing.T) {
	w := newWorld(t)
	w.handled()
	w.Do(functest.Lin, &complaint.Assess{Category: complaint.CategorySafety, Grade: complaint.Major, Reason: "It burst."})
	v := w.sees(w.send(w.deed("withdrawal", `{}`)))
	if v.Phase != complaint.Concluding || !slices.Equal(v.Actions, []web.Deed{web.ToReopen}) || len(w.Known().OpenObligations()) == 0 {
		t.Errorf("%+v, owed %v", v, w.Known().OpenObligations())
	}
}

// TestARejectionIsShownOnceItIsConfirmed: not before; with the reason, recourse and until when to object, and nothing of staff's.
func TestARejectionIsShownOnceItIsConfirmed(t *testing.T) {
	w := newWorld(t)
	w.handled()
	w.Do(functest.Lin, &complaint.Reject{Reason: "It was sold as seen."})
	if v := w.sees(w.send(w.Event("follow", w.Secret()))); v.Rejection != nil {
		t.Errorf("shown before: %+v", v.Rejection)
	}
	w.Do(yang, &complaint.ConfirmRejection{Note: functest.StaffOnly})
	reply := w.send(w.Event("follow", w.Secret()))
	v := w.sees(reply)
	if r := v.Rejection; r == nil || r.Reason != "It was sold as seen." || len(r.Recourse) != 4 || !r.ObjectUntil.Equal(w.Known().Rejection.ObjectUntil) {
		t.Errorf("shown %+v", r)
	}
	if !slices.Equal(v.Actions, []web.Deed{web.ToObject}) || strings.Contains(reply.Body, functest.StaffOnly) || strings.Contains(reply.Body, "yang") {
		t.Errorf("%s", reply.Body)
	}
}

// TestObjection: once, from a program or from the page, and not when the time is over.
func TestObjection(t *testing.T) {
	for name, send := range map[string]func(w *world) events.APIGatewayProxyRequest{
		"program": func(w *world) events.APIGatewayProxyRequest {
			return w.deed("objection", `{"reason":"Nobody said so."}`)
		},
		"page": func(w *world) events.APIGatewayProxyRequest {
			return w.click("objection", url.Values{"reason": {"Nobody said so."}, "once": {"8"}})
		},
	} {
		w := newWorld(t)
		w.rejected()
		if reply := w.send(send(w)); reply.StatusCode != http.StatusOK || w.Known().Round != 2 || w.Known().Phase != complaint.Handling {
			t.Errorf("%s: %d, round %d", name, reply.StatusCode, w.Known().Round)
		}
	}
	w := newWorld(t)
	w.rejected()
	if reply := w.send(w.deed("reopening", `{"reason":"No."}`)); reply.StatusCode != http.StatusConflict {
		t.Errorf("re-opened instead: %d %s", reply.StatusCode, reply.Body)
	}
	w.Clock.Pass(16 * 24 * time.Hour)
	if v := w.sees(w.send(w.Event("follow", w.Secret()))); v.Actions != nil {
		t.Errorf("too late, and can %v", v.Actions)
	}
	if reply := w.send(w.deed("objection", `{"reason":"No."}`)); reply.StatusCode != http.StatusConflict {
		t.Errorf("too late: %d %s", reply.StatusCode, reply.Body)
	}
}

// TestDeedsThatAreRefused: what is wrong in itself names its field; whoever holds no secret finds nothing, and changes nothing.
func TestDeedsThatAreRefused(t *testing.T) {
	w := newWorld(t)
	w.handled()
	before := w.Known().Revision
	for _, c := range []struct {
		place, body, field string
		status             int
	}{
		{"withdrawal", ``, "", http.StatusBadRequest},
		{"withdrawal", `{"note":5}`, "note", http.StatusBadRequest},
		{"withdrawal", `{"sure":"yes"}`, "sure", http.StatusBadRequest},
		{"withdrawal", `{"note":"\u0000"}`, "note", http.StatusBadRequest},
		{"objection", `{}`, "reason", http.StatusBadRequest},
		{"objection", `{"reason":"No."}`, "", http.StatusConflict},
		{"reopening", `{"reason":" "}`, "reason", http.StatusBadRequest},
		{"reopening", `{"reason":"No."}`, "", http.StatusConflict},
	} {
		reply := w.send(w.deed(c.place, c.body))
		var problem struct{ Field string }
		w.OK(json.Unmarshal([]byte(reply.Body), &problem))
		if reply.StatusCode != c.status || problem.Field != c.field {
			t.Errorf("%s %s: %d %s", c.place, c.body, reply.StatusCode, reply.Body)
		}
	}
	for place := range map[string]bool{"withdrawal": true, "objection": true, "reopening": true} {
		e := w.deed(place, `{"reason":"No."}`)
		if place == "withdrawal" {
			e.Body = `{}`
		}
		e.Headers["redress-secret"] = "guessed"
		if reply := w.send(e); reply.StatusCode != http.StatusNotFound {
			t.Errorf("%s with a guessed secret: %d %s", place, reply.StatusCode, reply.Body)
		}
		form := w.click(place, url.Values{"reason": {"No."}, "sure": {"yes"}})
		form.Body = strings.Replace(form.Body, url.QueryEscape(w.Secret()), "guessed", 1)
		if reply := w.send(form); reply.StatusCode != http.StatusNotFound {
			t.Errorf("%s form with a guessed secret: %d", place, reply.StatusCode)
		}
	}
	if after := w.Known().Revision; after != before {
		t.Errorf("revision %d became %d", before, after)
	}
}
