package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"redress/internal/cabinet"
	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/forms"
	"redress/internal/functest"
	"redress/internal/policy"
)

// askSheet asks for the forms of the case of the story.
func (w *world) askSheet(lang string) (cabinet.Sheet, events.APIGatewayProxyResponse) {
	w.Helper()
	e := w.Event("show", "")
	e.Resource = "/v1/{tenant}/desk/cases/{case}/forms"
	e.QueryStringParameters = nil
	if lang != "" {
		e.QueryStringParameters = map[string]string{"lang": lang}
	}
	reply := w.send(functest.Han, e)
	var sheet cabinet.Sheet
	w.OK(json.Unmarshal([]byte(reply.Body), &sheet))
	return sheet, reply
}

// record sends a record with data to the desk.
func (w *world) record(milestone, data string) events.APIGatewayProxyResponse {
	w.Helper()
	with := fmt.Sprintf(`{"milestone":%q,"note":"FOR STAFF ONLY"}`, milestone)
	if data != "" {
		with = fmt.Sprintf(`{"milestone":%q,"note":"FOR STAFF ONLY","data":%s}`, milestone, data)
	}
	return w.send(functest.Han, w.order("record", with, ""))
}

// recorded wants a record to be taken.
func (w *world) recorded(milestone, data string) complaint.Case {
	w.Helper()
	if reply := w.record(milestone, data); reply.StatusCode != http.StatusOK {
		w.Fatalf("%s: %d %s", milestone, reply.StatusCode, reply.Body)
	}
	return w.Known()
}

// refused wants a record to be refused with the status, naming the field.
func (w *world) refused(milestone, data string, status int, field string) {
	w.Helper()
	reply := w.record(milestone, data)
	if reply.StatusCode != status || !strings.Contains(reply.Body, `"field":"`+field+`"`) {
		w.Errorf("%s %s: %d %s, want %d of %s", milestone, data, reply.StatusCode, reply.Body, status, field)
	}
}

// handledAs is a case that was read as another category.
func (w *world) handledAs(category complaint.Category, grade complaint.Grade) complaint.Case {
	w.Helper()
	w.File("acme")
	return w.Do(complaint.TheSystem, &complaint.Classify{Reading: complaint.Reading{
		Category: category, Cause: complaint.CauseUnknown, Grade: grade, Language: complaint.English, Confidence: 0.9, Model: "test",
	}}, &complaint.Acknowledge{})
}

// TestTheFormsOfACase: what a client is given to draw; the language is the tenant's staff's unless said.
func TestTheFormsOfACase(t *testing.T) {
	w := newWorld(t)
	w.handled()
	sheet, reply := w.askSheet("en")
	w.CheckGolden("forms_en", reply, "")
	_, unsaid := w.askSheet("")
	w.CheckGolden("forms_zh", unsaid, "")
	var owed []string
	for _, f := range sheet.Forms {
		if f.Meets {
			owed = append(owed, f.Milestone)
		}
	}
	if want := []string{"inspection_arranged", "inspection_report", "quality_ledger"}; !slices.Equal(owed, want) {
		t.Errorf("owed are %v, want %v", owed, want)
	}
	for _, lang := range []string{"fr", "", "EN"} {
		e := w.Event("show", "")
		e.Resource, e.QueryStringParameters = "/v1/{tenant}/desk/cases/{case}/forms", map[string]string{"lang": lang}
		if reply := w.send(functest.Han, e); reply.StatusCode != http.StatusBadRequest || !strings.Contains(reply.Body, `"field":"lang"`) {
			t.Errorf("lang %q: %d %s", lang, reply.StatusCode, reply.Body)
		}
	}
	for _, milestone := range owed { // what a client is shown as an example is taken
		var schema struct{ Examples []json.RawMessage }
		i := slices.IndexFunc(sheet.Forms, func(o cabinet.Owed) bool { return o.Milestone == milestone })
		w.OK(json.Unmarshal(sheet.Forms[i].Schema, &schema))
		w.recorded(milestone, string(schema.Examples[0]))
	}
	if after, _ := w.askSheet("en"); slices.ContainsFunc(after.Forms, func(o cabinet.Owed) bool { return o.Meets }) {
		t.Errorf("what was recorded is still asked for: %+v", after.Forms)
	}
}

