package complaint_test

import (
	"strings"
	"testing"
	"time"

	"redress/internal/complaint"
)

func TestInvalidComplaintsNameTheField(t *testing.T) {
	long := strings.Repeat("长", complaint.MaxContent+1)
	for _, c := range []struct {
		name  string
		spoil func(*complaint.File)
		field string
	}{
		{"no channel", func(f *complaint.File) { f.Channel = "" }, "channel"},
		{"unknown channel", func(f *complaint.File) { f.Channel = "fax" }, "channel"},
		{"no demand", func(f *complaint.File) { f.Demand = "" }, "demand"},
		{"unknown demand", func(f *complaint.File) { f.Demand = "revenge" }, "demand"},
		{"no content", func(f *complaint.File) { f.Content = "" }, "content"},
		{"blank content", func(f *complaint.File) { f.Content = " \n\t\u3000" }, "content"},
		{"too long content", func(f *complaint.File) { f.Content = long }, "content"},
		{"control character in the content", func(f *complaint.File) { f.Content = "broken\x00" }, "content"},
		{"escape sequence in the content", func(f *complaint.File) { f.Content = "\x1b[2J" }, "content"},
		{"C1 control character in the content", func(f *complaint.File) { f.Content = "next\u0085line" }, "content"},
		{"bytes that are no text", func(f *complaint.File) { f.Content = "broken\xff" }, "content"},
		{"lone surrogate, as a JSON reader leaves it", func(f *complaint.File) { f.Content = "broken \ufffd" }, "content"},
		{"control character in the scene", func(f *complaint.File) { f.Scene = "\x07" }, "scene"},
		{"too long scene", func(f *complaint.File) { f.Scene = long }, "scene"},
		{"happened tomorrow", func(f *complaint.File) { f.HappenedAt = received.AddDate(0, 0, 1) }, "happened_at"},
		{"no contact", func(f *complaint.File) { f.Complainant = complaint.Complainant{Name: "Wang"} }, "complainant"},
		{"too long name", func(f *complaint.File) { f.Complainant.Name = long }, "complainant.name"},
		{"control character in the name", func(f *complaint.File) { f.Complainant.Name = "Wang\x00" }, "complainant.name"},
		{"unknown reach", func(f *complaint.File) { f.Complainant.Prefers = "pigeon" }, "complainant.prefers"},
		{"unknown language", func(f *complaint.File) { f.Complainant.Language = "la" }, "complainant.language"},
		{"too long region", func(f *complaint.File) { f.Complainant.Region = long }, "complainant.region"},
		{"too long customer number", func(f *complaint.File) { f.Complainant.CustomerNumber = long }, "complainant.customer_number"},
		{"too long product", func(f *complaint.File) { f.Matter.Product = long }, "matter.product"},
		{"too long model", func(f *complaint.File) { f.Matter.Model = long }, "matter.model"},
		{"too long batch", func(f *complaint.File) { f.Matter.Batch = long }, "matter.batch"},
		{"too long order", func(f *complaint.File) { f.Matter.Order = long }, "matter.order"},
		{"too long shop", func(f *complaint.File) { f.Matter.Bought = long }, "matter.bought"},
		{"too long store", func(f *complaint.File) { f.Matter.Store = long }, "matter.store"},
		{"too long staff number", func(f *complaint.File) { f.Matter.Staff = long }, "matter.staff"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := sofa()
			c.spoil(f)
			refuses(t, f, c.field)
		})
	}
}

var received = time.Date(2026, 4, 7, 2, 0, 0, 0, time.UTC)

func refuses(t *testing.T, f *complaint.File, field string) {
	t.Helper()
	s := tell(t, "cn")
	s.at = received
	if got := s.refused(customer, f); got.Kind != complaint.Invalid || got.Field != field || got.Detail == "" {
		t.Errorf("refused with %v, want field %s", got, field)
	}
}

