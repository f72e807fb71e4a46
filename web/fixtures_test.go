package web

import (
	"bytes"
	"io"
	"testing"
	"time"

	"redress/internal/complaint"
)

var shanghai = time.FixedZone("CST", 8*60*60)

func at(day, hour int) time.Time { return time.Date(2026, 4, day, hour, 0, 0, 0, shanghai) }

func track(lang complaint.Language) Track {
	t := Track{
		Language: lang, Brand: "安居家具", Reference: "RD-7F3K-9QXM-2B4T", Here: "/t/RD-7F3K-9QXM-2B4T?s=kX3",
		Phase: complaint.Handling, Flow: complaint.Quality, ReceivedAt: at(7, 9),
		Steps: []Step{
			{Name: "acknowledged", Due: at(8, 9), Met: at(7, 9)},
			{Name: "inspection_arranged", Due: at(10, 9), Met: at(10, 15), Late: true, Details: []complaint.Line{
				{Title: said("检测时间", "Time of the inspection"), At: at(11, 10)},
				{Title: said("检测地点", "Place of the inspection"), Text: said("客户家中 <3 楼>", "At home <3rd floor>")},
			}},
			{Name: "inspection_report", Due: at(12, 9), Late: true},
			{Name: "quality_ledger", Due: at(12, 9), Waits: true},
			{Name: "solution", Due: at(14, 9)},
			{Name: "spare_part_ordered"},
		},
		WaitsUntil: at(19, 9),
		Plan:       "我们为您更换同款床垫。\n4月16日上午送货上门，旧床垫一并取走。",
		Messages: []Message{
			{At: at(8, 20), Text: "床垫右侧塌陷了，照片已经发给店里。"},
			{From: "安居家具", At: at(9, 10), Text: "谢谢您的照片。质检员周五上午上门，您方便吗？"},
		},
		ChooseAt: "/t/RD-7F3K-9QXM-2B4T/choice",
		Files: []File{
			{Name: "床垫的照片", State: complaint.FileKept, Open: "/t/RD-7F3K-9QXM-2B4T/files/F?secret=kX3"},
			{Name: "购物小票", State: complaint.FileRefused, Fault: complaint.FaultType}, {Name: "录音", State: complaint.FileAwaited},
		},
		FileKinds: complaint.FileKinds, FileTo: "/t/RD-7F3K-9QXM-2B4T/files",
		WriteTo: "/t/RD-7F3K-9QXM-2B4T/messages", Secret: "kX3", Zone: shanghai,
	}
	if lang == complaint.English {
		t.Brand = "Anju Furniture"
		t.Plan = "We exchange your mattress for a new one.\nIt comes on 16 April in the morning; we take the old one away."
		t.Messages[0].Text = "The right side of the mattress has sunk in. The store has the photos."
		t.Messages[1].From, t.Messages[1].Text = "Anju Furniture", "Thank you. Is Friday morning convenient for the inspection?"
	}
	return t
}

func said(zh, en string) map[complaint.Language]string {
	return map[complaint.Language]string{complaint.Chinese: zh, complaint.English: en}
}

func offer(lang complaint.Language, chosen int) Offer {
	o := Offer{Hash: "9f86d081", Open: chosen == 0, Chosen: chosen, Options: []Option{
		{Number: 1, Remedy: complaint.Exchange, Text: "更换同款床垫。", Comfort: []complaint.Comfort{complaint.ApologyLetter}, Promises: []string{"新床垫送货上门。"}},
		{Number: 2, Remedy: complaint.Refund, Text: "全额退款。", Amount: &complaint.Sum{Amount: 128_050, Currency: complaint.Yuan}},
	}}
	if lang == complaint.English {
		o.Options[0].Text, o.Options[0].Promises[0], o.Options[1].Text = "A new mattress.", "The new one is at your door.", "All of your money back."
	}
	return o
}

func survey(lang complaint.Language, state SurveyState) Survey {
	brand := map[complaint.Language]string{complaint.Chinese: "安居家具", complaint.English: "Anju Furniture"}
	return Survey{
		Language: lang, Brand: brand[lang], Reference: "RD-7F3K-9QXM-2B4T", Here: "/s/RD-7F3K-9QXM-2B4T?s=pQ7",
		State: state, ExpiresAt: at(20, 18), AnswerTo: "/s/RD-7F3K-9QXM-2B4T", Secret: "pQ7", Zone: shanghai,
	}
}

func upload(lang complaint.Language) Upload {
	return Upload{
		Language: lang, Brand: "安居家具", Name: "床垫的照片", Kind: complaint.Photo, Types: []string{"image/jpeg", "image/png"},
		Megabytes: 20, Until: at(8, 20), Zone: shanghai, To: "https://quarantine.s3.eu-central-1.amazonaws.com/", Back: "/t/RD-7F3K-9QXM-2B4T?s=kX3",
		Fields: map[string]string{"key": "acme/RD-7F3K/F", "policy": "e30=", "x-amz-signature": "00"},
	}
}