// TestWhatIsRecordedIsKept: data are canonical in the history, with the version of the forms and what the complainant may see; the
// notice says it.
func TestWhatIsRecordedIsKept(t *testing.T) {
	w := newWorld(t)
	w.handled()
	w.recorded("inspection_arranged", ` {"who":"Q. Li","where" : "3 号店", "when":"2026-03-04T09:00:00+08:00"} `)
	commits, err := w.Memory.Commits(w.Context(), w.Ref)
	w.OK(err)
	e, is := commits[len(commits)-1].Events[0].(*complaint.MilestoneRecorded)
	want := `{"when":"2026-03-04T09:00:00+08:00","where":"3 号店","who":"Q. Li"}`
	if !is || string(e.Data) != want || e.Form != "redress-forms-1" || len(e.Tell) != 2 || e.Tell[1].Text[complaint.English] != "3 号店" {
		t.Errorf("kept is %+v", e)
	}
	notices, err := w.Memory.Notices(w.Context(), w.Ref)
	w.OK(err)
	if last := notices[len(notices)-1]; last.Kind != complaint.NoticeMilestone || len(last.Lines) != 2 {
		t.Errorf("told is %+v", last)
	}
	w.refused("inspection_arranged", want, http.StatusConflict, "milestone") // once is enough
}

// TestBesideWhatElseMeetsIt: a form of a milestone that something else meets is kept beside it, as often as there is something to say, and
// meets nothing; without data there is nothing to keep.
func TestBesideWhatElseMeetsIt(t *testing.T) {
	w := newWorld(t)
	w.handledAs(complaint.CategoryAttitude, complaint.Ordinary)
	w.refused("apology", "", http.StatusBadRequest, "data")
	w.refused("apology", `{"how":"fax","by":"Han"}`, http.StatusBadRequest, "data.how")
	for range 2 {
		c := w.recorded("apology", `{"how":"letter","by":"Han"}`)
		if k, _ := c.ClockByID("apology"); !k.Open() {
			t.Fatal("a record beside it met the milestone")
		}
	}
	w.refused("survey", `{}`, http.StatusConflict, "milestone") // it has neither
	notices, err := w.Memory.Notices(w.Context(), w.Ref)
	w.OK(err)
	for _, n := range notices {
		if n.Kind == complaint.NoticeMilestone {
			t.Errorf("the complainant was told of it: %+v", n)
		}
	}
}

// TestTheSameDisputeIsSeen: the same voucher, bill or order in another case of the tenant is shown when it is recorded, and then
// dispute_prevented needs a word on it. Numbers are kept as hashes.
func TestTheSameDisputeIsSeen(t *testing.T) {
	w := newWorld(t)
	const voucher = `{"number":"INV-2026 001","bill":"B-1","amount":{"amount":12900,"currency":"CNY"},"date":"2026-03-01"}`
	first := w.handledAs(complaint.CategoryBilling, complaint.Ordinary)
	if c := w.recorded("voucher_received", voucher); len(c.Disputes) != 0 {
		t.Fatalf("disputes %+v", c.Disputes)
	}
	w.recorded("dispute_prevented", `{"measure":"Closed."}`) // nothing more is needed
	if c := w.recorded("adjustment", `{"kind":"refund","amount":{"amount":1,"currency":"CNY"},"bill":"B-1"}`); len(c.Disputes) != 0 {
		t.Fatalf("a case disputes with itself: %+v", c.Disputes)
	}
	w.Clock.Pass(time.Hour)
	w.handledAs(complaint.CategoryBilling, complaint.Ordinary)
	other := strings.NewReplacer("INV-2026 001", "inv 2026001", `"bill":"B-1",`, "").Replace(voucher)
	c := w.recorded("voucher_received", other)
	if len(c.Disputes) != 1 || c.Disputes[0].Case != first.ID || c.Disputes[0].By != "voucher" {
		t.Fatalf("disputes %+v, want %s", c.Disputes, first.ID)
	}
	sheet, _ := w.askSheet("en")
	i := slices.IndexFunc(sheet.Forms, func(o cabinet.Owed) bool { return o.Milestone == "dispute_prevented" })
	if !strings.Contains(string(sheet.Forms[i].Schema), `"required":["measure","same_dispute"]`) {
		t.Errorf("the form does not ask for a word on it: %s", sheet.Forms[i].Schema)
	}
	w.refused("dispute_prevented", `{"measure":"Closed."}`, http.StatusBadRequest, "data.same_dispute")
	w.recorded("dispute_prevented", `{"measure":"Closed.","same_dispute":"Refunded there."}`)

	w.Clock.Pass(366 * 24 * time.Hour) // it was remembered for a year
	w.handledAs(complaint.CategoryBilling, complaint.Ordinary)
	if c := w.recorded("voucher_received", voucher); len(c.Disputes) != 0 {
		t.Errorf("it is remembered for longer than the policy says: %+v", c.Disputes)
	}
}

