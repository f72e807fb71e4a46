//go:build e2e

package e2e

import (
	"crypto/rand"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"redress/internal/casework"
	"redress/internal/client"
	"redress/internal/complaint"
	"redress/internal/knowledge"
	"redress/internal/knowledge/preset"
)

// told is what a question is answered.
type told struct {
	Answered  bool               `json:"answered"`
	Complains bool               `json:"complains"`
	Answers   []knowledge.Answer `json:"answers"`
	Complaint string             `json:"complaint"`
	Page      string             `json:"page"`
}

// knows gives a company a list of standard questions.
func knows(t *testing.T, co company, src string) {
	t.Helper()
	l, err := knowledge.Parse([]byte(src))
	if err != nil {
		t.Fatal(err)
	}
	if err := w.stack.Table().PutDocument(t.Context(), co.id, casework.KnowledgeDocument, l.Version, []byte(src)); err != nil {
		t.Fatal(err)
	}
	of, err := w.stack.Table().Tenant(t.Context(), co.id)
	if err != nil {
		t.Fatal(err)
	}
	of.Knowledge = l.Version
	if err := w.stack.Table().PutTenant(t.Context(), of); err != nil {
		t.Fatal(err)
	}
}

// curious is a company of its own with the built-in list, and one with another.
func curious(t *testing.T) (shop, other company) {
	t.Helper()
	run := strings.ToLower(rand.Text()[:6])
	for id, src := range map[string]string{"ask-" + run: string(preset.Shop), "else-" + run: `
version: else-1
limits: {answer_from: 0.4, statement_from: 0.5, ahead: 0.05, offer_from: 0.3, most: 1, complaint_from: 0.6}
entries:
  - {id: moon, questions: {zh: [月亮远吗？], en: ["How far is the moon?"]}, answer: {zh: 很远。, en: "Of green cheese."}}
`} {
		co, err := w.found(t.Context(), id, realPolicy())
		if err != nil {
			t.Fatal(err)
		}
		knows(t, co, src)
		if strings.HasPrefix(id, "ask") {
			shop = co
		} else {
			other = co
		}
	}
	return shop, other
}

// asks asks a question as a program does.
func asks(t *testing.T, co company, text string) told {
	t.Helper()
	var a told
	if err := co.public.Call(t.Context(), http.MethodPost, "/questions", nil, map[string]string{"text": text}, &a); err != nil {
		t.Fatal(text, err)
	}
	return a
}

// browser sends forms as a browser does, and does not follow where it is led.
var browser = &http.Client{Timeout: time.Minute, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}

func send(t *testing.T, address string, form url.Values) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, address, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Accept", "text/html,application/xhtml+xml")
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := browser.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, string(body)
}

// hidden is what a page's form sends along under a name.
func hidden(t *testing.T, page, name string) string {
	t.Helper()
	found := regexp.MustCompile(`name="` + name + `" value="([^"]*)"`).FindStringSubmatch(page)
	if found == nil {
		t.Fatalf("there is no %s on the page", name)
	}
	return found[1]
}