func asked(lang complaint.Language, outcome AskOutcome) Ask {
	a := Ask{
		Language: lang, Brand: "安居家具", Here: "/v1/acme/ask", AskAt: "/v1/acme/questions?lang=" + string(lang),
		FileAt: "/v1/acme/complaints?lang=" + string(lang), Outcome: outcome,
	}
	if outcome != NotAsked {
		a.Text, a.Once, a.Draft = "收到三天了，能退吗？ 1 < 2", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", Draft{Content: "收到三天了，能退吗？ 1 < 2"}
	}
	switch outcome { //nolint:exhaustive // the others have no answers
	case AnswerFound, Offered, Complains:
		a.Entry = "returns"
		a.Answers = []Advice{
			{ID: "returns", Language: complaint.Chinese, Question: "可以退货吗？", Answer: "七天内可以退货。\n请在订单里申请。", Link: "https://acme.example/returns"},
			{ID: "invoice", Language: complaint.English, Question: "How do I get an invoice?", Answer: "Choose Invoice at your order."},
		}
	}
	return a
}

func promised(lang complaint.Language) Promise {
	return Promise{
		Language: lang, Brand: "安居家具", Look: looks(lang)["yellow"], Here: "/v1/acme/promise", AskAt: "/v1/acme/ask",
		Flows: []PromiseFlow{
			{complaint.Quality, []PromiseStep{{"acknowledged", "24h", complaint.AtReceipt, false}, {"inspection_arranged", "3d", complaint.AtReceipt, false}}},
			{complaint.Safety, []PromiseStep{{"emergency_response", "1h", complaint.AtReceipt, true}}}, {complaint.General, nil},
		},
		Always:   []PromiseStep{{"plan_told", "24h", complaint.AtPlan, false}, {"spare_part_ordered", "1wd", complaint.AtRegistration, false}},
		Informed: "2wd", Remedies: complaint.Demands, After: "3d", Until: "7d", Rounds: 3, Policy: "anju-2026.1",
	}
}

// everyPage writes each page in each of its states, by name.
func everyPage(t *testing.T, lang complaint.Language) map[string]string {
	t.Helper()
	bare := Track{Language: lang, Reference: "RD-1", Phase: complaint.Received}
	sent, refused := track(lang), track(lang)
	sent.Sent, refused.Problem = true, true
	offered, chosen, wrong := track(lang), track(lang), track(lang)
	offered.Offer, chosen.Offer, wrong.Offer = offer(lang, 0), offer(lang, 2), offer(lang, 0)
	offered.ChoiceStale, chosen.Chosen, wrong.ChoiceWrong = true, true, true
	declined := track(lang)
	declined.Offer = offer(lang, 0)
	declined.Offer.Demand = "两张 1 < 2"
	one := track(lang)
	one.Offer = offer(lang, 0)
	one.Offer.Options = one.Offer.Options[:1]
	pages := map[string]string{
		"track.offered":  page(t, func(w io.Writer) error { return TrackPage(w, offered) }),
		"track.chosen":   page(t, func(w io.Writer) error { return TrackPage(w, chosen) }),
		"track.wrong":    page(t, func(w io.Writer) error { return TrackPage(w, wrong) }),
		"track.declined": page(t, func(w io.Writer) error { return TrackPage(w, declined) }),
		"track.one":      page(t, func(w io.Writer) error { return TrackPage(w, one) }),
		"track":          page(t, func(w io.Writer) error { return TrackPage(w, track(lang)) }),
		"track.bare":     page(t, func(w io.Writer) error { return TrackPage(w, bare) }),
		"track.sent":     page(t, func(w io.Writer) error { return TrackPage(w, sent) }),
		"track.refused":  page(t, func(w io.Writer) error { return TrackPage(w, refused) }),
	}
	for name, ends := range everyEnd(lang) {
		t2 := track(lang)
		t2.Ends = ends
		pages["track."+name] = page(t, func(w io.Writer) error { return TrackPage(w, t2) })
	}
	pages["upload"] = page(t, func(w io.Writer) error { return UploadPage(w, upload(lang)) })
	for _, state := range SurveyStates {
		v := survey(lang, state)
		pages["survey."+string(state)] = page(t, func(w io.Writer) error { return SurveyPage(w, v) })
	}
	for _, field := range []string{"speed", "comment"} {
		v := survey(lang, Open)
		v.Problem, v.Draft = field, complaint.Answer{Attitude: 4, Solved: 2, Comment: "1 < 2"}
		pages["survey.refused."+field] = page(t, func(w io.Writer) error { return SurveyPage(w, v) })
	}
	for _, outcome := range AskOutcomes {
		a := asked(lang, outcome)
		pages["ask."+string(outcome)] = page(t, func(w io.Writer) error { return AskPage(w, a) })
	}
	for _, field := range append([]string{"text"}, shownProblems...) {
		a := asked(lang, FilingWrong)
		if field == "text" {
			a = asked(lang, NotAsked)
		}
		a.Problem = field
		pages["ask.refused."+field] = page(t, func(w io.Writer) error { return AskPage(w, a) })
	}
	pages["promise"] = page(t, func(w io.Writer) error { return PromisePage(w, promised(lang)) })
	for _, kind := range complaint.Kinds {
		p := Problem{Language: lang, Brand: "安居家具", Kind: kind}
		pages["problem."+string(kind)] = page(t, func(w io.Writer) error { return ProblemPage(w, p) })
	}
	return pages
}

func page(t *testing.T, write func(io.Writer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
