package main

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/lambda/messages"

	"redress/internal/access"
	"redress/internal/complaint"
	"redress/internal/functest"
)

const token = "TASK-TOKEN-1"

// surveyed takes a new case to where its complainant is asked, and answers the secret of that round's survey.
func (w *world) surveyed() string {
	w.Helper()
	w.File("acme")
	w.Handle()
	return w.askAgain(functest.Han)
}

// askAgain has somebody carry the remedy of this round out, and the state machine order the survey.
func (w *world) askAgain(by complaint.Actor) string {
	w.Helper()
	c := w.Do(by, &complaint.Take{}, &complaint.Propose{Remedy: complaint.Refund, Text: "Money back."}, &complaint.Execute{})
	w.Clock.Set(c.Survey.SendAt)
	functest.KeepOutOfLogs(token)
	_, err := w.asks(order{Ref: w.Ref, Token: token})
	w.OK(err)
	return w.survey()
}

// survey is the secret of the present round's survey.
func (w *world) survey() string {
	c := w.Known()
	return w.Key.Secret(c, access.ToAnswer(c.Round))
}

// TestASurveyFromOutside is one survey as its complainant sees it.
func TestASurveyFromOutside(t *testing.T) {
	w := newWorld(t)
	secret := w.surveyed()
	w.CheckGolden("1_open", w.send(w.Event("show", secret)), secret)
	w.CheckGolden("2_open_page", w.send(w.Event("show_page", secret)), secret)

	e := w.Event("answer_form", secret)
	e.Body = strings.Replace(e.Body, "speed=3", "speed=", 1)
	w.CheckGolden("3_refused_page", w.send(e), secret)
	w.CheckGolden("4_answered_page", w.send(w.Event("answer_form", secret)), secret)
	w.CheckGolden("5_again", w.send(w.Event("answer", secret)), secret)
	w.CheckGolden("6_again_page", w.send(w.Event("answer_form", secret)), secret)
	w.CheckGolden("7_answered", w.send(w.Event("show", secret)), secret)
	if c := w.Known(); c.Survey.Answer == nil || c.Survey.Answer.Speed != 3 || c.Survey.Answer.Comment != "These are my own words." {
		t.Errorf("the answer is %+v", c.Survey.Answer)
	}
}

// Opening a survey records nothing: mail scanners open every link.
func TestOpeningRecordsNothing(t *testing.T) {
	w := newWorld(t)
	secret := w.surveyed()
	before := w.Known().Revision
	for range 20 {
		w.send(w.Event("show", secret))
		w.send(w.Event("show_page", secret))
	}
	if c := w.Known(); c.Revision != before || c.Survey.Answer != nil {
		t.Errorf("revision %d became %d, the answer %+v", before, c.Revision, c.Survey.Answer)
	}
}

