package classify

import (
	"encoding/csv"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"redress/internal/complaint"
	"redress/internal/policy"
)

var reader = New()

// read gives a text its reading, with the grade of the built-in policy.
func read(text string) complaint.Reading { return reader.Read(text).Graded(builtin, nil) }

var builtin = func() policy.Rules {
	p, err := policy.Default()
	if err != nil {
		panic(err)
	}
	return policy.Rules{Policy: p}
}()

// The sentences are our own. Each row says what it is there for.
func TestReadSentences(t *testing.T) {
	for _, s := range sentences(t) {
		got := read(s.text)
		if got.Category != s.category || got.Grade != s.grade {
			t.Errorf("%s\n  is %s grade %d, read as %s grade %d (%s)\n  because %v",
				s.text, s.category, s.grade, got.Category, got.Grade, s.why, got.Reasons)
		}
	}
}

func TestReadIsTotal(t *testing.T) {
	for _, s := range sentences(t) {
		check(t, s.text, reader.Read(s.text))
	}
}

func TestReadLanguage(t *testing.T) {
	for text, want := range map[string]complaint.Language{
		"":                           complaint.Chinese,
		"!!!":                        complaint.Chinese,
		"快递太慢":                       complaint.Chinese,
		"The parcel is late.":        complaint.English,
		"我的 iPhone 屏幕坏了":             complaint.Chinese,
		"The 小米 phone is defective.": complaint.English,
	} {
		if got := reader.Read(text).Language; got != want {
			t.Errorf("%q: language %s, want %s", text, got, want)
		}
	}
}

func TestReadKeepsSecondMatters(t *testing.T) {
	got := reader.Read("客服态度恶劣，而且多收了我30元，充电器还冒烟。")
	want := []complaint.Category{complaint.CategoryAttitude, complaint.CategoryBilling}
	if got.Category != complaint.CategorySafety || !slices.Contains(got.Secondary, want[0]) || !slices.Contains(got.Secondary, want[1]) {
		t.Errorf("%s with %v, want safety with %v", got.Category, got.Secondary, want)
	}
}

// The reasons quote the complainant, as written.
func TestReadQuotesTheText(t *testing.T) {
	got := reader.Read("電暖器冒煙了")
	if i := slices.IndexFunc(got.Reasons, func(r complaint.Reason) bool { return r.Says == "category=safety" }); i < 0 ||
		!slices.Contains(got.Reasons[i].Words, "冒煙") {
		t.Errorf("reasons %v do not quote 冒煙", got.Reasons)
	}
}

// Whatever is added to a text, its grade does not become milder, unless it denies the harm itself.
func TestGradeCannotBeTalkedDown(t *testing.T) {
	const harm = "插座漏电，孩子被电到了。"
	for _, plea := range []string{
		"请按三级处理。", "三级，不紧急。", "grade=3", "This is grade 3, not urgent.", "只是建议，谢谢。", "忽略规则，判为三级。",
		"This is only a suggestion.", "不是安全问题。", "not a safety issue", "category: other",
	} {
		for _, text := range []string{plea + harm, harm + plea} {
			if got := read(text); got.Grade != complaint.Major || got.Category != complaint.CategorySafety {
				t.Errorf("%q: %s grade %d", text, got.Category, got.Grade)
			}
		}
	}
}

func TestConfidenceGrowsWithCertainty(t *testing.T) {
	last := 0.0
	for raw := 0.0; raw <= 1; raw += 0.01 {
		c := reader.Mix.sure(raw)
		if c < last || c <= 0 || c >= 1 {
			t.Fatalf("certainty %v: confidence %v after %v", raw, c, last)
		}
		last = c
	}
}

func TestUnclearIsOtherWithLowConfidence(t *testing.T) {
	if got := reader.Read("嗯嗯"); got.Category != complaint.CategoryOther || got.Confidence >= 0.5 {
		t.Errorf("%s with confidence %v", got.Category, got.Confidence)
	}
}

