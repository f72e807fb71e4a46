//go:build e2e

package e2e

import (
	"net/http"
	"strings"
)

// form is what a browser says of its body, to a program that wants no page.
var form = map[string]string{"Content-Type": "application/x-www-form-urlencoded"}

// questions are bodies that are no question, and forms that are no complaint.
func (v victim) questions() []request {
	var requests []request
	for _, r := range []struct {
		name, body string
		status     int
		field      string
	}{
		{"nothing", "", 400, ""},
		{"no text", `{}`, 400, "text"},
		{"blanks", `{"text": " \n "}`, 400, "text"},
		{"a text too long", `{"text": "` + strings.Repeat("话", 1001) + `"}`, 400, "text"},
		{"a control character", `{"text": "bell \u0007"}`, 400, "text"},
		{"a language there is not", `{"text": "x", "language": "fr"}`, 400, "language"},
		{"another tenant", `{"text": "x", "tenant": "other"}`, 400, "tenant"},
		{"a megabyte", `{"text": "` + strings.Repeat("x", 1<<20) + `"}`, 413, ""},
	} {
		requests = append(requests, request{
			name: "question " + r.name, method: http.MethodPost, path: v.at("/questions"), body: r.body, status: r.status, field: r.field,
		})
	}
	const once = "once=ABCDEFGHIJKLMNOPQRSTUVWXYZ&"
	for _, r := range []struct{ name, body, field string }{
		{"without the page's word", "content=x&email=a%40example.com", "once"},
		{"with a word of its own", "once=mine&content=x&email=a%40example.com", "once"},
		{"of nobody", once + "content=x", "complainant"},
		{"without content", once + "email=a%40example.com", "content"},
		{"with two mails", once + "content=x&email=a%40b.example%2Cc%40d.example", "complainant.email"},
		{"with two lines of name", once + "content=x&email=a%40example.com&name=a%0ab", "complainant.name"},
		{"that cannot be read", once + "content=%4", ""},
	} {
		requests = append(requests, request{
			name: "form " + r.name, method: http.MethodPost, path: v.at("/complaints"), headers: form, body: r.body, status: 400, field: r.field,
		})
	}
	return append(requests, request{
		name: "question of a tenant there is not", method: http.MethodPost, path: "/v1/nobody-at-all/questions", body: `{"text": "x"}`, status: 404,
	})
}