// TestAnswersThatAreRefused: what is no rating is asked for again, and nothing is recorded.
func TestAnswersThatAreRefused(t *testing.T) {
	w := newWorld(t)
	secret := w.surveyed()
	before := w.Known().Revision
	for _, c := range []struct{ body, field string }{
		{`{}`, "attitude"},
		{`null`, ""},
		{``, ""},
		{`{"attitude":5,"solved":5,"speed":5,"process":5}`, "overall"},
		{`{"attitude":5,"solved":0,"speed":5,"process":5,"overall":5}`, "solved"},
		{`{"attitude":6,"solved":5,"speed":5,"process":5,"overall":5}`, "attitude"},
		{`{"attitude":5,"solved":5,"speed":-1,"process":5,"overall":5}`, "speed"},
		{`{"attitude":"5","solved":5,"speed":5,"process":5,"overall":5}`, "attitude"},
		{`{"attitude":4.5,"solved":5,"speed":5,"process":5,"overall":5}`, "attitude"},
		{`{"attitude":5,"solved":5,"speed":5,"process":5,"overall":5,"at":"2020-01-01T00:00:00Z"}`, "at"},
		{`{"attitude":5,"solved":5,"speed":5,"process":5,"overall":5,"satisfied":true}`, "satisfied"},
		{`{"attitude":5,"solved":5,"speed":5,"process":5,"overall":1,"overall":5}`, "overall"},
		{`{"attitude":5,"solved":5,"speed":5,"process":5,"overall":5,"comment":"a\u0000"}`, "comment"},
		{`{"attitude":5,"solved":5,"speed":5,"process":5,"overall":5,"comment":"` + strings.Repeat("a", 4001) + `"}`, "comment"},
	} {
		e := w.Event("answer", secret)
		e.Body = c.body
		reply := w.send(e)
		var problem struct{ Field string }
		w.OK(json.Unmarshal([]byte(reply.Body), &problem))
		if reply.StatusCode != http.StatusBadRequest || problem.Field != c.field {
			t.Errorf("%.80s: %d %s, want field %q", c.body, reply.StatusCode, reply.Body, c.field)
		}
	}
	for _, form := range []string{
		"", "&attitude=5", "&attitude=5&solved=5&speed=5&process=5&overall=", "&attitude=five&solved=5&speed=5&process=5&overall=5",
		"&attitude=5&solved=5&speed=5&process=5&overall=6", "&attitude=5&solved=5&speed=5&process=5&overall=5&comment=a%00",
	} {
		e := w.Event("answer_form", secret)
		e.Body = "secret=" + secret + form
		reply := w.send(e)
		if reply.StatusCode != http.StatusBadRequest || !strings.Contains(reply.Body, "<form") || !strings.Contains(reply.Body, `role="alert"`) {
			t.Errorf("%s: %d %.200s", form, reply.StatusCode, reply.Body)
		}
	}
	if after := w.Known().Revision; after != before {
		t.Errorf("revision %d became %d", before, after)
	}
}

// TestOneAnswerForAllWhoMayNot: guessing shows no difference.
func TestOneAnswerForAllWhoMayNot(t *testing.T) {
	w := newWorld(t)
	w.surveyed()
	other, others := w.Known(), w.survey()
	secret := w.surveyed()
	mine := w.Known()
	early := w.File("acme") // nobody was asked yet
	w.Follow(mine)
	for _, name := range []string{"show", "answer"} {
		var first string
		for _, c := range []struct{ why, tenant, id, secret string }{
			{"a guessed secret", "acme", mine.ID, "guessed"},
			{"no secret", "acme", mine.ID, ""},
			{"the secret to follow the case", "acme", mine.ID, w.Secret()},
			{"the secret of a round to come", "acme", mine.ID, w.Key.Secret(mine, access.ToAnswer(2))},
			{"the secret of no round", "acme", mine.ID, w.Key.Secret(mine, access.ToAnswer(0))},
			{"another case's secret", "acme", mine.ID, others},
			{"another case", "acme", other.ID, secret},
			{"another tenant", "globex", mine.ID, secret},
			{"a case that is not there", "acme", "RD-0000-0000-0000-0001", secret},
			{"a reference that is none", "acme", "x", secret},
			{"a survey nobody was sent", "acme", early.ID, w.Key.Secret(early, access.ToAnswer(1))},
		} {
			e := w.Event(name, c.secret)
			e.PathParameters = map[string]string{"tenant": c.tenant, "case": c.id}
			reply := w.send(e)
			if first == "" {
				first = reply.Body
			}
			if reply.StatusCode != http.StatusNotFound || reply.Body != first {
				t.Errorf("%s, %s: %d %s", name, c.why, reply.StatusCode, reply.Body)
			}
		}
	}
	if w.Known().Survey.Answer != nil {
		t.Error("somebody else answered")
	}
}

