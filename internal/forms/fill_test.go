package forms

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"redress/internal/complaint"
)

// TestHostileData: what is no plain JSON is refused with the field, quickly, and is not repeated.
func TestHostileData(t *testing.T) {
	f := standard(t).For(complaint.Safety, "emergency_response")
	with := func(field, value string) string {
		return fmt.Sprintf(`{"told_to_stop":true,"action":"x","injured":1,%q:%s}`, field, value)
	}
	for _, c := range []struct{ src, at, says string }{
		{``, "data", "is not JSON"},
		{`{`, "data", "is not JSON"},
		{`{} {}`, "data", "is followed by something else"},
		{`null`, "data", "must be an object"},
		{`[]`, "data", "must be an object"},
		{`"x"`, "data", "must be an object"},
		{with("injured", "1e999999999"), "data.injured", "without an exponent"},
		{with("injured", "1E2"), "data.injured", "without an exponent"},
		{with("injured", strings.Repeat("9", 5000)), "data.injured", "at most 15 digits"},
		{with("injured", "0."+strings.Repeat("3", 5000)), "data.injured", "at most 15 digits"},
		{with("injured", "1.5"), "data.injured", "a whole number"},
		{with("action", `null`), "data.action", "must not be null"},
		{with("action", `"a\u0000b"`), "data.action", "characters that are not text"},
		{with("action", `"a\u001bb"`), "data.action", "characters that are not text"},
		{with("action", `"`+strings.Repeat("长", 4001)+`"`), "data", "has more than 12000 bytes"},
		{with("action", `"`+strings.Repeat("x", 4001)+`"`), "data.action", "has more than 4000 characters"},
		{with("action", strings.Repeat("[", 3000)+strings.Repeat("]", 3000)), "data.action[0][0][0][0][0][0]", "holds too much"},
		{with("action", strings.Repeat(`{"a":`, 1500)+"1"+strings.Repeat("}", 1500)), "data.action.a.a.a.a.a.a", "holds too much"},
		{with("list", "["+strings.Repeat("1,", 2000)+"1]"), "data.list[996]", "holds too much"},
		{with(strings.Repeat("n", 3000), "1"), "data." + strings.Repeat("n", 60) + "...", "is not known here"},
		{with("__proto__", "{}"), "data.__proto__", "is not known here"},
		{with("", "1"), "data.", "is not known here"},
	} {
		begun := time.Now()
		wantRefused(t, f, []byte(c.src), c.at, c.says)
		if took := time.Since(begun); took > time.Second {
			t.Errorf("%.40s took %s", c.src, took)
		}
	}
	secret := with("injured", `"138 0000 1111"`)
	if _, err := f.Fill([]byte(secret)); err == nil || strings.Contains(err.Error(), "138") {
		t.Errorf("what was told is repeated: %v", err)
	}
}

// TestCanonicalData: the same told in another way is the same bytes.
func TestCanonicalData(t *testing.T) {
	f := standard(t).For(complaint.Billing, "reconciliation")
	want := `{"billed":{"amount":25800,"currency":"CNY"},"owed":{"amount":0,"currency":"CNY"},"result":"overcharged"}`
	for _, src := range []string{
		want,
		` { "result" : "overcharged", "owed":{"currency":"CNY","amount":-0}, "billed":{"amount":25800.00,"currency":"\u0043NY"}} `,
	} {
		got, err := f.Fill([]byte(src))
		if err != nil || string(got.Data) != want {
			t.Errorf("%s becomes %s, %v", src, got.Data, err)
		}
	}
}

// TestWhatTheComplainantSees of a record: the fields that say so, in both languages.
func TestWhatTheComplainantSees(t *testing.T) {
	s := standard(t)
	for _, c := range []struct {
		flow            complaint.Flow
		milestone, told string
		zh, en          string
	}{
		{
			complaint.Quality, "inspection_arranged", `{"when":"2026-11-25T10:00:00+08:00","where":"3 号店","who":"Q. Li","kind":"laboratory"}`,
			"检测时间: 2026-11-25 02:00; 检测地点: 3 号店; 检测方式: 第三方检测机构",
			"Time of the inspection: 2026-11-25 02:00; Place of the inspection: 3 号店; Kind of inspection: By an independent laboratory",
		},
		{
			complaint.Billing, "reconciliation", `{"billed":{"amount":25805,"currency":"CNY"},"owed":{"amount":5,"currency":"CNY"},"result":"overcharged","lines":"internal"}`,
			"账单金额: 258.05 CNY; 应付金额: 0.05 CNY; 核对结果: 多收", "Billed: 258.05 CNY; Owed: 0.05 CNY; Result: Too much was charged",
		},
		{
			complaint.Billing, "adjustment", `{"kind":"refund","amount":{"amount":1200,"currency":"JPY"},"bill":"B-1"}`,
			"方式: 退款; 金额: 1200 JPY", "Kind: Refund; Amount: 1200 JPY",
		},
		{
			complaint.Delay, "recourse_explained", `{"ways":["court","authority"],"how":"letter"}`,
			"已说明的途径: 诉讼 / 12315 等行政投诉", "Ways explained: Court / Consumer authority",
		},
		{complaint.Delivery, "mistake_typed", `{"mistake":"wrong","items":"x"}`, "", ""},
	} {
		got, err := s.For(c.flow, c.milestone).Fill([]byte(c.told))
		if err != nil {
			t.Fatal(err)
		}
		if zh, en := inOneLine(got.Tell, complaint.Chinese), inOneLine(got.Tell, complaint.English); zh != c.zh || en != c.en {
			t.Errorf("%s\ngot  %s\n     %s\nwant %s\n     %s", c.milestone, zh, en, c.zh, c.en)
		}
	}
}

