package main

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-lambda-go/events"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/functest"
	"redress/internal/tenant"
)

// ofService is an agent of another department than the cases of the tests.
var ofService = tenant.Member{User: "ser.staff", Mail: "ser.staff@acme.example", Role: complaint.Agent, Department: "service"}

// staffed is a world whose tenant has a directory: Han and Lin of quality, and one of service.
func staffed(t *testing.T) *world {
	t.Helper()
	w := newWorld(t)
	han := functest.MemberOf(functest.Han, "quality")
	han.Team = "repairs"
	w.Names("acme", han, functest.MemberOf(functest.Lin, "quality"), ofService)
	return w
}

// TestWhoseCases: a team, a department, what nobody owns, and what is overdue.
func TestWhoseCases(t *testing.T) {
	w := staffed(t)
	owned := w.handled().ID
	fresh := w.File("acme").ID
	for _, q := range []struct {
		query map[string]string
		want  []string
	}{
		{nil, []string{owned, fresh}},
		{map[string]string{"owner": "me"}, []string{owned}},
		{map[string]string{"team": "repairs"}, []string{owned}},
		{map[string]string{"team": "mine"}, []string{owned}},
		{map[string]string{"department": "quality"}, []string{owned}},
		{map[string]string{"department": "quality", "unassigned": "true"}, nil},
		{map[string]string{"department": "service"}, nil},
		{map[string]string{"unassigned": "true"}, []string{fresh}},
		{map[string]string{"unassigned": "false"}, []string{owned, fresh}},
		{map[string]string{"overdue": "true"}, nil},
		{map[string]string{"waiting": "true"}, nil},
		{map[string]string{"tasks": "true"}, nil},
		{map[string]string{"asked": "true"}, nil},
	} {
		if got := w.listed(q.query); !slices.Equal(got, sorted(q.want)) {
			t.Errorf("%v: %v, want %v", q.query, got, sorted(q.want))
		}
	}
	for _, q := range []struct{ name, value string }{
		{"team", "none"}, {"team", strings.Repeat("t", 201)}, {"department", "moon"}, {"department", strings.Repeat("d", 201)},
		{"unassigned", "yes"}, {"overdue", ""}, {"waiting", "1"}, {"tasks", "TRUE"}, {"asked", "null"},
	} {
		e := w.Event("list", "")
		e.QueryStringParameters = map[string]string{q.name: q.value}
		reply := w.send(functest.Han, e)
		if reply.StatusCode != http.StatusBadRequest || !strings.Contains(reply.Body, `"field":"`+q.name+`"`) {
			t.Errorf("%s=%s: %d %s", q.name, q.value, reply.StatusCode, reply.Body)
		}
	}
}

// handing is a request to hand over.
func (w *world) handing(body string) events.APIGatewayProxyRequest {
	w.Helper()
	e := w.Event("command", "")
	e.Resource, e.Path, e.Body = "/v1/{tenant}/desk/handovers", "/v1/acme/desk/handovers", body
	e.PathParameters = map[string]string{"tenant": "acme"}
	return e
}

// TestTheCasesOfOneGoToAnother: offered while the one is there; who has left the directory is not waited for.
func TestTheCasesOfOneGoToAnother(t *testing.T) {
	w := staffed(t)
	id := w.handled().ID
	ask := func(body string, how casework.How) {
		t.Helper()
		reply := w.send(functest.Lin, w.handing(body))
		var done casework.HandedOver
		w.OK(json.Unmarshal([]byte(reply.Body), &done))
		want := []casework.Moved{{Case: id, To: functest.Lin.ID, How: how}}
		if reply.StatusCode != http.StatusOK || !slices.Equal(done.Moved, want) || len(done.Kept) > 0 || done.Next != "" {
			t.Errorf("%s: %d %s", body, reply.StatusCode, reply.Body)
		}
	}
	ask(`{"from":"han.staff","to":"lin.staff","reason":"FOR STAFF ONLY"}`, casework.OfferedTo)
	ask(`{"from":"han.staff","to":"lin.staff","reason":"FOR STAFF ONLY"}`, casework.OfferedTo)
	if w.Known().Owner.ID != functest.Han.ID {
		t.Errorf("%s has it", w.Known().Owner.ID)
	}
	w.Names("acme", functest.MemberOf(functest.Lin, "quality"), ofService)
	ask(`{"from":"han.staff","to":"lin.staff","reason":"FOR STAFF ONLY","flow":"quality","grade":2}`, casework.Transferred)
	if w.Known().Owner.ID != functest.Lin.ID {
		t.Errorf("%s has it", w.Known().Owner.ID)
	}
}

// TestHandoversThatAreRefused: by whom, and with what is wrong.
func TestHandoversThatAreRefused(t *testing.T) {
	w := staffed(t)
	w.handled()
	good := `{"from":"han.staff","to":"lin.staff","reason":"Ill."}`
	for _, role := range complaint.Roles {
		want := http.StatusForbidden
		if slices.Contains(mayHandOver, role) {
			want = http.StatusOK
		}
		if reply := w.send(complaint.Actor{Role: role, ID: functest.Lin.ID}, w.handing(good)); reply.StatusCode != want {
			t.Errorf("%s: %d %s", role, reply.StatusCode, reply.Body)
		}
	}
	for body, field := range map[string]string{
		`{"to":"lin.staff","reason":"Ill."}`:                                           "from",
		`{"from":"han.staff","to":"lin.staff"}`:                                        "reason",
		`{"from":"han.staff","to":"han.staff","reason":"Ill."}`:                        "to",
		`{"from":"han.staff","reason":"Ill.","flow":"none"}`:                           "flow",
		`{"from":"han.staff","reason":"Ill.","flow":""}`:                               "flow",
		`{"from":"han.staff","reason":"Ill.","grade":4}`:                               "grade",
		`{"from":"han.staff","reason":"Ill.","grade":0}`:                               "grade",
		`{"from":"han.staff","reason":"Ill.","cursor":"guessed"}`:                      "cursor",
		`{"from":"han.staff","reason":"Ill.","tenant":"globex"}`:                       "tenant",
		`{"from":"han.staff","to":"` + strings.Repeat("t", 201) + `","reason":"Ill."}`: "to",
		`{"from":"` + strings.Repeat("f", 201) + `","reason":"Ill."}`:                  "from",
		`{"from":"han.staff","reason":"` + strings.Repeat("r", 4001) + `"}`:            "reason",
	} {
		reply := w.send(functest.Lin, w.handing(body))
		if reply.StatusCode != http.StatusBadRequest || !strings.Contains(reply.Body, `"field":"`+field+`"`) {
			t.Errorf("%.80s: %d %s, want %s named", body, reply.StatusCode, reply.Body, field)
		}
	}
}
