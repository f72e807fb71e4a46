package library_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"redress/internal/complaint"
	"redress/internal/library"
)

// monday is when the complaints of the tests come in.
var monday = time.Date(2026, time.March, 2, 9, 30, 15, 123e6, time.UTC)

// past is a complaint as it is filed, read, and handled in two rounds to its end.
func past(change func(*complaint.Filed)) (complaint.Case, []complaint.Commit) {
	filed := &complaint.Filed{
		Tenant: "home", ID: "RD-66RW-0AW7-Q3KZ-DVJ9", ReceivedAt: monday, Channel: complaint.Web, Demand: complaint.Refund,
		Complainant: complaint.Complainant{
			Name: "陈晓岚", Email: "xiaolan.chen@example.com", Phone: "+86 138 1234 5678", CustomerNumber: "C-77012", Region: "杭州",
		},
		Matter:  complaint.Matter{Product: "衣柜 W-320", Order: "DD20260301-8842", Store: "西湖店", Staff: "A1107", Model: "W-320", Batch: "B-993"},
		Content: "我叫陈晓岚，衣柜装好才一个多月，右边门板就开裂了，合页也松动。订单DD20260301-8842，打13812345678找我，送到文三路188号2幢301室，客服李娜不理我。",
	}
	if change != nil {
		change(filed)
	}
	commits := []complaint.Commit{
		{At: monday, Events: []complaint.Event{filed}},
		{At: monday, Events: []complaint.Event{&complaint.Read{Flow: complaint.Quality, Reading: complaint.Reading{
			Category: complaint.CategoryQuality, Cause: "product.workmanship", Grade: complaint.Ordinary, Language: complaint.Chinese,
			Entities: []complaint.Entity{{Kind: "order", Words: "DD20260301-8842"}},
			Reasons: []complaint.Reason{
				{Rule: "quality.broken", Says: "category=quality", Words: []string{"开裂"}}, {Rule: "quality.broken", Says: "cause=product.workmanship", Words: []string{"开裂"}},
				{Rule: "refused", Says: "grade=2", Words: []string{"不理我"}},
			},
		}}}},
		{At: monday.Add(time.Hour), Events: []complaint.Event{&complaint.Noted{Text: "FOR STAFF ONLY 陈晓岚"}}},
		{At: monday.Add(20 * time.Hour), Events: []complaint.Event{proposed(complaint.Repair, "陈女士，师傅上门修。", "han.staff")}},
		{At: monday.Add(30 * time.Hour), Events: []complaint.Event{carried(30)}},
		{At: monday.Add(130 * time.Hour), Events: []complaint.Event{&complaint.Asked{}, answered(2, false), &complaint.RoundOpened{Round: 2, Excluded: "han.staff"}}},
		{At: monday.Add(140 * time.Hour), Events: []complaint.Event{proposed(complaint.Exchange, "换一张。", "lin.staff")}},
		{At: monday.Add(150 * time.Hour), Events: []complaint.Event{carried(150)}},
		{At: monday.Add(250 * time.Hour), Events: []complaint.Event{&complaint.Asked{}, answered(5, true), &complaint.Ended{Outcome: complaint.Satisfied}}},
	}
	for i := range commits {
		commits[i].Revision = i + 1
	}
	return complaint.Fold(commits), commits
}

func proposed(remedy complaint.Demand, text, by string) *complaint.Proposed {
	e := &complaint.Proposed{}
	e.Plan.Remedy, e.Plan.Text, e.Plan.By = remedy, text, by
	return e
}

func carried(hours int) *complaint.Carried {
	at := monday.Add(time.Duration(hours) * time.Hour)
	return &complaint.Carried{SendAt: at, Expires: at.AddDate(0, 0, 7), Expected: at}
}

func answered(rating int, satisfied bool) *complaint.Answered {
	return &complaint.Answered{Satisfied: satisfied, Answer: complaint.Answer{
		Attitude: rating, Solved: rating, Speed: rating, Process: rating, Overall: rating, Comment: "陈晓岚 13812345678",
	}}
}

// A precedent says what was offered in which round, how it was liked in the end, and how long it took.
func TestAPrecedentSaysWhatBecameOfACase(t *testing.T) {
	p, buckets := library.PrecedentOf(past(nil))
	want := []library.Offer{{Round: 1, Remedy: complaint.Repair}, {Round: 2, Remedy: complaint.Exchange}}
	if !slices.Equal(p.Offers, want) || *p.Last() != want[1] {
		t.Errorf("offers %+v", p.Offers)
	}
	if p.Outcome != complaint.Satisfied || p.Ratings.Overall != 5 || !*p.Satisfied || p.Hours != 150 || p.Rounds != 2 {
		t.Errorf("%+v", p)
	}
	if p.Received != "2026-03-02" || p.Closed != "2026-03-12" || p.Demand != complaint.Refund || !slices.Equal(p.Signs, []string{"quality.broken"}) {
		t.Errorf("%+v", p)
	}
	if len(buckets) != library.Buckets || buckets[0] != "m:quality:product.workmanship" {
		t.Errorf("buckets %v", buckets)
	}
	for _, b := range buckets {
		if strings.Contains(b, "#") {
			t.Errorf("bucket %q cannot be a part of a key", b)
		}
	}
}

