package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"redress/internal/apigw"
	"redress/internal/casework"
	"redress/internal/functest"
	"redress/internal/knowledge"
	"redress/internal/tenant"
)

// said is what a question was answered.
func (w *world) said(tenant, text string) answers {
	w.Helper()
	body, err := json.Marshal(question{Text: text})
	w.OK(err)
	reply := w.ask(tenant, strings.Replace(string(body), `,"language":""`, "", 1))
	var a answers
	if reply.StatusCode != http.StatusOK {
		w.Fatalf("%q: %d %s", text, reply.StatusCode, reply.Body)
	}
	w.OK(json.Unmarshal([]byte(reply.Body), &a))
	return a
}

// TestAQuestionFromOutside is a question as programs and browsers see it.
func TestAQuestionFromOutside(t *testing.T) {
	w := newWorld(t)
	w.CheckGolden("1_open", w.send(w.Event("open", "")), "")
	w.CheckGolden("2_answered", w.send(w.Event("question", "")), "")
	w.CheckGolden("3_answered_page", w.send(w.Event("question_form", "")), "")
	e := w.Event("question_form", "")
	e.Body = "text=The+kettle+burst+in+my+hands.+I+am+burnt."
	w.CheckGolden("4_complains_page", w.send(e), "")
	e.Body = "text=++"
	w.CheckGolden("5_refused_page", w.send(e), "")
}

// TestWhatIsAnsweredAndWhatIsNot: a standard question is; what no entry is like is not; and a complaint never is, however like.
func TestWhatIsAnsweredAndWhatIsNot(t *testing.T) {
	w := newWorld(t)
	for _, c := range []struct {
		text                string
		answered, complains bool
		first               string
	}{
		{"Can I return this?", true, false, "returns"},
		{"怎么开发票", true, false, "invoice"},
		{"請問可以退貨嗎？", true, false, "returns"},
		{"How tall is the Eiffel tower?", false, false, ""},
		{"Can I return the kettle? It caught fire and my hand is burnt.", false, true, "*"},
		{"退货规则就是骗人的，气死我了，再也不来了！！！", false, true, "*"},
		{"你们的电暖器冒烟，可以退货吗？", false, true, "*"},
		{"记者说要来曝光，怎么开发票？", false, true, "*"}, // grave by the tenant's rules alone
	} {
		got := w.said("acme", c.text)
		if got.Answered != c.answered || got.Complains != c.complains {
			t.Errorf("%s: %+v", c.text, got)
		}
		switch {
		case c.first == "*":
		case c.first == "" && len(got.Answers) > 0, c.first != "" && (len(got.Answers) == 0 || got.Answers[0].ID != c.first):
			t.Errorf("%s: %+v, want %q first", c.text, got.Answers, c.first)
		}
		if got.Complaint != "https://acme.example/v1/acme/complaints" || got.Page != "https://acme.example/v1/acme/ask" {
			t.Errorf("%s leads on to %s and %s", c.text, got.Complaint, got.Page)
		}
	}
}

// The answer is in the language said, else in that of the text.
func TestTheLanguageOfTheAnswer(t *testing.T) {
	w := newWorld(t)
	for body, want := range map[string]string{
		`{"text":"Can I return this?"}`:                  functest.ReturnsAnswer,
		`{"text":"可以退货吗"}`:                               "七天内可以退货。",
		`{"text":"可以退货吗","language":"en"}`:               functest.ReturnsAnswer,
		`{"text":"Can I return this?","language": "zh"}`: "七天内可以退货。",
	} {
		if reply := w.ask("acme", body); !strings.Contains(reply.Body, want) {
			t.Errorf("%s: %s", body, reply.Body)
		}
	}
}

// TestEachTenantAnswersFromItsOwnList: what one answers another does not, and one without a list answers nothing.
func TestEachTenantAnswersFromItsOwnList(t *testing.T) {
	w := newWorld(t)
	if a := w.said("globex", "When do you open?"); !a.Answered || a.Answers[0].Answer != functest.GlobexAnswer {
		t.Errorf("globex: %+v", a)
	}
	if a := w.said("acme", "When do you open?"); len(a.Answers) > 0 {
		t.Errorf("acme answers from another's list: %+v", a)
	}
	w.OK(w.Memory.PutTenant(t.Context(), tenant.Tenant{ID: "bare", Site: "https://bare.example"}))
	if a := w.said("bare", "Can I return this?"); a.Answered || a.Complains || len(a.Answers) > 0 {
		t.Errorf("without a list: %+v", a)
	}
	if a := w.said("bare", functest.Content); !a.Complains {
		t.Errorf("without a list a complaint is no complaint: %+v", a)
	}
	for _, e := range []string{"open", "question", "question_form"} {
		event := w.Event(e, "")
		event.PathParameters["tenant"] = "nobody"
		if reply := w.send(event); reply.StatusCode != http.StatusNotFound {
			t.Errorf("%s of a tenant there is not: %d", e, reply.StatusCode)
		}
	}
}

