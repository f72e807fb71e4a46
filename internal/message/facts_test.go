package message

import (
	"testing"
	"time"

	"redress/internal/complaint"
)

var shanghai = time.FixedZone("CST", 8*60*60)

// facts is a case in the middle of its journey.
var facts = Facts{
	Reference:  "RD-7F3K-9QXM-2B4T",
	Brand:      "安居家具",
	Link:       "https://desk.example/t/RD-7F3K-9QXM-2B4T?s=kX3",
	Flow:       complaint.Quality,
	Grade:      complaint.Ordinary,
	Phase:      complaint.Handling,
	Outcome:    complaint.Satisfied,
	Department: "quality",
	Round:      2,
	Level:      complaint.ToLead,
	Text:       "我们为您更换同款床垫，4月10日送货上门。",
	Recourse:   []string{"拨打12315，或在全国12315平台投诉。", "向人民法院提起诉讼。"},
	Milestone:  "inspection_arranged",
	Lines: []complaint.Line{
		{Title: said("检测时间", "Time of the inspection"), At: time.Date(2026, 4, 8, 2, 0, 0, 0, time.UTC)},
		{Title: said("检测地点", "Place of the inspection"), Text: said("客户家中\n三楼", "At home\nthird floor")},
	},
	Due:           time.Date(2026, 4, 8, 10, 0, 0, 0, time.UTC),
	NextMilestone: "inspection_report",
	NextDue:       time.Date(2026, 4, 10, 10, 0, 0, 0, time.UTC),
	Zone:          shanghai,
}

func said(zh, en string) map[complaint.Language]string {
	return map[complaint.Language]string{complaint.Chinese: zh, complaint.English: en}
}

// factsIn are the facts of a tenant that writes in the language.
func factsIn(lang complaint.Language) Facts {
	f := facts
	if lang == complaint.English {
		f.Brand = "Anju Furniture"
		f.Text = "We exchange your mattress for a new one on 10 April."
		f.Recourse = []string{"Call 12315, or use the national 12315 platform.", "Go to court."}
	}
	return f
}

func TestFactsNeeded(t *testing.T) {
	cases := []struct {
		kind complaint.NoticeKind
		drop func(*Facts)
		want string
	}{
		{complaint.NoticeClosed, func(f *Facts) { f.Reference = "" }, "reference"},
		{complaint.NoticeMessage, func(f *Facts) { f.Text = "" }, "text"},
		{complaint.NoticePlan, func(f *Facts) { f.Text = "" }, "text"},
		{complaint.NoticeWarning, func(f *Facts) { f.Milestone = "" }, "milestone"},
		{complaint.NoticeSurvey, func(f *Facts) { f.Link = "" }, "link"},
	}
	for _, c := range cases {
		f := facts
		c.drop(&f)
		if got := f.lacks(c.kind); got != c.want {
			t.Errorf("%s lacks %q, want %q", c.kind, got, c.want)
		}
		if _, err := Render(complaint.Chinese, c.kind, f); err == nil {
			t.Errorf("%s was written without the %s", c.kind, c.want)
		}
	}
}
