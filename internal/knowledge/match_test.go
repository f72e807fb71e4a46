package knowledge_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"redress/internal/classify"
	"redress/internal/complaint"
	"redress/internal/knowledge"
	"redress/internal/knowledge/preset"
)

// now is when the tests ask.
var now = time.Date(2026, time.November, 23, 9, 0, 0, 0, time.UTC)

var reader = classify.New()

func parsed(t testing.TB, src string) *knowledge.List {
	t.Helper()
	l, err := knowledge.Parse([]byte(src))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func shop(t testing.TB) *knowledge.List {
	t.Helper()
	return parsed(t, string(preset.Shop))
}

// calm is the reading of a text that complains of nothing.
var calm = complaint.Reading{Category: complaint.CategoryOther, Grade: complaint.Minor, Confidence: 0.5}

// The built-in list can be used as it stands, and every question of it leads to its own entry, in its own language.
func TestEveryListedQuestionIsAnswered(t *testing.T) {
	l := shop(t)
	if len(l.Entries) < 20 {
		t.Errorf("%d entries", len(l.Entries))
	}
	for _, e := range l.Entries {
		for _, lang := range complaint.Languages {
			for _, asked := range e.Questions[lang] {
				found := l.Match(asked, now)
				if r := l.Reply(asked, calm, now); !r.Answered {
					t.Errorf("%s: %q is not answered, but like %v", e.ID, asked, ids(found))
				}
				if len(found) == 0 || found[0].ID != e.ID || found[0].Score < l.Limits.AnswerFrom || found[0].Language != lang {
					t.Errorf("%s: %q is like %v", e.ID, asked, ids(found))
				}
			}
		}
	}
}

func ids(found []knowledge.Match) (list []string) {
	for _, m := range found {
		list = append(list, fmt.Sprintf("%s %.2f", m.ID, m.Score))
	}
	return list
}

// How a question is written makes no difference: width, case, traditional characters, politeness, words that mean the same.
func TestTheSameQuestionOtherwise(t *testing.T) {
	l := shop(t)
	for text, want := range map[string]string{
		"ＨＯＷ  ｄｏ i get an INVOICE":                    "invoice",
		"請問怎麼開發票？":                                    "invoice",
		"您好，麻烦问一下，如何开具发票呢":                            "invoice",
		"how do i get an in\u200bvoice?":              "invoice",
		"咋退货":                                         "return_rules",
		"啥时候能收到":                                      "delivery_time",
		"保修期是几年啊":                                     "warranty",
		"Could you please tell me: is delivery free?": "delivery_fee",
	} {
		if found := l.Match(text, now); len(found) == 0 || found[0].ID != want {
			t.Errorf("%s is like %v, want %s", text, ids(found), want)
		}
	}
}

// What no entry answers is not answered, however many common words it has.
func TestWhatNoEntryFits(t *testing.T) {
	l := shop(t)
	for _, text := range []string{
		"", " ", "?", "？？？", "😀", "1234567", "How far is the moon?", "今天天气怎么样？", "你叫什么名字", "What is the capital of France?", "怎么", "吗",
		strings.Repeat("退货", knowledge.MaxText), "帮我写一首关于秋天的诗", "is it", "do you",
	} {
		if r := l.Reply(text, reader.Read(text), now); r.Answered {
			t.Errorf("%.40s is answered by %v", text, ids(r.Matches))
		}
	}
}

// What is nearly as like to one entry as to another is answered by neither: both are offered. How near that is, the list says.
func TestBetweenTwoEntriesBothAreOffered(t *testing.T) {
	const text = "how do I return an invoice?"
	for ahead, answered := range map[string]bool{"0.05": true, "0.2": false} {
		l := parsed(t, strings.Replace(good(t), "ahead: 0.05", "ahead: "+ahead, 1))
		if r := l.Reply(text, calm, now); r.Answered != answered || len(r.Matches) != 2 {
			t.Errorf("ahead by %s: %t %v", ahead, r.Answered, ids(r.Matches))
		}
	}
}

// What does not ask must be liker than what asks.
func TestAStatementMustBeLiker(t *testing.T) {
	l := shop(t)
	asks, states := l.Reply("退款会退到微信零钱里吗？", calm, now), l.Reply("退款退到微信零钱里", calm, now)
	if !asks.Answered || states.Answered || len(states.Matches) == 0 || states.Matches[0].Score < l.Limits.AnswerFrom {
		t.Errorf("asked: %t %v, stated: %t %v", asks.Answered, ids(asks.Matches), states.Answered, ids(states.Matches))
	}
}

// Along with a complaint only what would have answered it is told.
func TestBesideAComplaint(t *testing.T) {
	l := shop(t)
	for _, m := range l.Beside("退货运费太贵了，凭什么让我承担", now) {
		if m.Score < l.Limits.AnswerFrom {
			t.Errorf("%s %.2f", m.ID, m.Score)
		}
	}
	if found := l.Beside("怎么开发票？", now); len(found) == 0 || found[0].ID != "invoice" {
		t.Errorf("%v", ids(found))
	}
}

// A complaint is not answered, whatever it is like; what it is like is still at hand to be offered.
func TestAComplaintIsNeverAnswered(t *testing.T) {
	l := shop(t)
	for _, text := range []string{
		"退货的运费凭什么要我承担，太欺负人了，我要投诉你们！！",
		"你们的电暖器着火了，怎么退货？",
		"孩子被抽屉夹伤了，可以退货吗",
		"Can I return this heater? It caught fire.",
		"送货时间太长了，等了一个月还没到，客服态度还很差",
		"保修期内都坏了三次，每次都不给修，气死了",
		"发票不给开，偷税漏税，骗子公司",
	} {
		if r := l.Reply(text, reader.Read(text), now); r.Answered || !r.Complains {
			t.Errorf("%s: %+v %v", text, r.Answered, ids(r.Matches))
		}
	}
}

// Danger in passing outweighs any question, wherever it stands.
func TestDangerIsNeverAnswered(t *testing.T) {
	l := shop(t)
	var all []string
	for _, e := range l.Entries {
		for _, lang := range complaint.Languages {
			all = append(all, e.Questions[lang]...)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		asked := rapid.SampledFrom(all).Draw(t, "asked")
		danger := rapid.SampledFrom([]string{"插头着火了。", "我被烫伤了。", "有人触电了。", "It caught fire. ", "My hand is burnt. "}).Draw(t, "danger")
		text := asked + " " + danger
		if rapid.Bool().Draw(t, "before") {
			text = danger + asked
		}
		if r := l.Reply(text, reader.Read(text), now); r.Answered || !r.Complains {
			t.Fatalf("%s is answered by %v", text, ids(r.Matches))
		}
	})
}

// Whatever is asked: likeness is from 0 to 1, the likest comes first, no more than allowed, no entry twice, and the same again.
func TestLikenessIsOrderly(t *testing.T) {
	l, anew := shop(t), shop(t)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringOfN(rapid.RuneFrom([]rune("退货发票怎么可以运费送多久吗 how returndelivery?")), 0, 40, -1)).Draw(t, "text")
		found := l.Match(text, now)
		if len(found) > l.Limits.Most {
			t.Fatalf("%d entries", len(found))
		}
		seen := map[string]bool{}
		for i, m := range found {
			if m.Score < l.Limits.OfferFrom || m.Score > 1.0000001 || i > 0 && m.Score > found[i-1].Score || seen[m.ID] {
				t.Fatalf("%q: %v", text, ids(found))
			}
			seen[m.ID] = true
		}
		if again := l.Match(text, now); fmt.Sprint(ids(again)) != fmt.Sprint(ids(found)) {
			t.Fatalf("%q: %v, then %v", text, ids(found), ids(again))
		}
		if again := anew.Match(text, now); fmt.Sprint(ids(again)) != fmt.Sprint(ids(found)) {
			t.Fatalf("%q: %v, of the list read anew %v", text, ids(found), ids(again))
		}
	})
}