func TestAddresses(t *testing.T) {
	for _, bad := range []string{
		"wang", "wang@", "@example.com", "Wang <wang@example.com>", "wang@example.com, li@example.com",
		"wang@example.com\r\nBcc: everybody@example.com", "wang@example.com\n", " wang@example.com", "wang\x00@example.com",
		`"wang fang"@example.com`, "wang@[127.0.0.1]", strings.Repeat("w", 250) + "@example.com",
	} {
		f := sofa()
		f.Complainant.Email = bad
		refuses(t, f, "complainant.email")
	}
	for _, bad := range []string{
		"1", "call me", "+86 138\n00000000", "13800000000\n", "+86+13800000000", strings.Repeat("1", 40), "138;rm -rf", "१२३४५६७",
	} {
		f := sofa()
		f.Complainant.Phone = bad
		refuses(t, f, "complainant.phone")
	}
	for _, good := range []complaint.Complainant{
		{Email: "wang.fang+sofa@mail.example.com"}, {Phone: "13800000000"}, {Phone: "+86 (0)10-8888.6666"},
		{Email: "王芳@例子.中国"}, {Phone: "12345"},
	} {
		f := sofa()
		f.Complainant = good
		s := tell(t, "cn")
		s.at = received
		s.does(customer, f)
	}
}

func TestTextKeepsItsLines(t *testing.T) {
	f := sofa()
	f.Content = "第一行\r\n\tsecond line 😀\n" + strings.Repeat("长", complaint.MaxContent-50)
	f.HappenedAt = received.Add(30 * time.Second) // clocks differ a little
	s := tell(t, "cn")
	s.at = received
	m := s.does(customer, f)
	if got := m.Events[0].(*complaint.Filed); got.Content != f.Content || !got.HappenedAt.Equal(f.HappenedAt) {
		t.Errorf("filed as %q at %s", got.Content, got.HappenedAt)
	}
}

func TestInvalidCommandsNameTheField(t *testing.T) {
	control, long := "\x1b", strings.Repeat("x", 4001)
	answer := func(spoil func(*complaint.Answer)) *complaint.Reply {
		r := happy()
		spoil(&r.Answer)
		return r
	}
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
	surveyed := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary).asked()
	for _, c := range []struct {
		s     *story
		by    complaint.Actor
		cmd   complaint.Command
		field string
	}{
		{s, mei, &complaint.HandOver{}, "to"},
		{s, mei, &complaint.HandOver{To: "tao" + control}, "to"},
		{s, mei, &complaint.HandOver{To: long}, "to"},
		{s, mei, &complaint.HandOver{To: "tao", Mail: "tao@shop.example\r\nBcc: press@paper.example"}, "mail"},
		{s, mei, &complaint.Assess{Category: "weather"}, "category"},
		{s, mei, &complaint.Assess{Cause: "other.weather"}, "cause"},
		{s, mei, &complaint.Assess{Grade: 4}, "grade"},
		{s, mei, &complaint.Assess{Grade: -1}, "grade"},
		{s, mei, &complaint.Assess{Reason: control}, "reason"},
		{s, mei, &complaint.Contact{Note: "Spoke."}, "by"},
		{s, mei, &complaint.Contact{By: "phone"}, "note"},
		{s, mei, &complaint.Contact{By: long, Note: "Spoke."}, "by"},
		{s, mei, &complaint.Record{Milestone: "inspection_arranged"}, "note"},
		{s, mei, &complaint.Record{Note: "done"}, "milestone"},
		{s, mei, &complaint.Note{}, "text"},
		{s, mei, &complaint.Note{Text: long}, "text"},
		{s, mei, &complaint.Tell{Text: " "}, "text"},
		{s, customer, &complaint.Write{Text: control}, "text"},
		{s, mei, &complaint.FinishTask{Notice: "x"}, "note"},
		{s, mei, &complaint.FinishTask{Note: "done"}, "notice"},
		{s, mei, &complaint.Propose{Text: "A new one."}, "remedy"},
		{s, mei, &complaint.Propose{Remedy: "revenge", Text: "A new one."}, "remedy"},
		{s, mei, &complaint.Propose{Remedy: complaint.Refund}, "text"},
		{s, mei, &complaint.Execute{Note: control}, "note"},
		{s, mei, &complaint.AcknowledgeEscalation{}, "clock"},
		{surveyed, customer, answer(func(a *complaint.Answer) { a.Attitude = 0 }), "attitude"},
		{surveyed, customer, answer(func(a *complaint.Answer) { a.Solved = 6 }), "solved"},
		{surveyed, customer, answer(func(a *complaint.Answer) { a.Speed = -1 }), "speed"},
		{surveyed, customer, answer(func(a *complaint.Answer) { a.Process = 0 }), "process"},
		{surveyed, customer, answer(func(a *complaint.Answer) { a.Overall = 0 }), "overall"},
		{surveyed, customer, answer(func(a *complaint.Answer) { a.Comment = long }), "comment"},
	} {
		if got := c.s.refused(c.by, c.cmd); got.Kind != complaint.Invalid || got.Field != c.field {
			t.Errorf("%s %+v: refused with %v, want field %s", complaint.Name(c.cmd), c.cmd, got, c.field)
		}
	}
}