// TestAskedAnsweredAndOneClickFurther: a question is answered on the page, and a click - a double one - makes it one case with its text.
func TestAskedAnsweredAndOneClickFurther(t *testing.T) {
	t.Parallel()
	shop, _ := curious(t)
	const text = "请问退货的运费谁承担？"
	if a := asks(t, shop, text); !a.Answered || a.Complains || a.Answers[0].ID != "return_shipping" || a.Complaint != shop.public.Base+"/v1/"+shop.id+"/complaints" {
		t.Fatalf("%+v", a)
	}
	opened := get(t, shop.public.Base+"/v1/"+shop.id+"/ask?lang=zh")
	if !strings.Contains(opened, `lang="zh"`) || !strings.Contains(opened, "/questions?lang=zh") {
		t.Fatalf("opened %.300s", opened)
	}
	resp, page := send(t, shop.public.Base+"/v1/"+shop.id+"/questions?lang=zh", url.Values{"text": {text}})
	if resp.StatusCode != http.StatusOK || !strings.Contains(page, "退货运费由我们承担") || !strings.Contains(page, text) {
		t.Fatalf("%s %.300s", resp.Status, page)
	}
	click := url.Values{
		"once": {hidden(t, page, "once")}, "entry": {hidden(t, page, "entry")}, "content": {text}, "email": {"once@" + shop.id + ".example.com"},
	}
	led := make([]string, 2)
	var crew sync.WaitGroup
	for i := range led {
		crew.Go(func() {
			resp, body := send(t, shop.public.Base+"/v1/"+shop.id+"/complaints?lang=zh", click)
			if led[i] = resp.Header.Get("Location"); resp.StatusCode != http.StatusSeeOther || led[i] == "" {
				t.Errorf("%s %.300s", resp.Status, body)
			}
		})
	}
	crew.Wait()
	if t.Failed() || led[0] != led[1] {
		t.Fatalf("led to %v", led)
	}
	if tracked := get(t, led[0]); !strings.Contains(tracked, "RD-") {
		t.Errorf("led to %.300s", tracked)
	}
	queue, err := shop.agent.Queue(t.Context(), url.Values{})
	if err != nil || len(queue.Cases) != 1 {
		t.Fatalf("%d cases, want 1 (%v)", len(queue.Cases), err)
	}
	s := &story{t: t, co: shop, receipt: client.Receipt{Case: queue.Cases[0].Case}}
	filed, is := s.now().History[0].Events[0].(*complaint.Filed)
	if !is || filed.Content != text || filed.Channel != complaint.Web {
		t.Errorf("filed %+v", filed)
	}
	days, err := w.stack.Table().Asked(t.Context(), shop.id, time.Now().Add(-time.Hour), time.Now())
	if err != nil || len(days) == 0 {
		t.Fatalf("counted %+v (%v)", days, err)
	}
	if e := days[len(days)-1].Entries["return_shipping"]; e.Answered < 1 || e.GoneOn != 1 {
		t.Errorf("counted %+v", days)
	}
}

// TestDangerIsFiledAndNotFobbedOff: asked as a question it is called a complaint; filed, it is handled as danger, whatever is told
// along with the receipt.
func TestDangerIsFiledAndNotFobbedOff(t *testing.T) {
	t.Parallel()
	shownOnce(t)
	shop, _ := curious(t)
	const text = "电暖器插头冒烟着火了，烫伤了手，怎么退货？"
	if a := asks(t, shop, text); a.Answered || !a.Complains {
		t.Errorf("%+v", a)
	}
	_, page := send(t, shop.public.Base+"/v1/"+shop.id+"/questions?lang=zh", url.Values{"text": {text}})
	if form, answers := strings.Index(page, `id="file"`), strings.Index(page, `id="answers"`); form < 0 || answers >= 0 && answers < form {
		t.Errorf("the page has its form at %d and answers at %d", form, answers)
	}
	s := file(t, shop, text)
	if c := s.now(); c.Flow != complaint.Safety || c.Grade != complaint.Major {
		t.Errorf("flow %s, grade %d", c.Flow, c.Grade)
	}
}

// TestAComplaintLikeAQuestionIsFiledWithItsAnswer: it is never refused for being like a question.
func TestAComplaintLikeAQuestionIsFiledWithItsAnswer(t *testing.T) {
	t.Parallel()
	shownOnce(t)
	shop, _ := curious(t)
	var receipt struct {
		Case    string             `json:"case"`
		Answers []knowledge.Answer `json:"answers"`
	}
	in := client.Complaint{Content: "How do I get an invoice?", Complainant: complaint.Complainant{Email: "a@" + shop.id + ".example.com"}}
	if err := shop.public.Call(t.Context(), http.MethodPost, "/complaints", nil, in, &receipt); err != nil {
		t.Fatal(err)
	}
	if receipt.Case == "" || len(receipt.Answers) == 0 || receipt.Answers[0].ID != "invoice" {
		t.Errorf("%+v", receipt)
	}
}

// TestListsStayWithTheirTenants: what one company answers another does not.
func TestListsStayWithTheirTenants(t *testing.T) {
	t.Parallel()
	shownOnce(t)
	shop, other := curious(t)
	if a := asks(t, other, "How far is the moon?"); !a.Answered {
		t.Errorf("%+v", a)
	}
	if a := asks(t, shop, "How far is the moon?"); a.Answered || len(a.Answers) > 0 {
		t.Errorf("%+v", a)
	}
	if a := asks(t, other, "How do I get an invoice?"); a.Answered || len(a.Answers) > 0 {
		t.Errorf("%+v", a)
	}
	if a := asks(t, w.real, "How do I get an invoice?"); a.Answered { // it has no list
		t.Errorf("%+v", a)
	}
}