// An entry is used until its instant, and not from it on; then the next one answers.
func TestAnEntryExpires(t *testing.T) {
	l := parsed(t, good(t))
	end := time.Date(2026, time.December, 31, 16, 0, 0, 0, time.UTC)
	if found := l.Match("可以退货吗", end.Add(-time.Second)); len(found) != 1 || found[0].ID != "returns" {
		t.Errorf("before its end: %v", ids(found))
	}
	if found := l.Match("可以退货吗", end); len(found) != 0 {
		t.Errorf("at its end: %v", ids(found))
	}
}

// The answer is in the language asked for, else in that of the question which the text is like.
func TestAnswersAreInALanguage(t *testing.T) {
	l := parsed(t, good(t))
	m := l.Match("Can I return this item", now)
	if got := m[0].In(""); got.Answer != "Within seven days." || got.Language != complaint.English || got.Link != "https://shop.example/returns" {
		t.Errorf("%+v", got)
	}
	if got := m[0].In(complaint.Chinese); got.Answer != "七天内可以退货。" || got.Question != "可以退货吗？" || got.Language != complaint.Chinese {
		t.Errorf("%+v", got)
	}
	if got := knowledge.Answers(nil, ""); got == nil || len(got) != 0 {
		t.Errorf("%#v", got)
	}
}

// Every match can be explained: by words that are in its entry's questions, whose parts add up to no more than all of the text.
func TestAMatchIsExplained(t *testing.T) {
	l := shop(t)
	text := "请问退货的运费谁承担，颜色不搭"
	m := l.Match(text, now)[0]
	shares := l.Explain(text, m)
	sum := 0.0
	for i, s := range shares {
		sum += s.Part
		if s.Words == "" || i > 0 && s.Part > shares[i-1].Part {
			t.Errorf("%+v", shares)
		}
	}
	if m.ID != "return_shipping" || sum < 0.3 || sum >= 1 {
		t.Errorf("%s: %.2f of %v", m.ID, sum, shares)
	}
}

func TestHas(t *testing.T) {
	l := parsed(t, good(t))
	if !l.Has("invoice") || l.Has("Invoice") || l.Has("") {
		t.Error("it has what it has not, or the other way round")
	}
}

// BenchmarkParse is what a list costs a cold start.
func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		if _, err := knowledge.Parse(preset.Shop); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkReply is a question, read and answered.
func BenchmarkReply(b *testing.B) {
	l := shop(b)
	for b.Loop() {
		l.Reply("请问退货的运费谁承担？", reader.Read("请问退货的运费谁承担？"), now)
	}
}

// BenchmarkMatchLong is the longest text that is compared at all.
func BenchmarkMatchLong(b *testing.B) {
	l := shop(b)
	text := strings.Repeat("衣柜装好才一个多月右边门板就开裂了合页也松动", 45)
	for b.Loop() {
		l.Match(text, now)
	}
}