// TestUnsatisfied: the answer opens another round, the link of the first survey only says thanks from then on, and
// nobody gets from it the secret of the second one.
func TestUnsatisfied(t *testing.T) {
	w := newWorld(t)
	first := w.surveyed()
	e := w.Event("answer_form", first)
	e.Body = "secret=" + first + "&attitude=1&solved=1&speed=1&process=1&overall=1"
	pages := []string{w.send(e).Body}
	if c := w.Known(); c.Round != 2 || c.Phase != complaint.Handling {
		t.Fatalf("round %d, %s", c.Round, c.Phase)
	}
	pages = append(pages, w.send(w.Event("show_page", first)).Body, w.send(w.Event("answer_form", first)).Body)
	if reply := w.send(w.Event("answer", first)); reply.StatusCode != http.StatusConflict {
		t.Errorf("answered again: %d %s", reply.StatusCode, reply.Body)
	}
	second := w.survey()
	for i, page := range pages {
		if strings.Contains(page, "<form") || strings.Contains(page, second) || !strings.Contains(page, first) {
			t.Errorf("page %d shows a form, or the secret of the next round:\n%s", i, page)
		}
	}

	w.askAgain(functest.Lin)
	if reply := w.send(w.Event("show", first)); reply.StatusCode != http.StatusNotFound {
		t.Errorf("the first round's secret in the second: %d %s", reply.StatusCode, reply.Body)
	}
	if reply := w.send(w.Event("answer", second)); reply.StatusCode != http.StatusOK || !strings.Contains(reply.Body, `"answered"`) {
		t.Errorf("the second answer: %d %s", reply.StatusCode, reply.Body)
	}
	if c := w.Known(); c.Outcome != complaint.Satisfied && c.Leaving != complaint.Satisfied {
		t.Errorf("%s, %s", c.Outcome, c.Leaving)
	}
}

// TestExpired: from the instant on at which it expires a survey cannot be answered, whether its timer has ticked yet
// or not.
func TestExpired(t *testing.T) {
	for _, c := range []struct {
		name   string
		after  time.Duration
		ticked bool
		state  string
		status int
	}{
		{"just before", -time.Millisecond, false, "open", http.StatusOK},
		{"on the instant", 0, false, "expired", http.StatusConflict},
		{"later", time.Hour, false, "expired", http.StatusConflict},
		{"when the timer has ticked", 0, true, "expired", http.StatusConflict},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			secret := w.surveyed()
			w.Clock.Set(w.Known().Survey.ExpiresAt.Add(c.after))
			if c.ticked {
				w.Do(complaint.TheSystem, &complaint.Tick{})
			}
			var f form
			w.OK(json.Unmarshal([]byte(w.send(w.Event("show", secret)).Body), &f))
			if f.State != c.state {
				t.Errorf("it is %s", f.State)
			}
			asked := strings.Contains(w.send(w.Event("show_page", secret)).Body, "<form")
			if asked != (c.state == open) {
				t.Errorf("the page has a form: %v", asked)
			}
			if c.status == http.StatusConflict {
				if page := w.send(w.Event("answer_form", secret)); strings.Contains(page.Body, "<form") {
					t.Errorf("a late answer from a browser: %d %s", page.StatusCode, page.Body)
				}
			}
			if reply := w.send(w.Event("answer", secret)); reply.StatusCode != c.status {
				t.Errorf("answered: %d %s", reply.StatusCode, reply.Body)
			}
		})
	}
}

// A revoked link opens no survey; the one of the next notice does.
func TestRevoked(t *testing.T) {
	w := newWorld(t)
	old := w.surveyed()
	w.Do(functest.Lin, &complaint.RevokeLinks{})
	if reply := w.send(w.Event("show", old)); reply.StatusCode != http.StatusNotFound {
		t.Errorf("the old secret: %d", reply.StatusCode)
	}
	if reply := w.send(w.Event("show", w.survey())); reply.StatusCode != http.StatusOK {
		t.Errorf("the new one: %d", reply.StatusCode)
	}
}