// identity is everything in the case that says whose it is, or who worked on it, or that was written in it.
var identity = []string{
	"陈晓岚", "晓岚", "陈女士", "xiaolan", "chen", "example.com", "138", "1234", "5678", "77012", "杭州", "8842", "20260301", "DD2", "西湖", "A1107", "W-320", "W320", "B-993",
	"衣柜", "开裂", "合页", "不理我", "李娜", "文三路", "188号", "301", "han.staff", "lin.staff", "师傅", "换一张", "STAFF ONLY", "66RW", "0AW7", "Q3KZ", "DVJ9",
	"09:30", "15.123", "T09",
}

// Nothing of a case that identifies somebody is in its precedent, nor in the names of its buckets: no text, name, address or number, not
// even the case's own or its instant.
func TestAPrecedentIdentifiesNobody(t *testing.T) {
	p, buckets := library.PrecedentOf(past(nil))
	src, err := json.Marshal(struct {
		library.Precedent
		Buckets []string
	}{p, buckets})
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range identity {
		if strings.Contains(string(src), word) {
			t.Errorf("it holds %q: %s", word, src)
		}
	}
	if len(src) > 1300 {
		t.Errorf("it has %d bytes", len(src))
	}
}

// Whoever complains in the same words about the same has the same precedent but for its name: nothing of the person is in it, hashed or not.
func TestWhoComplainsMakesNoDifference(t *testing.T) {
	of := func(change func(*complaint.Filed)) (string, []string) {
		p, buckets := library.PrecedentOf(past(change))
		p.ID = ""
		src, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		return string(src), buckets
	}
	one, buckets := of(nil)
	other, others := of(func(f *complaint.Filed) {
		f.ID = "RD-WHB0-XDSR-6VWP-DW4D"
		f.Complainant = complaint.Complainant{Name: "王建国", Email: "wang@example.org", Phone: "13987654321", CustomerNumber: "K-1"}
		f.Matter.Order, f.Matter.Staff, f.Matter.Store = "SO99887766", "B2208", "城东店"
		f.Content = "我叫王建国，衣柜装好才一个多月，右边门板就开裂了，合页也松动。订单SO99887766，打13987654321找我，送到中山路9号1幢202室，客服李娜不理我。"
	})
	if one != other || !slices.Equal(buckets, others) {
		t.Errorf("%s\n%v\n%s\n%v", one, buckets, other, others)
	}
}

// A case's precedent has always the same name, from which the reference cannot be read, and another in another tenant.
func TestAPrecedentIsNamedAfterItsCase(t *testing.T) {
	ref := complaint.Ref{Tenant: "home", Case: "RD-66RW-0AW7-Q3KZ-DVJ9"}
	away := complaint.Ref{Tenant: "away", Case: ref.Case}
	if id := library.IDOf(ref); id != "P-3353SGOTMKLL2ISF" || id == library.IDOf(away) { // or precedents would be kept twice
		t.Errorf("it is named %s", id)
	}
}

// What was offered last is kept as it was taken: the option that was chosen, with its sum, or that all were declined.
func TestWhatTheComplainantSaidIsKept(t *testing.T) {
	offer := complaint.Plan{Option: complaint.Option{Remedy: complaint.Repair}, Others: []complaint.Option{
		{Remedy: complaint.Refund, Amount: &complaint.Sum{Amount: 12_800, Currency: complaint.Yuan}},
	}}
	for name, c := range map[string]struct {
		said     complaint.Event
		remedy   complaint.Demand
		accepted bool
		amount   int
	}{
		"the second": {&complaint.Chosen{Option: 2}, complaint.Refund, true, 12_800},
		"none":       {&complaint.AllDeclined{Demand: "Two new ones."}, complaint.Repair, false, 0},
	} {
		p, _ := library.PrecedentOf(complaint.Case{ReceivedAt: monday}, []complaint.Commit{
			{Revision: 1, At: monday, Events: []complaint.Event{&complaint.Proposed{Plan: offer}}},
			{Revision: 2, At: monday, Events: []complaint.Event{c.said}},
		})
		if len(p.Offers) != 1 {
			t.Fatalf("%s: %+v", name, p.Offers)
		}
		got := p.Offers[0]
		if got.Remedy != c.remedy || got.Accepted == nil || *got.Accepted != c.accepted || c.amount > 0 && (got.Amount == nil || got.Amount.Amount != c.amount) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}
