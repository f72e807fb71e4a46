package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"redress/internal/complaint"
	"redress/internal/forms"
	"redress/internal/functest"
)

// yang is who agrees to what a lead asks for.
var yang = complaint.Actor{Role: complaint.Manager, ID: "yang.staff", Mail: "yang.staff@acme.example"}

const everyAnswer = `{"answers":[{"item":"real","is":"yes"},{"item":"in_scope","is":"yes"},{"item":"reasonable","is":"yes"},{"item":"purchase","is":"yes","note":"FOR STAFF ONLY"}]}`

// endingCommands is each command that verifies, investigates and ends a case without a remedy, as a lead sends it when it is right, in
// an order in which all are possible; first is what happened before.
var endingCommands = []struct {
	do, with string
	first    func(w *world)
}{
	{"verify", everyAnswer, nil},
	{"investigate", `{"looked_at":"The frame.","finding":"FOR STAFF ONLY","sources":["photo"],"evidence":["EV-1"]}`, nil},
	{"decide_responsibility", `{"shares":[{"department":"production","percent":70},{"department":"warehouse","percent":30}],"reason":"FOR STAFF ONLY","findings":[1]}`, nil},
	{"reject", `{"reason":"It was sold as seen.","recourse":["court"]}`, nil},
	{"refuse_rejection", `{"reason":"FOR STAFF ONLY"}`, (*world).othersAsk},
	{"confirm_rejection", `{"note":"FOR STAFF ONLY"}`, (*world).othersAsk},
	{"withdraw", `{"note":"FOR STAFF ONLY"}`, (*world).handledAnew},
	{"close", `{"note":"FOR STAFF ONLY"}`, (*world).settled},
}

// othersAsk has a manager ask for the rejection in the lead's place.
func (w *world) othersAsk() {
	w.Helper()
	if w.Known().Rejection.Pending() {
		w.Do(yang, &complaint.RefuseRejection{Reason: "Not by you."})
	}
	w.Do(yang, &complaint.Reject{Reason: "It was sold as seen."})
}

// handledAnew is another case, which the lead owns.
func (w *world) handledAnew() {
	w.Helper()
	w.handled()
	w.Do(functest.Lin, &complaint.Take{}, &complaint.Assess{})
}

// settled is another case, of grade 3, in which everything that is owed was done.
func (w *world) settled() {
	w.Helper()
	w.handled()
	w.Do(functest.Lin, &complaint.Take{}, &complaint.Assess{Category: complaint.CategoryOther, Grade: complaint.Minor, Reason: "A question."},
		&complaint.Record{Milestone: "cause_found", Note: "x", Data: forms.Example(complaint.General, "cause_found")}, &complaint.Propose{Remedy: complaint.Apology, Text: "It is as you say."},
		&complaint.Contact{By: "phone", Note: "x"})
	for _, n := range w.notices() {
		if n.Kind == complaint.NoticeAcknowledgement {
			w.Do(complaint.TheSystem, &complaint.ReportLeft{Notice: n.ID, Kind: n.Kind, Round: 1, Reach: complaint.ByMail})
		}
	}
}

func (w *world) notices() (ordered []complaint.Notice) {
	w.Helper()
	kept, err := w.Memory.Notices(w.Context(), w.Ref)
	w.OK(err)
	for _, n := range kept {
		ordered = append(ordered, n.Notice)
	}
	return ordered
}

// TestEveryEnd: a lead carries each of these commands out by its name, and each refuses a field it does not know.
func TestEveryEnd(t *testing.T) {
	w := newWorld(t)
	w.handledAnew()
	for _, c := range endingCommands {
		if c.first != nil {
			c.first(w)
		}
		strange := w.send(functest.Lin, w.order(c.do, strings.Replace(c.with, "{", `{"tenant":"globex",`, 1), ""))
		if strange.StatusCode != http.StatusBadRequest || !strings.Contains(strange.Body, `"field":"with.tenant"`) {
			t.Errorf("%s with an unknown field: %d %s", c.do, strange.StatusCode, strange.Body)
		}
		before := w.Known().Revision
		reply := w.send(functest.Lin, w.order(c.do, c.with, ""))
		if after := w.Known().Revision; reply.StatusCode != http.StatusOK || after != before+1 {
			t.Fatalf("%s: %d %s, revision %d became %d", c.do, reply.StatusCode, reply.Body, before, after)
		}
	}
}