// TestTheStateMachineAsks: it orders the survey once, waits with its token, and is told to go on by the answer.
func TestTheStateMachineAsks(t *testing.T) {
	w := newWorld(t)
	secret := w.surveyed()
	before := w.Known().Revision
	answer, err := w.asks(order{Ref: w.Ref, Token: token})
	w.OK(err)
	if answer != w.Ref || w.Known().Revision != before {
		t.Errorf("asked again: %+v, revision %d became %d", answer, before, w.Known().Revision)
	}
	if held, err := w.Memory.Token(t.Context(), w.Ref); err != nil || held != token || len(w.Machines.Resumed) != 0 {
		t.Errorf("held %q %v, resumed %v", held, err, w.Machines.Resumed)
	}
	w.send(w.Event("answer", secret))
	if got := w.Machines.Resumed; len(got) != 1 || got[0].Phase == complaint.Surveying {
		t.Errorf("resumed %+v", got)
	}
}

// A step that comes when the case has gone past the survey goes on at once.
func TestTheStateMachineAsksTooLate(t *testing.T) {
	w := newWorld(t)
	w.send(w.Event("answer", w.surveyed()))
	w.Machines.Resumed = nil
	_, err := w.asks(order{Ref: w.Ref, Token: token + "-NEXT"})
	w.OK(err)
	if got := w.Machines.Resumed; len(got) != 1 || got[0].Phase != w.Known().Phase {
		t.Errorf("resumed %+v", got)
	}
}

// TestStepsThatFail: the state machine catches errors by the names of our kinds.
func TestStepsThatFail(t *testing.T) {
	w := newWorld(t)
	for name, c := range map[string]struct {
		event any
		want  string
	}{
		"a case that is not there": {order{Ref: complaint.Ref{Tenant: "acme", Case: "RD-0000-0000-0000-0001"}, Token: token}, "Redress.not_found"},
		"nothing":                  {map[string]any{}, "Redress.not_found"},
		"something else":           {[]int{1}, "Redress.fault"},
		"a token that is no text":  {map[string]any{"tenant": "acme", "token": 5}, "Redress.fault"},
	} {
		_, err := w.asks(c.event)
		named, ok := err.(messages.InvokeResponse_Error) //nolint:errorlint // Lambda looks at the outermost type
		if !ok || named.Type != c.want {
			t.Errorf("%s: %T %v", name, err, err)
		}
	}
}

func TestAStoreThatIsDown(t *testing.T) {
	w := newWorld(t)
	secret := w.surveyed()
	w.Cases.Store = functest.Broken{Store: w.Memory}
	for _, name := range []string{"show", "show_page", "answer", "answer_form"} {
		if reply := w.send(w.Event(name, secret)); reply.StatusCode != http.StatusInternalServerError || strings.Contains(reply.Body, "10.0.0.1") {
			t.Errorf("%s: %d %s", name, reply.StatusCode, reply.Body)
		}
	}
}

// A form that cannot be read is refused with a page.
func TestFormsThatAreRefused(t *testing.T) {
	w := newWorld(t)
	secret := w.surveyed()
	for body, want := range map[string]int{
		"secret=" + secret + "&overall=%4": http.StatusBadRequest,
		"overall=5":                        http.StatusNotFound,
		"secret=x":                         http.StatusNotFound,
	} {
		e := w.Event("answer_form", "")
		e.Body = body
		if reply := w.send(e); reply.StatusCode != want || !strings.Contains(reply.Body, "<html") {
			t.Errorf("%s: %d %.100s", body, reply.StatusCode, reply.Body)
		}
	}
	e := w.Event("answer_form", secret)
	e.Headers["accept"] = "application/json"
	if reply := w.send(e); reply.StatusCode != http.StatusOK || reply.Headers["Content-Type"] != "application/json" {
		t.Errorf("a form from a program: %d %v", reply.StatusCode, reply.Headers)
	}
}