// TestGradeOneCallsItsTeam: a grave case of any flow owes its contingency team (seed 003).
func TestGradeOneCallsItsTeam(t *testing.T) {
	w := newWorld(t)
	w.handledAs(complaint.CategoryDelay, complaint.Major)
	w.refused("contingency_team", `{"executive":"Lin","members":[],"plan":"x"}`, http.StatusBadRequest, "data.members")
	w.recorded("contingency_team", `{"executive":"Lin","members":["Safety"],"plan":"Stop selling it."}`)
	w.handledAs(complaint.CategoryDelay, complaint.Ordinary)
	w.refused("contingency_team", `{"executive":"Lin","members":["Safety"],"plan":"x"}`, http.StatusConflict, "milestone")
}

// TestATenantAddsAField: without code, in its own document and policy; cases that were received before keep the forms they had.
func TestATenantAddsAField(t *testing.T) {
	w := newWorld(t)
	before := w.handled()
	w.governed("acme-2", "acme-forms-1", `version: acme-forms-1
over: redress-forms-1
forms:
  - milestone: inspection_arranged
    add: true
    schema:
      properties: {floor: {type: integer, minimum: -3, maximum: 200, tell: true, title: {zh: 楼层, en: Floor}}}
      required: [floor]
    examples: [{when: "2026-03-04T09:00:00Z", where: x, who: y, floor: 3}]
`)
	const old = `{"when":"2026-03-04T09:00:00Z","where":"x","who":"y"}`
	w.handled()
	w.refused("inspection_arranged", old, http.StatusBadRequest, "data.floor")
	if _, reply := w.askSheet("zh"); !strings.Contains(reply.Body, "楼层") || !strings.Contains(reply.Body, `"version":"acme-forms-1"`) {
		t.Errorf("the form that is served: %s", reply.Body)
	}
	w.recorded("inspection_arranged", strings.Replace(old, "}", `,"floor":3}`, 1))
	w.Follow(before)
	w.recorded("inspection_arranged", old)
}

// governed puts a policy with these forms in force for acme.
func (w *world) governed(version, use, document string) {
	w.Helper()
	if document != "" {
		if _, err := forms.Parse([]byte(document)); err != nil {
			w.Fatal(err)
		}
		w.OK(w.Memory.PutDocument(w.Context(), "acme", casework.FormsDocument, use, []byte(document)))
	}
	src := string(policy.DefaultSource())
	replaced := strings.Replace(strings.Replace(src, "version: redress-2026.5", "version: "+version, 1),
		"forms: {use: redress-forms-1, remember: 365d}", use, 1)
	if document != "" {
		replaced = strings.Replace(replaced, use+"\n", "forms: {use: "+use+", remember: 365d}\n", 1)
	}
	w.OK(w.Memory.PutDocument(w.Context(), "acme", casework.PolicyDocument, version, []byte(replaced)))
	t, err := w.Memory.Tenant(w.Context(), "acme")
	w.OK(err)
	t.Policy = version
	w.OK(w.Memory.PutTenant(w.Context(), t))
	w.Clock.Pass(time.Minute) // a tenant's record is believed for some seconds
}

// TestAPolicyWithoutForms: records have a note alone, as they had before there were forms; data are refused.
func TestAPolicyWithoutForms(t *testing.T) {
	w := newWorld(t)
	w.governed("acme-1", "", "")
	w.handled()
	sheet, _ := w.askSheet("en")
	if sheet.Version != "" || len(sheet.Forms) != 3 || sheet.Forms[0].Schema != nil || sheet.Forms[0].Needed {
		t.Errorf("the forms of a policy without: %+v", sheet)
	}
	w.refused("inspection_arranged", `{}`, http.StatusConflict, "data")
	w.recorded("inspection_arranged", "")
	w.refused("solution", `{}`, http.StatusConflict, "milestone")
	for query, status := range map[string]int{"quality": http.StatusNotFound, "": http.StatusBadRequest} {
		if reply := w.askLedger(functest.Lin, map[string]string{"kind": query}); reply.StatusCode != status {
			t.Errorf("%q: %d %s", query, reply.StatusCode, reply.Body)
		}
	}
}

