//go:build e2e

package e2e

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"redress/internal/client"
	"redress/internal/complaint"
)

// request is one bad request, as it is sent.
type request struct {
	name         string
	method, path string
	headers      map[string]string
	body         string
	status       int
	field        string // that the answer must name
}

// victim is a tenant of its own with one case, which no bad request may change.
type victim struct {
	company
	story *story
}

// TestBadInputIsRefusedAndChangesNothing sends what attackers, broken clients and clumsy fingers send. Every request is
// answered with the right 4xx as a problem that names the field, none with a 5xx, and afterwards the tenant still has its
// one case, and nobody has done anything to it.
func TestBadInputIsRefusedAndChangesNothing(t *testing.T) {
	t.Parallel()
	co, err := w.found(t.Context(), "victim-"+strings.ToLower(rand.Text()[:6]), realPolicy())
	if err != nil {
		t.Fatal(err)
	}
	v := victim{co, file(t, co, slow)}
	before := byPeople(v.story.now())
	requests := v.requests()
	if len(requests) < 60 {
		t.Errorf("only %d requests", len(requests))
	}
	for _, r := range requests {
		t.Run(r.name, func(t *testing.T) {
			if why := otherwise[r.name]; why != "" {
				notOnLocalStack(t, why)
			}
			v.refuses(t, r)
		})
	}
	if after := byPeople(v.story.now()); after != before {
		t.Errorf("%d commits by people, %d before", after, before)
	}
	page, err := co.agent.Queue(t.Context(), url.Values{})
	if err != nil || len(page.Cases) != 1 {
		t.Errorf("%d cases in the queue, want 1 (%v)", len(page.Cases), err)
	}
}