func inOneLine(lines []complaint.Line, lang complaint.Language) string {
	var said []string
	for _, l := range lines {
		text := l.Text[lang]
		if !l.At.IsZero() {
			text = l.At.Format("2006-01-02 15:04")
		}
		said = append(said, l.Title[lang]+": "+text)
	}
	return strings.Join(said, "; ")
}

// TestNumbersOfADispute are found in what was told, wherever the form marks them.
func TestNumbersOfADispute(t *testing.T) {
	f := standard(t).For(complaint.Billing, "voucher_received")
	got, err := f.Fill([]byte(`{"bill":"B-9","number":"INV 7","amount":{"amount":1,"currency":"CNY"},"date":"2026-11-20"}`))
	if err != nil || fmt.Sprint(got.Same) != "[{voucher INV 7} {bill B-9}]" {
		t.Errorf("%v %v", got.Same, err)
	}
}

// TestAnyDataIsRefusedOrValid: whatever is told, a form neither panics nor keeps what does not fit; what it keeps fits again and is the
// same again.
func TestAnyDataIsRefusedOrValid(t *testing.T) {
	s, err := Parse(tenants(t))
	if err != nil {
		t.Fatal(err)
	}
	all := s.Forms()
	taken := 0
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.SampledFrom(all).Draw(t, "form")
		src := rapid.OneOf(mutated(f), rapid.Map(anyJSON(4), func(v any) []byte { text, _ := json.Marshal(v); return text }), rapid.SliceOf(rapid.Byte())).Draw(t, "told")
		got, err := f.Fill(src)
		if err != nil {
			if !complaint.Is(err, complaint.Invalid) {
				t.Fatalf("refused otherwise than as invalid: %v", err)
			}
			return
		}
		taken++
		again, err := f.Fill(got.Data)
		if err != nil || !bytes.Equal(got.Data, again.Data) || len(got.Data) > complaint.MaxData {
			t.Fatalf("%s was kept, and again it is %s, %v", got.Data, again.Data, err)
		}
		told := map[string]any{}
		if err := json.Unmarshal(got.Data, &told); err != nil {
			t.Fatal(err)
		}
		for _, name := range stringsOf(f.schema["required"]) {
			if _, there := told[name]; !there {
				t.Fatalf("%s was kept without %s", got.Data, name)
			}
		}
		names, _ := fields(f.schema)
		if len(told) > len(names) {
			t.Fatalf("%s has more fields than the form", got.Data)
		}
	})
	if taken == 0 {
		t.Error("nothing was ever taken")
	}
}

// mutated is an example of a form with some fields dropped, copied or made into anything.
func mutated(f *Form) *rapid.Generator[[]byte] {
	return rapid.Custom(func(t *rapid.T) []byte {
		told := map[string]any{}
		if err := json.Unmarshal(rapid.SampledFrom(f.Examples).Draw(t, "example"), &told); err != nil {
			t.Fatal(err)
		}
		names, _ := fields(f.schema)
		for range rapid.IntRange(0, 2).Draw(t, "changes") {
			name := rapid.SampledFrom(append(names, "other")).Draw(t, "field")
			switch rapid.IntRange(0, 2).Draw(t, "how") {
			case 0:
				delete(told, name)
			case 1:
				told[name] = anyJSON(3).Draw(t, "value")
			case 2:
				told[name] = told[rapid.SampledFrom(names).Draw(t, "from")]
			}
		}
		text, _ := json.Marshal(told)
		return text
	})
}

// anyJSON is any value, so deep.
func anyJSON(depth int) *rapid.Generator[any] {
	leaf := rapid.OneOf(
		rapid.Map(rapid.String(), func(s string) any { return s }), rapid.Map(rapid.Float64Range(-1e20, 1e20), func(n float64) any { return n }),
		rapid.Map(rapid.IntRange(-5, 5), func(n int) any { return n }), rapid.Map(rapid.Bool(), func(b bool) any { return b }), rapid.Just(any(nil)),
	)
	if depth == 0 {
		return leaf
	}
	inner := anyJSON(depth - 1)
	return rapid.OneOf(
		leaf, rapid.Map(rapid.SliceOfN(inner, 0, 4), func(l []any) any { return l }),
		rapid.Map(rapid.MapOfN(rapid.String(), inner, 0, 4), func(m map[string]any) any { return m }),
	)
}

// FuzzFill is the same for whoever wants to look longer: go test -fuzz Fill ./internal/forms.
func FuzzFill(f *testing.F) {
	all := standard(f).Forms()
	for i, form := range all {
		f.Add(i, []byte(form.Examples[0]))
	}
	f.Fuzz(func(t *testing.T, i int, src []byte) {
		form := all[(i%len(all)+len(all))%len(all)]
		got, err := form.Fill(src)
		if err != nil {
			return
		}
		if again, err := form.Fill(got.Data); err != nil || !bytes.Equal(got.Data, again.Data) {
			t.Errorf("%s was kept, and again it is %s, %v", got.Data, again.Data, err)
		}
	})
}

// A form's first check pays for compiling it; the others do not.
func BenchmarkFill(b *testing.B) {
	f := standard(b).For(complaint.Quality, "inspection_report")
	for b.Loop() {
		if _, err := f.Fill(f.Examples[0]); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCompile is what the first check of a form in a process costs besides; reading the built-in forms is below.
func BenchmarkCompile(b *testing.B) {
	f := standard(b).For(complaint.Quality, "inspection_report")
	for b.Loop() {
		if _, err := compile(f.schema); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLoad is reading the built-in forms, once in a process.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := load(Source()); err != nil {
			b.Fatal(err)
		}
	}
}
