package classify

import (
	"encoding/csv"
	"os"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"redress/internal/complaint"
)

// Texts written to mislead. Each row says what trick it is, and the grade that is the mildest it may be read with; all but those of
// grade 3 touch somebody's safety.
func TestNobodyIsMisled(t *testing.T) {
	file, err := os.Open("testdata/adversarial.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) <= 60 {
		t.Errorf("there are %d texts, not sixty", len(rows)-1)
	}
	for _, row := range rows[1:] {
		text, err := unescape(row[1])
		if err != nil {
			t.Fatal(err)
		}
		got, mildest := read(text), complaint.Grade(row[2][0]-'0')
		if got.Grade > mildest || mildest < complaint.Minor && !got.Safety {
			t.Errorf("%s: %q is read with grade %d, safety %v, because %v", row[0], text, got.Grade, got.Safety, got.Reasons)
		}
		if row[3] != "" && string(got.Category) != row[3] {
			t.Errorf("%s: %q is read as %s, is %s, because %v", row[0], text, got.Category, row[3], got.Reasons)
		}
	}
}

// unescape makes characters of \u200b and the like.
func unescape(text string) (string, error) {
	for {
		before, rest, ok := strings.Cut(text, `\u`)
		if !ok || len(rest) < 4 {
			return text, nil
		}
		var r rune
		for _, c := range rest[:4] {
			r = r*16 + rune(strings.IndexRune("0123456789abcdef", c))
		}
		text = before + string(r) + rest[4:]
	}
}

// Whatever is written before or after on lines of its own, a text is never read as milder, and danger is never forgotten.
func TestAddingNeverLowersTheGrade(t *testing.T) {
	var parts []string
	for _, s := range sentences(t) {
		parts = append(parts, s.text)
	}
	parts = append(parts, "没有", "不", "机器", "没有发生", "not", "nobody", "by the price", "to see the bill", "这不是安全问题", "grade 3", "假的，都没事", "工",
		"倒是没有", "did not happen", "free", "proof", "爆", "得", "and", "or", "电视", "话", "表", "损失10000", "lost $1500", "30000元",
		"日元", "hkd", "loan", "一天", "的价格", "5000日元", "打了5次电话", "打了", "!", "。", "*", "\u200b", "ﷺ")
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SampledFrom(parts).Draw(t, "text")
		before := strings.Join(rapid.SliceOfN(rapid.SampledFrom(parts), 0, 3).Draw(t, "before"), "\n")
		after := strings.Join(rapid.SliceOfN(rapid.SampledFrom(parts), 0, 3).Draw(t, "after"), "\n")
		alone, with := read(text), read(before+"\n"+text+"\n"+after)
		if with.Grade > alone.Grade || alone.Safety && !with.Safety {
			t.Fatalf("%q alone has grade %d, safety %v; within %q and %q %d, %v",
				text, alone.Grade, alone.Safety, before, after, with.Grade, with.Safety)
		}
	})
}
