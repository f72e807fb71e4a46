//go:build e2e

package e2e

import (
	"crypto/rand"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/policy"
)

// shownOf is what the complainant of a flow must be able to read of what was recorded, on the tracking page in their own language.
var shownOf = map[complaint.Flow][]string{
	complaint.Quality:    {"检测时间", "2026年11月25日 10:00", "上门检测", "合页螺丝过短", "存在质量问题"},
	complaint.Attitude:   nil, // nothing of an inquiry among staff is
	complaint.Delay:      {"原因", "人员", "2026-11-26"},
	complaint.Billing:    {"Billed", "258.00 CNY", "Too much was charged"},
	complaint.Delivery:   {"承运商", "顺丰速运", "SF1029384756"},
	complaint.Safety:     {"已采取的措施", "整改措施", "更换插头并复检同批次产品"},
	complaint.Suggestion: nil, // it is answered by the plan
}

// sees wants the complainant's page to show all of this, and nothing of what staff noted.
func (s *story) sees(shown []string) {
	s.t.Helper()
	c := s.now()
	page := get(s.t, fmt.Sprintf("%s/v1/%s/complaints/%s?secret=%s&lang=%s", s.co.public.Base, s.co.id, c.ID, url.QueryEscape(s.receipt.Secret), c.Language))
	for _, text := range shown {
		if !strings.Contains(page, text) {
			s.t.Errorf("the complainant does not see %q of what was recorded", text)
		}
	}
	for _, hidden := range []string{"质检员 017", "责任提示", "INV-2026-88121", "门店监控"} {
		if strings.Contains(page, hidden) {
			s.t.Errorf("the complainant sees %q", hidden)
		}
	}
}

// TestATenantsOwnField: a tenant adds a field to a form, as data: it is asked for, kept, shown to the complainant, and listed in the ledger.
// What does not fit is refused with its path.
func TestATenantsOwnField(t *testing.T) {
	t.Parallel()
	shownOnce(t)
	co := tenantWithForms(t)
	s := file(t, co, "衣柜用了一个多月门板就开裂，合页也坏了，质量太差，要求维修。")
	s.do(co.agent, &complaint.Take{}, &complaint.Assess{})
	sheet, err := co.agent.Forms(t.Context(), s.receipt.Case, complaint.Chinese)
	if err != nil || sheet.Version != ownForms || !strings.Contains(string(sheet.Forms[0].Schema)+string(sheet.Forms[1].Schema), "含水率") {
		t.Fatalf("the forms: %+v, %v", sheet, err)
	}
	report := func(humidity string) complaint.Command {
		return &complaint.Record{Milestone: "inspection_report", Note: "Done.", Data: fmt.Appendf(nil,
			`{"findings":"门板开裂","cause":"material","responsibility":"maker","result":"defect"%s}`, humidity)}
	}
	for humidity, field := range map[string]string{"": "data.humidity", `,"humidity":"wet"`: "data.humidity", `,"humidity":101`: "data.humidity", `,"weight":3`: "data.weight"} {
		_, err := co.agent.Do(t.Context(), s.receipt.Case, report(humidity))
		wantProblem(t, err, http.StatusBadRequest)
		if !strings.Contains(err.Error(), field) {
			t.Errorf("%q: %v, want %s to be named", humidity, err, field)
		}
	}
	s.do(co.agent, report(`,"humidity":19.50`), &complaint.Record{Milestone: "quality_ledger", Note: "Entered.", Data: []byte(
		`{"problem":"含水率偏高","measure":"窑干","owner":"品控部","due":"2027-01-31"}`)})
	s.sees([]string{"含水率", "19.5"})
	page, err := co.lead.Ledger(t.Context(), url.Values{"kind": {"quality"}})
	if err != nil || len(page.Entries) != 1 || page.Entries[0].Case != s.receipt.Case || page.Entries[0].Form != ownForms {
		t.Errorf("the ledger: %+v, %v", page, err)
	}
	_, err = co.agent.Ledger(t.Context(), url.Values{"kind": {"quality"}})
	wantProblem(t, err, http.StatusForbidden)
	_, err = w.real.lead.Forms(t.Context(), s.receipt.Case, complaint.English)
	wantProblem(t, err, http.StatusNotFound) // another tenant's
}

const ownForms = "own-forms-1"

func tenantWithForms(t *testing.T) company {
	t.Helper()
	id := "wood-" + strings.ToLower(rand.Text()[:6])
	document := fmt.Appendf(nil, `version: %s
over: redress-forms-1
forms:
  - milestone: inspection_report
    add: true
    schema:
      properties:
        humidity: {type: number, minimum: 0, maximum: 100, tell: true, title: {zh: 含水率（%%）, en: Humidity (%%)}}
      required: [humidity]
    examples: [{findings: x, cause: material, responsibility: maker, result: defect, humidity: 12}]
`, ownForms)
	if err := w.stack.Table().PutDocument(t.Context(), id, casework.FormsDocument, ownForms, document); err != nil {
		t.Fatal(err)
	}
	rules := strings.Replace(strings.Replace(string(policy.DefaultSource()), "version: redress-", "version: own-", 1), "use: redress-forms-1", "use: "+ownForms, 1)
	co, err := w.found(t.Context(), id, rules)
	if err != nil {
		t.Fatal(err)
	}
	return co
}

// TestTheSameBillInTwoCases: a voucher that another case of the tenant has already is seen as it is recorded, and what keeps the dispute from
// coming back then needs a word on the other case.
func TestTheSameBillInTwoCases(t *testing.T) {
	t.Parallel()
	shownOnce(t)
	co := tenantWithForms(t)
	voucher := &complaint.Record{Milestone: "voucher_received", Note: "By mail.", Data: []byte(
		`{"number":"INV-77 001","amount":{"amount":4900,"currency":"USD"},"date":"2026-11-01","bill":"B-77"}`)}
	const text = "I was charged twice for the same order and the refund amount is wrong. Correct the bill."
	first, second := file(t, co, text), fileAs(t, co, strings.ToLower(rand.Text()[:10])+"@example.com", text)
	for i, s := range []*story{first, second} {
		s.do(co.agent, &complaint.Take{}, &complaint.Assess{}, voucher)
		if found := s.now().Disputes; len(found) != i || i == 1 && found[0].Case != first.receipt.Case {
			t.Fatalf("case %d finds %+v", i+1, found)
		}
	}
	prevented := func(more string) *complaint.Record {
		return &complaint.Record{Milestone: "dispute_prevented", Note: "x", Data: fmt.Appendf(nil, `{"measure":"Closed the order."%s}`, more)}
	}
	first.do(co.agent, prevented(""))
	_, err := co.agent.Do(t.Context(), second.receipt.Case, prevented(""))
	wantProblem(t, err, http.StatusBadRequest)
	second.do(co.agent, prevented(`,"same_dispute":"Refunded there."`))
}