// TestFormsThatAreGone are our fault, and nobody's who records.
func TestFormsThatAreGone(t *testing.T) {
	w := newWorld(t)
	w.governed("acme-3", "forms: {use: acme-forms-9, remember: 1d}", "")
	w.handled()
	if reply := w.record("inspection_arranged", `{}`); reply.StatusCode != http.StatusInternalServerError || strings.Contains(reply.Body, "acme-forms-9") {
		t.Errorf("%d %s", reply.StatusCode, reply.Body)
	}
}

func (w *world) askLedger(by complaint.Actor, query map[string]string) events.APIGatewayProxyResponse {
	w.Helper()
	return w.send(by, events.APIGatewayProxyRequest{
		HTTPMethod: http.MethodGet, Resource: "/v1/{tenant}/desk/ledger", PathParameters: map[string]string{"tenant": "acme"},
		QueryStringParameters: query,
	})
}

// TestTheLedgers: what was recorded is listed by kind and month of the tenant's own calendar, page by page, for leads and above.
func TestTheLedgers(t *testing.T) {
	w := newWorld(t)
	w.Clock.Set(time.Date(2026, time.March, 31, 16, 30, 0, 0, time.UTC)) // April in Shanghai
	var cases []string
	for range 3 {
		cases = append(cases, w.handled().ID)
		w.recorded("quality_ledger", `{"problem":"合页","measure":"x","owner":"y","due":"2026-05-01"}`)
		w.Clock.Pass(time.Minute)
	}
	w.handledAs(complaint.CategoryAttitude, complaint.Ordinary)
	w.recorded("training", string(forms.Example(complaint.Attitude, "training")))
	read := func(query map[string]string) (page ledgerPage) {
		reply := w.askLedger(functest.Lin, query)
		w.OK(json.Unmarshal([]byte(reply.Body), &page))
		if reply.StatusCode != http.StatusOK {
			t.Fatalf("%v: %d %s", query, reply.StatusCode, reply.Body)
		}
		return page
	}
	if whole := read(map[string]string{"kind": "quality"}); len(whole.Entries) != 3 || whole.Month != "2026-04" || whole.Next != "" ||
		whole.Entries[0].Case != cases[0] || !strings.Contains(string(whole.Entries[0].Data), "合页") || whole.Entries[0].By != functest.Han.ID {
		t.Errorf("the whole: %+v", whole)
	}
	query, got := map[string]string{"kind": "quality", "month": "2026-04", "limit": "2"}, []string{}
	for range 2 {
		page := read(query)
		for _, e := range page.Entries {
			got = append(got, e.Case)
		}
		query["cursor"] = page.Next
	}
	if !slices.Equal(got, cases) || query["cursor"] != "" {
		t.Errorf("page by page %v, want %v", got, cases)
	}
	if n := len(read(map[string]string{"kind": "training"}).Entries); n != 1 {
		t.Errorf("%d trainings", n)
	}
	if n := len(read(map[string]string{"kind": "quality", "month": "2026-03"}).Entries); n != 0 {
		t.Errorf("%d entries in March", n)
	}
	for _, q := range []struct{ name, value string }{
		{"kind", ""}, {"kind", "Quality"}, {"kind", "quality#x"}, {"month", "May"}, {"limit", "0"}, {"limit", "101"}, {"cursor", "guessed"},
	} {
		query := map[string]string{"kind": "quality", q.name: q.value}
		if reply := w.askLedger(functest.Lin, query); reply.StatusCode != http.StatusBadRequest || !strings.Contains(reply.Body, `"field":"`+q.name+`"`) {
			t.Errorf("%v: %d %s", query, reply.StatusCode, reply.Body)
		}
	}
	if reply := w.askLedger(functest.Lin, map[string]string{"kind": "wood"}); reply.StatusCode != http.StatusNotFound || !strings.Contains(reply.Body, "quality, training") {
		t.Errorf("a ledger that is not there: %d %s", reply.StatusCode, reply.Body)
	}
	if reply := w.askLedger(functest.Han, map[string]string{"kind": "quality"}); reply.StatusCode != http.StatusForbidden {
		t.Errorf("an agent sees it: %d", reply.StatusCode)
	}
}