func (v victim) refuses(t *testing.T, r request) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), r.method, v.public.Base+r.path, strings.NewReader(r.body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	for name, value := range r.headers {
		req.Header.Set(name, value)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	var p client.Problem
	switch err := json.Unmarshal(body, &p); {
	case resp.StatusCode != r.status:
		t.Errorf("answered %d %.300s, want %d", resp.StatusCode, body, r.status)
	case err != nil || p.Status != r.status || resp.Header.Get("Content-Type") != "application/problem+json":
		t.Errorf("answered %s %.300s, which is no problem", resp.Header.Get("Content-Type"), body)
	case p.Field != r.field:
		t.Errorf("names %q, want %q: %.300s", p.Field, r.field, body)
	}
	for _, inside := range []string{"goroutine", "redress/internal", "dynamodb", "arn:aws", "panic"} {
		if bytes.Contains(body, []byte(inside)) {
			t.Errorf("shows what is inside: %.300s", body)
		}
	}
}

func (v victim) requests() []request {
	all := v.filings()
	for _, more := range [][]request{v.complainants(), v.questions(), v.secrets(), v.doors(), v.commands(), v.queues()} {
		all = append(all, more...)
	}
	return all
}

// at is an address below the victim's.
func (v victim) at(format string, args ...any) string {
	return "/v1/" + v.id + fmt.Sprintf(format, args...)
}

const who = `"complainant": {"email": "a@example.com"}`

// filings are bodies that are no complaint.
func (v victim) filings() []request {
	type row struct {
		name, body string
		status     int
		field      string
	}
	rows := []row{
		{"nothing", "", 400, ""},
		{"no JSON", "hello", 400, ""},
		{"JSON cut off", `{"content": "x", ` + who, 400, ""},
		{"an array", `[1]`, 400, ""},
		{"null", `null`, 400, ""},
		{"a number", `7`, 400, ""},
		{"a text", `"complaint"`, 400, ""},
		{"something after it", `{"content": "x", ` + who + `} {}`, 400, ""},
		{"a byte order mark", "\ufeff" + `{"content": "x", ` + who + `}`, 400, ""},
		{"bytes that are no text", "{\"content\": \"\xff\xfe\", " + who + "}", 400, "content"},
		{"deep nesting", `{"content": ` + strings.Repeat("[", 100_000), 400, ""},
		{"a megabyte", `{"content": "` + strings.Repeat("x", 1<<20) + `", ` + who + `}`, 413, ""},
		{"an unknown field", `{"content": "x", ` + who + `, "mood": "bad"}`, 400, "mood"},
		{"a field given twice", `{"content": "x", "content": "y", ` + who + `}`, 400, "content"},
		{"a field in another case", `{"Content": "x", ` + who + `}`, 400, "Content"},
		{"its own grade", `{"content": "x", ` + who + `, "grade": 3}`, 400, "grade"},
		{"its own flow", `{"content": "x", ` + who + `, "flow": "suggestion"}`, 400, "flow"},
		{"another tenant", `{"content": "x", ` + who + `, "tenant": "other"}`, 400, "tenant"},
		{"its own phase", `{"content": "x", ` + who + `, "phase": "closed"}`, 400, "phase"},
		{"an amount", `{"content": "x", ` + who + `, "amount": 100000}`, 400, "amount"},
		{"receipt back-dated", `{"content": "x", ` + who + `, "received_at": "2020-01-01T00:00:00Z"}`, 400, "received_at"},
		{"no content", `{` + who + `}`, 400, "content"},
		{"content of blanks", `{"content": " \n\t ", ` + who + `}`, 400, "content"},
		{"content that is a number", `{"content": 7, ` + who + `}`, 400, "content"},
		{"content too long", `{"content": "` + strings.Repeat("话", 10_001) + `", ` + who + `}`, 400, "content"},
		{"a control character", `{"content": "bell \u0007", ` + who + `}`, 400, "content"},
		{"a NUL", `{"content": "nul \u0000", ` + who + `}`, 400, "content"},
		{"a lone surrogate", `{"content": "half \ud83d", ` + who + `}`, 400, "content"},
		{"a channel there is not", `{"content": "x", "channel": "pigeon", ` + who + `}`, 400, "channel"},
		{"a demand that is empty", `{"content": "x", "demand": "", ` + who + `}`, 400, "demand"},
		{"a scene that is null", `{"content": "x", "scene": null, ` + who + `}`, 400, "scene"},
		{"a demand there is not", `{"content": "x", "demand": "a yacht", ` + who + `}`, 400, "demand"},
		{"a date that is a word", `{"content": "x", "happened_at": "yesterday", ` + who + `}`, 400, "happened_at"},
		{"the 30th of February", `{"content": "x", "happened_at": "2026-02-30T10:00:00Z", ` + who + `}`, 400, "happened_at"},
		{"a date in the year 9000", `{"content": "x", "happened_at": "9000-01-01T00:00:00Z", ` + who + `}`, 400, "happened_at"},
		{"a matter that is a text", `{"content": "x", "matter": "sofa", ` + who + `}`, 400, "matter"},
		{"an unknown field of the matter", `{"content": "x", "matter": {"colour": "red"}, ` + who + `}`, 400, "matter.colour"},
		{"two lines of product", `{"content": "x", "matter": {"product": "a\nb"}, ` + who + `}`, 400, "matter.product"},
	}
	requests := make([]request, 0, len(rows))
	for _, r := range rows {
		requests = append(requests, request{
			name: "filing " + r.name, method: http.MethodPost, path: v.at("/complaints"), body: r.body, status: r.status, field: r.field,
		})
	}
	return requests
}

// complainants are people nobody could answer, or who would be answered elsewhere.
func (v victim) complainants() []request {
	var requests []request
	for _, r := range []struct{ name, person, field string }{
		{"nobody", `{}`, "complainant"},
		{"a mail without an at", `{"email": "a.example.com"}`, "complainant.email"},
		{"two mails", `{"email": "a@example.com, b@example.com"}`, "complainant.email"},
		{"a mail with a header", `{"email": "a@example.com\r\nBcc: b@example.com"}`, "complainant.email"},
		{"a mail with a name", `{"email": "A <a@example.com>"}`, "complainant.email"},
		{"a mail too long", `{"email": "` + strings.Repeat("a", 300) + `@example.com"}`, "complainant.email"},
		{"half a character in a mail", `{"email": "\ud800@example.com"}`, "complainant.email"},
		{"a phone of letters", `{"phone": "call me"}`, "complainant.phone"},
		{"a phone too long", `{"phone": "` + strings.Repeat("1", 40) + `"}`, "complainant.phone"},
		{"a way there is not", `{"email": "a@example.com", "prefers": "pigeon"}`, "complainant.prefers"},
		{"a language there is not", `{"email": "a@example.com", "language": "fr"}`, "complainant.language"},
		{"a name too long", `{"email": "a@example.com", "name": "` + strings.Repeat("n", 201) + `"}`, "complainant.name"},
		{"a name of two lines", `{"email": "a@example.com", "name": "a\nSubject: b"}`, "complainant.name"},
		{"a role", `{"email": "a@example.com", "role": "manager"}`, "complainant.role"},
	} {
		requests = append(requests, request{
			name: "complainant " + r.name, method: http.MethodPost, path: v.at("/complaints"),
			body: `{"content": "x", "complainant": ` + r.person + `}`, status: 400, field: r.field,
		})
	}
	return requests
}

// secrets are keys that do not fit.
func (v victim) secrets() []request {
	id, key := v.story.receipt.Case, v.story.receipt.Secret
	with := func(secret string) map[string]string { return map[string]string{"Redress-Secret": secret} }
	get := func(name, path string, headers map[string]string) request {
		return request{name: "secret " + name, method: http.MethodGet, path: path, headers: headers, status: 404}
	}
	post := func(name, body string, status int, field string) request {
		return request{
			name: "message " + name, method: http.MethodPost, path: v.at("/complaints/%s/messages", id),
			headers: with(key), body: body, status: status, field: field,
		}
	}
	return []request{
		get("missing", v.at("/complaints/%s", id), nil),
		get("empty", v.at("/complaints/%s?secret=", id), nil),
		get("wrong", v.at("/complaints/%s", id), with(wrongly(key))),
		get("too long", v.at("/complaints/%s", id), with(strings.Repeat("x", 4000))),
		get("for the survey", v.at("/surveys/%s", id), with(key)),
		get("of a case there is not", v.at("/complaints/RD-0000-0000-0000-0000"), with(key)),
		get("of a case that is no reference", v.at("/complaints/1"), with(key)),
		get("at another tenant", "/v1/"+w.real.id+"/complaints/"+id, with(key)),
		get("at a tenant there is not", "/v1/nobody/complaints/"+id, with(key)),
		get("at a tenant that is no name", "/v1/NO-BODY/complaints/"+id, with(key)),
		post("without a text", `{}`, 400, "text"),
		post("of blanks", `{"text": "  "}`, 400, "text"),
		post("too long", `{"text": "`+strings.Repeat("话", 4001)+`"}`, 400, "text"),
		post("with a sender", `{"text": "x", "from": "agent"}`, 400, "from"),
		post("that is a list", `["x"]`, 400, ""),
		{name: "answer before the survey", method: http.MethodPost, path: v.at("/surveys/%s", id), headers: with(key),
			body: `{"attitude":5,"solved":5,"speed":5,"process":5,"overall":5}`, status: 404},
	}
}

// doors are requests that are wrong before their body is read.
func (v victim) doors() []request {
	good := `{"content": "x", ` + who + `}`
	filing := func(name string, headers map[string]string, body string, status int, field string) request {
		return request{name: "door " + name, method: http.MethodPost, path: v.at("/complaints"), headers: headers, body: body, status: status, field: field}
	}
	media := func(m string) map[string]string { return map[string]string{"Content-Type": m} }
	return []request{
		filing("plain text", media("text/plain"), good, 415, ""),
		filing("XML", media("application/xml"), good, 415, ""),
		filing("a form", media("application/x-www-form-urlencoded"), "content=x", 400, "once"),
		filing("a file", media("multipart/form-data; boundary=x"), good, 415, ""),
		filing("a media type that is none", media("///"), good, 415, ""),
		filing("a key with a blank", map[string]string{"Idempotency-Key": "a b"}, good, 400, "Idempotency-Key"),
		filing("a key too long", map[string]string{"Idempotency-Key": strings.Repeat("k", 129)}, good, 400, "Idempotency-Key"),
		filing("an empty key", map[string]string{"Idempotency-Key": ""}, good, 400, "Idempotency-Key"),
		{name: "door of a tenant there is not", method: http.MethodPost, path: "/v1/nobody/complaints", body: good, status: 404},
	}
}

// commands are what staff may not or cannot do.
func (v victim) commands() []request {
	command := func(name, body string, status int, field string) request {
		return request{
			name: "command " + name, method: http.MethodPost, path: v.at("/desk/cases/%s/commands", v.story.receipt.Case),
			headers: bearer(v.agent.Token), body: body, status: status, field: field,
		}
	}
	match := command("on a tag that is none", `{"do": "take"}`, 400, "If-Match")
	match.headers = map[string]string{"Authorization": "Bearer " + v.agent.Token, "If-Match": "tuesday"}
	stale := command("on an old revision", `{"do": "take"}`, 412, "")
	stale.headers = map[string]string{"Authorization": "Bearer " + v.agent.Token, "If-Match": `"1"`}
	return []request{
		match, stale,
		command("that is none", `{"do": "dance"}`, 400, "do"),
		command("without a name", `{}`, 400, "do"),
		command("of the system's", `{"do": "tick"}`, 400, "do"),
		command("with null", `{"do": "note", "with": null}`, 400, "with"),
		command("with a text", `{"do": "note", "with": "x"}`, 400, "with"),
		command("with an unknown field", `{"do": "note", "with": {"text": "x", "at": "2020-01-01"}}`, 400, "with.at"),
		command("with a grade there is not", `{"do": "assess", "with": {"grade": 4, "reason": "x"}}`, 400, "grade"),
		command("overruling without a reason", `{"do": "assess", "with": {"grade": 1}}`, 409, "reason"),
		command("recording what is not owed", `{"do": "record", "with": {"milestone": "tea", "note": "x"}}`, 409, "milestone"),
		command("proposing before taking", `{"do": "propose", "with": {"remedy": "refund", "text": "x"}}`, 409, ""),
		command("executing before proposing", `{"do": "execute"}`, 409, ""),
		command("acknowledging what has not escalated", `{"do": "acknowledge_escalation", "with": {"clock": "responded"}}`, 409, ""),
		command("acknowledging on a clock there is not", `{"do": "acknowledge_escalation", "with": {"clock": "tea"}}`, 409, "clock"),
		command("with a null", `{"do": "assess", "with": {"cause": null}}`, 400, "with.cause"),
		command("with an empty word", `{"do": "assess", "with": {"category": ""}}`, 400, "with.category"),
		command("above the role", `{"do": "revoke_links"}`, 403, ""),
		{name: "command on another's case", method: http.MethodPost, path: "/v1/" + w.real.id + "/desk/cases/" + v.story.receipt.Case + "/commands",
			headers: bearer(v.agent.Token), body: `{"do": "take"}`, status: 404},
		{name: "command on a case there is not", method: http.MethodPost, path: v.at("/desk/cases/RD-0000-0000-0000-0000/commands"),
			headers: bearer(v.agent.Token), body: `{"do": "take"}`, status: 404},
	}
}

// queues are questions the queue has no answer to, and people it does not answer.
func (v victim) queues() []request {
	list := func(name, query string, token string, status int, field string) request {
		return request{name: "queue " + name, method: http.MethodGet, path: v.at("/desk/cases?%s", query), headers: bearer(token), status: status, field: field}
	}
	return []request{
		list("of none", "limit=0", v.agent.Token, 400, "limit"),
		list("of too many", "limit=101", v.agent.Token, 400, "limit"),
		list("of a word", "limit=all", v.agent.Token, 400, "limit"),
		list("of a flow there is not", "flow=lava", v.agent.Token, 400, "flow"),
		list("of a phase there is not", "phase=moon", v.agent.Token, 400, "phase"),
		list("of a grade there is not", "grade=9", v.agent.Token, 400, "grade"),
		list("from nowhere", "cursor=abc", v.agent.Token, 400, "cursor"),
		list("of another tenant", "", w.swift.manager.Token, 404, ""),
	}
}

func bearer(token string) map[string]string {
	return map[string]string{"Authorization": "Bearer " + token}
}

// TestStrangeTextIsKeptAsItIs files what looks strange and is not wrong: it is taken, and comes back to the byte.
func TestStrangeTextIsKeptAsItIs(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"emoji":               "坏了😡👨‍👩‍👧‍👦🇨🇳 broken",
		"right to left":       "\u202eמוצר פגום\u202c, the product is broken",
		"combining marks":     "e\u0301\u0302\u0303 l\u0335o\u0336st",
		"markup":              `<script>alert("x")</script> & "quotes" 'and' {{.}} ${x} %s`,
		"a formula":           `=HYPERLINK("http://example.com","refund")`,
		"the longest allowed": strings.Repeat("慢", complaint.MaxContent),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := file(t, w.real, text)
			_, filed, err := w.stack.Table().Opening(t.Context(), s.now().Ref()) // the desk masks what looks personal
			if err != nil || filed.Content != text {
				t.Errorf("%v: kept %.100q, want %.100q", err, filed.Content, text)
			}
		})
	}
}

// wrongly is a secret that differs in its first sign.
func wrongly(secret string) string {
	if secret[0] == 'x' {
		return "y" + secret[1:]
	}
	return "x" + secret[1:]
}