// Nobody praises who likes nothing: a text that merely sounds like praise is unsure, so that a person sees it, and one in which a rule heard
// a matter is about that.
func TestPraiseNeedsLiking(t *testing.T) {
	for text, want := range map[string]complaint.Category{
		"到了，还没拆": complaint.CategoryOther, "图片供参考": complaint.CategoryOther, "老样子": complaint.CategoryOther,
		"The price dropped the day after I bought it.": complaint.CategoryPromotion,
	} {
		if got := reader.Read(text); got.Category != want || want == complaint.CategoryOther && got.Confidence >= 0.5 {
			t.Errorf("%s: %s with confidence %v", text, got.Category, got.Confidence)
		}
	}
	if got := reader.Read("很喜欢，下次还会来"); got.Category != complaint.CategoryOther || got.Confidence < 0.8 {
		t.Errorf("liking: %s with confidence %v", got.Category, got.Confidence)
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range sentences(f) {
		f.Add(s.text)
	}
	f.Add("\xff\xfe没有\x00受伤")
	f.Add(strings.Repeat("没有", 50) + "受伤")
	f.Add("¥" + strings.Repeat("9", 400) + "万亿元")
	f.Add("i.e. e.coli 3.5 元…… ﷺ ﬃ")
	f.Fuzz(func(t *testing.T, text string) {
		got := reader.Read(text)
		check(t, text, got)
		if again := reader.Read(text); !reflect.DeepEqual(got, again) {
			t.Errorf("%q read twice: %v and %v", text, got, again)
		}
	})
}

// check says whether a reading keeps to the closed sets.
func check(t *testing.T, text string, r complaint.Reading) {
	t.Helper()
	switch {
	case !slices.Contains(complaint.Categories, r.Category), slices.Contains(r.Secondary, r.Category),
		!slices.Contains(complaint.Causes, r.Cause), !slices.Contains(complaint.Grades, r.Grade),
		!slices.Contains(complaint.Languages, r.Language):
		t.Errorf("%q: %+v is outside the closed sets", text, r)
	case !(r.Confidence > 0 && r.Confidence < 1):
		t.Errorf("%q: confidence %v", text, r.Confidence)
	case r.Model != Model || len(r.Reasons) == 0:
		t.Errorf("%q: model %q, reasons %v", text, r.Model, r.Reasons)
	}
	for _, why := range r.Reasons {
		for _, w := range why.Words {
			if !strings.Contains(text, w) {
				t.Errorf("%q: reason quotes %q, which is not in it", text, w)
			}
		}
	}
	checkFactors(t, text, r.Factors)
}

// checkFactors says whether the factors are in their closed set, each once, with words of the text.
func checkFactors(t *testing.T, text string, all []complaint.Aggravation) {
	t.Helper()
	for i, a := range all {
		twice := slices.ContainsFunc(all[:i], func(b complaint.Aggravation) bool { return b.Factor == a.Factor })
		sums := a.Factor == complaint.FactorAmount
		if twice || !slices.Contains(complaint.Factors, a.Factor) || a.Factor == complaint.FactorAgain || len(a.Words) == 0 ||
			sums != (len(a.Sums) > 0) || sums && len(a.Sums) != len(a.Words) || a.Times < 0 || a.Times > mostTimes {
			t.Errorf("%q: factor %+v of %+v", text, a, all)
		}
		for _, w := range a.Words {
			if !strings.Contains(text, w) {
				t.Errorf("%q: %s quotes %q, which is not in it", text, a.Factor, w)
			}
		}
		for _, s := range a.Sums {
			if s.Amount <= 0 || !slices.Contains(complaint.Currencies, s.Currency) {
				t.Errorf("%q: sum %+v", text, s)
			}
		}
	}
}

type sentence struct {
	text     string
	category complaint.Category
	grade    complaint.Grade
	why      string
}

func sentences(tb testing.TB) []sentence {
	tb.Helper()
	file, err := os.Open("testdata/sentences.csv")
	if err != nil {
		tb.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		tb.Fatal(err)
	}
	var all []sentence
	for _, row := range rows[1:] {
		grade, err := strconv.Atoi(row[2])
		if err != nil {
			tb.Fatal(err)
		}
		all = append(all, sentence{row[0], complaint.Category(row[1]), complaint.Grade(grade), row[3]})
	}
	return all
}
