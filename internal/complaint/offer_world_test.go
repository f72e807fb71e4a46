package complaint_test

import (
	"testing"

	"pgregory.net/rapid"

	"redress/internal/complaint"
)

// More people of the stories.
var (
	boss    = complaint.Actor{Role: complaint.Executive, ID: "boss", Mail: "boss@shop.example"}
	manager = complaint.Actor{Role: complaint.Manager, ID: "gao", Mail: "gao@shop.example"}
	lawyer  = complaint.Actor{Role: complaint.Legal, ID: "law", Mail: "law@shop.example"}
)

// yuan is a sum in whole yuan.
func yuan(n int) *complaint.Sum { return &complaint.Sum{Amount: n * 100, Currency: complaint.Yuan} }

// pay offers a compensation of so many yuan.
func pay(n int) *complaint.Propose {
	return &complaint.Propose{Remedy: complaint.Compensation, Text: "We make it good.", Amount: yuan(n)}
}

// repairs offers a repair, or a new one with a letter and a promise, or some money.
func repairs() *complaint.Propose {
	return &complaint.Propose{
		Remedy: complaint.Repair, Text: "We repair it.",
		Others: []complaint.Option{
			{
				Remedy: complaint.Exchange, Text: "A new one.", Comfort: []complaint.Comfort{complaint.ApologyLetter},
				Promises: []complaint.Undertaking{
					{What: "The new one is delivered.", Owner: "tao", Mail: tao.Mail, Due: "3wd"},
					{What: "The old one is taken away.", Due: "2026-04-30"},
				},
			},
			{Remedy: complaint.Compensation, Text: "You keep it, and 150.", Amount: yuan(150)},
		},
	}
}

// handled is a story in which mei handles a case.
func handled(t testing.TB) *story {
	t.Helper()
	return tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
}

// offers has people propose, approve, choose and keep, at the right moment and not.
func (w *world) offers(t *rapid.T) {
	w.later(t)
	owner := rapid.SampledFrom(staff).Draw(t, "who")
	if w.c.Owner != nil && rapid.Bool().Draw(t, "owner") {
		owner = *w.c.Owner
	}
	promise, hash := "none", exchangeHash
	if len(w.c.Promises) > 0 {
		promise = rapid.SampledFrom(w.c.Promises).Draw(t, "promise").ID
	}
	for _, p := range []*complaint.Plan{w.c.Plan, w.c.Draft} {
		if p != nil && p.Hash != "" {
			hash = p.Hash
		}
	}
	approver := rapid.SampledFrom([]complaint.Actor{lin, manager, boss, lawyer, owner}).Draw(t, "approver")
	switch rapid.SampledFrom([]string{"propose", "options", "approve", "refuse", "choose", "decline", "record", "keep", "reassign"}).Draw(t, "offer") {
	case "propose":
		w.step(owner, pay(rapid.SampledFrom([]int{50, 150, 700, 4000, 20_000}).Draw(t, "amount")))
	case "options":
		w.step(owner, repairs())
	case "approve":
		w.step(approver, &complaint.Approve{Offer: hash})
	case "refuse":
		w.step(approver, &complaint.RefuseApproval{Offer: hash, Reason: "No."})
	case "choose":
		w.step(customer, &complaint.Choose{Offer: hash, Option: complaint.Positive(rapid.IntRange(1, 3).Draw(t, "option"))})
	case "decline":
		w.step(customer, &complaint.Choose{Offer: hash, Demand: "Two new ones."})
	case "record":
		w.step(owner, &complaint.RecordChoice{Offer: hash, Demand: "Two new ones.", Note: "By phone."})
	case "keep":
		w.step(owner, &complaint.KeepPromise{Promise: promise, Note: "Done."})
	case "reassign":
		w.step(owner, &complaint.ReassignPromise{Promise: promise, To: "lin", Reason: "On leave."})
	}
}
