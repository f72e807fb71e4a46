package functest

import (
	"redress/internal/casework"
)

// ReturnsAnswer is what acme answers about returns; GlobexAnswer is what globex answers about its opening hours, and nobody else.
const (
	ReturnsAnswer = "You may return it within seven days."
	GlobexAnswer  = "Globex opens at ten."
)

// lists are the standard questions of the tenants.
var lists = map[string]string{
	"acme": `
version: acme-faq-1
limits: {answer_from: 0.4, statement_from: 0.5, ahead: 0.05, offer_from: 0.3, most: 3, complaint_from: 0.6}
entries:
  - id: returns
    questions:
      en: ["Can I return an item?", "What are the rules for returns?"]
      zh: [可以退货吗？, 退货规则是什么？]
    answer: {en: "` + ReturnsAnswer + `", zh: 七天内可以退货。}
    link: https://acme.example/returns
  - id: invoice
    questions: {en: ["How do I get an invoice?"], zh: [怎么开发票？]}
    answer: {en: "Choose Invoice at your order.", zh: 在订单里申请。}
`,
	"globex": `
version: globex-faq-1
limits: {answer_from: 0.4, statement_from: 0.5, ahead: 0.05, offer_from: 0.3, most: 3, complaint_from: 0.6}
entries:
  - id: hours
    questions: {en: ["When do you open?"], zh: [几点开门？]}
    answer: {en: "` + GlobexAnswer + `", zh: 十点。}
`,
}

// HasLists gives the tenants their standard questions.
func (w *World) HasLists() {
	w.Helper()
	for id, src := range lists {
		t, err := w.Memory.Tenant(w.Context(), id)
		w.OK(err)
		t.Knowledge = id + "-faq-1"
		w.OK(w.Memory.PutDocument(w.Context(), id, casework.KnowledgeDocument, t.Knowledge, []byte(src)))
		w.OK(w.Memory.PutTenant(w.Context(), t))
	}
}