// TestTheChecklistIsShown: whoever opens a case sees what verify asks, in both languages, for as long as it can be answered.
func TestTheChecklistIsShown(t *testing.T) {
	w := newWorld(t)
	w.handledAnew()
	var shown struct {
		Checklist []question `json:"checklist"`
	}
	w.OK(json.Unmarshal([]byte(w.send(functest.Han, w.Event("show", "")).Body), &shown))
	var items []string
	for _, q := range shown.Checklist {
		items = append(items, q.Item)
		if q.ZH == "" || q.EN == "" {
			t.Errorf("%+v", q)
		}
	}
	if !slices.Equal(items, []string{"real", "in_scope", "reasonable", "purchase"}) {
		t.Errorf("asks %v", items)
	}
	w.Do(functest.Lin, &complaint.Withdraw{Note: "On the phone."})
	if body := w.send(functest.Han, w.Event("show", "")).Body; strings.Contains(body, `"checklist"`) {
		t.Error("a closed case asks something")
	}
}

// TestAStaleCommandIsToldWhatChanged: where the case stands now, and who did what since, without a word of what was said. On that
// revision the command is carried out.
func TestAStaleCommandIsToldWhatChanged(t *testing.T) {
	w := newWorld(t)
	w.handledAnew()
	read := w.Known().Revision
	w.Do(complaint.TheComplainant, &complaint.Write{Text: functest.Content})
	w.Do(functest.Lin, &complaint.Note{Text: functest.StaffOnly}, &complaint.Propose{Remedy: complaint.Refund, Text: "Half of it."})
	reply := w.send(functest.Lin, w.order("propose", `{"remedy":"refund","text":"All of it."}`, fmt.Sprintf(`"%d"`, read)))
	var problem struct {
		Type     string
		Status   int
		Detail   string
		Revision int
		Since    []change
	}
	w.OK(json.Unmarshal([]byte(reply.Body), &problem))
	var did []string
	for _, c := range problem.Since {
		did = append(did, fmt.Sprintf("%d %s %s %s", c.Revision-read, c.Command, c.Role, c.By))
		if c.At.IsZero() {
			t.Errorf("%+v has no instant", c)
		}
	}
	want := []string{"1 write customer ", "2 note lead lin.staff", "3 propose lead lin.staff"}
	if reply.StatusCode != http.StatusPreconditionFailed || problem.Revision != read+3 || !slices.Equal(did, want) {
		t.Errorf("%d %s", reply.StatusCode, reply.Body)
	}
	for _, secret := range []string{functest.StaffOnly, functest.Content, functest.Wang.Email, functest.Lin.Mail, "Half of it"} {
		if strings.Contains(reply.Body, secret) {
			t.Errorf("the answer says %q", secret)
		}
	}
	again := w.send(functest.Lin, w.order("propose", `{"remedy":"refund","text":"All of it."}`, reply.Headers["ETag"]))
	if again.StatusCode != http.StatusOK {
		t.Errorf("on the revision that was named: %d %s", again.StatusCode, again.Body)
	}
}

// TestAStaleCommandOfNoRevision: one that the case never had is told where it stands, and of no changes.
func TestAStaleCommandOfNoRevision(t *testing.T) {
	w := newWorld(t)
	w.handledAnew()
	for range mostSince {
		w.Do(functest.Lin, &complaint.Note{Text: "x"})
	}
	for match, want := range map[string]int{`"900"`: 0, `"1"`: mostSince} {
		reply := w.send(functest.Lin, w.order("note", `{"text":"x"}`, match))
		var problem struct{ Since []change }
		w.OK(json.Unmarshal([]byte(reply.Body), &problem))
		if reply.StatusCode != http.StatusPreconditionFailed || len(problem.Since) != want || problem.Since == nil {
			t.Errorf("%s: %d, %d changes, want %d", match, reply.StatusCode, len(problem.Since), want)
		}
	}
}