// What is right in itself and does not fit the case is a conflict, which names the field too.
func TestCommandsThatDoNotFitTheCaseNameTheField(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
	for _, c := range []struct {
		cmd   complaint.Command
		field string
	}{
		{&complaint.Assess{Grade: complaint.Major}, "reason"},
		{&complaint.Record{Milestone: "solution", Note: "done"}, "milestone"}, // is met by a plan only
		{&complaint.Record{Milestone: "reward", Note: "done"}, "milestone"},   // another flow's
		{&complaint.FinishTask{Notice: "x", Note: "done"}, "notice"},
		{&complaint.AcknowledgeEscalation{Clock: "reward"}, "clock"},
	} {
		if got := s.refused(mei, c.cmd); got.Kind != complaint.Conflict || got.Field != c.field {
			t.Errorf("%s %+v: refused with %v, want field %s", complaint.Name(c.cmd), c.cmd, got, c.field)
		}
	}
}

// What a command says is looked at before the case: nobody corrects it twice.
func TestWhatIsWrongInItselfIsSaidFirst(t *testing.T) {
	s := tell(t, "cn").on("2026-04-07 10:00")
	s.does(customer, sofa())
	for cmd, field := range map[complaint.Command]string{
		&complaint.Propose{Remedy: "revenge", Text: "x"}: "remedy",
		&complaint.Execute{Note: "\x1b"}:                 "note",
		&complaint.Assess{Grade: 4}:                      "grade",
	} {
		if got := s.refused(mei, cmd); got.Kind != complaint.Invalid || got.Field != field {
			t.Errorf("%s: refused with %v, want field %s", complaint.Name(cmd), got, field)
		}
	}
}

// What a person may record is named where they name something else.
func TestRefusalsSayWhatToWriteInstead(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
	for _, c := range []struct {
		cmd  complaint.Command
		want string
	}{
		{&complaint.Record{Milestone: "?", Note: "done"}, "conflict milestone: must be one of inspection_arranged, inspection_report, quality_ledger"},
		{&complaint.Assess{Grade: 4}, "invalid grade: must be one of 1, 2, 3"},
		{&complaint.Execute{}, "conflict: nothing was proposed in this round; propose a solution first"},
	} {
		if got := s.refused(mei, c.cmd).Error(); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
	s = tell(t, "cn").on("2026-04-07 10:00")
	s.does(customer, sofa())
	if got, want := s.refused(mei, &complaint.Propose{Remedy: complaint.Refund, Text: "x"}).Error(), "conflict: the case is received; this needs it to be handling"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got, want := s.refused(mei, &complaint.Record{Milestone: "solution", Note: "done"}).Detail,
		"must be absent: no milestone of this case waits to be recorded"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestReachesBeginWithThePreferredOne(t *testing.T) {
	for _, c := range []struct {
		p    complaint.Complainant
		want string
	}{
		{complaint.Complainant{}, "[]"},
		{complaint.Complainant{Email: "a@b.c"}, "[email]"},
		{complaint.Complainant{Phone: "12345", Prefers: complaint.ByMail}, "[sms]"},
		{complaint.Complainant{Email: "a@b.c", Phone: "12345"}, "[email sms]"},
		{complaint.Complainant{Email: "a@b.c", Phone: "12345", Prefers: complaint.BySMS}, "[sms email]"},
	} {
		if got := words(c.p.Reaches()); got != c.want {
			t.Errorf("%+v is reached by %s, want %s", c.p, got, c.want)
		}
	}
}

func words[T ~string](list []T) string {
	said := make([]string, len(list))
	for i, w := range list {
		said[i] = string(w)
	}
	return "[" + strings.Join(said, " ") + "]"
}