// TestQuestionsThatAreRefused: each says in which field it is wrong.
func TestQuestionsThatAreRefused(t *testing.T) {
	w := newWorld(t)
	long := strings.Repeat("长", knowledge.MaxText)
	for _, c := range []struct {
		name, body, field string
		status            int
	}{
		{"no text", `{}`, "text", 400},
		{"blanks", `{"text":" \n "}`, "text", 400},
		{"a control character", `{"text":"a\u0000b"}`, "text", 400},
		{"too long", `{"text":"` + long + `长"}`, "text", 400},
		{"as long as may be", `{"text":"` + long + `"}`, "", 200},
		{"a language nobody speaks here", `{"text":"hi","language":"fr"}`, "language", 400},
		{"an unknown field", `{"text":"hi","tenant":"globex"}`, "tenant", 400},
		{"a number", `{"text":5}`, "text", 400},
		{"nothing", ``, "", 400},
		{"far too much", `{"text":"` + strings.Repeat("x", apigw.MaxBody) + `"}`, "", 413},
	} {
		reply := w.ask("acme", c.body)
		var problem struct{ Field string }
		w.OK(json.Unmarshal([]byte(reply.Body), &problem))
		if reply.StatusCode != c.status || problem.Field != c.field {
			t.Errorf("%s: %d %.200s, want %d %s", c.name, reply.StatusCode, reply.Body, c.status, c.field)
		}
	}
	e := w.Event("question_form", "")
	for body, want := range map[string]int{"text=%ff": 400, "text=%4": 400, "": 400, "other=1": 400, "text=a%00b": 400, "text=" + strings.Repeat("a", 1001): 400} {
		e.Body = body
		if reply := w.send(e); reply.StatusCode != want || !strings.Contains(reply.Body, "<html") {
			t.Errorf("form %.20q: %d, want %d", body, reply.StatusCode, want)
		}
	}
}

// TestTheLanguageOfThePage: the one asked for, else the one that the browser prefers, else the tenant's.
func TestTheLanguageOfThePage(t *testing.T) {
	for _, c := range []struct{ asked, accepted, want string }{
		{"", "", "zh"}, {"en", "", "en"}, {"en", "zh-CN", "en"}, {"", "en-US,en;q=0.5", "en"}, {"", "fr-FR, en;q=0.3", "en"},
		{"", "de", "zh"}, {"", "zh-TW", "zh"}, {"fr", "en", "en"}, {"", "*", "zh"}, {"", "\x00;;q=", "zh"},
	} {
		w := newWorld(t)
		e := w.Event("open", "")
		e.Headers["accept-language"] = c.accepted
		e.QueryStringParameters = map[string]string{"lang": c.asked}
		if reply := w.send(e); !strings.Contains(reply.Body, `<html lang="`+c.want+`">`) {
			t.Errorf("%+v: %.60s", c, reply.Body)
		}
	}
}

// TestWhatIsCounted: every question, and the entry that answered it; opening the page counts nothing, and nothing else is kept.
func TestWhatIsCounted(t *testing.T) {
	w := newWorld(t)
	w.send(w.Event("open", ""))
	w.send(w.Event("question", ""))
	w.send(w.Event("question_form", ""))
	w.said("acme", "How tall is the Eiffel tower?")
	w.said("acme", functest.Content)
	got, err := w.Memory.Asked(t.Context(), "acme", functest.Monday, functest.Monday.Add(24*time.Hour))
	w.OK(err)
	want := []casework.Asked{{Day: "2026-03-02", Asked: 4, Answered: 2, Entries: map[string]casework.AskedEntry{"returns": {Answered: 2}}}}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("counted %+v, want %+v", got, want)
	}
	page, err := w.Memory.Queue(t.Context(), "acme", casework.Want{Limit: 10})
	w.OK(err)
	if len(page.Cases) > 0 {
		t.Errorf("asking opened %d cases", len(page.Cases))
	}
}

type noCounts struct{ casework.AskedBook }

func (noCounts) CountAsked(context.Context, string, time.Time, string) error {
	return errors.New("no route to 10.0.0.1")
}

// A count that fails keeps nobody from the answer.
func TestWhatCannotBeCountedIsAnswered(t *testing.T) {
	w := newWorld(t)
	w.asked = noCounts{}
	if a := w.said("acme", "Can I return this?"); !a.Answered {
		t.Errorf("%+v", a)
	}
}
