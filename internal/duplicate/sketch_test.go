package duplicate_test

import (
	"math"
	"strings"
	"testing"

	"redress/internal/duplicate"
)

const long = `衣柜装好才一个多月，右边门板就开裂了，合页也松动，门关上自己会弹开。我没磕过没碰过，平时就挂几件衣服。
三千多块的东西就这个质量？麻烦派人来看看，能修就修，修不好给我换一扇门。`

func TestAlike(t *testing.T) {
	for name, c := range map[string]struct {
		a, b     string
		from, to float64
	}{
		"the same":               {long, long, 1, 1},
		"another width and case": {"ＡＢＣ shop sold me a broken LAMP yesterday", "abc Shop sold me a broken lamp yesterday", 1, 1},
		"marks and spaces":       {"坏了！ 三次，都没人来修理", "坏了三次都没人来修理", 0.7, 1},
		"half of it":             {long, strings.Split(long, "\n")[0], 0.6, 1},
		"something else":         {long, "快递员态度恶劣，把箱子扔在楼下就走了，打电话也不接，投诉三次没有人理", 0, 0.1},
		"nothing and nothing":    {"", "", 0, 0},
		"nothing and something":  {"", long, 0, 0},
		"a word within a text":   {"门板", long, 0, 0.1},
		"English and Chinese":    {"The door of the wardrobe has split.", long, 0, 0.05},
	} {
		t.Run(name, func(t *testing.T) {
			got := duplicate.Alike(duplicate.SketchOf(c.a), duplicate.SketchOf(c.b))
			if got < c.from || got > c.to {
				t.Errorf("%.2f alike, want %.2f to %.2f", got, c.from, c.to)
			}
		})
	}
}

// The estimate is near what it estimates: of two texts of numbered words a share is common.
func TestSharedEstimates(t *testing.T) {
	word := func(i int) string {
		return strings.Repeat("x", 5) + strings.Repeat("y", i%7) + string(rune('a'+i%26)) + string(rune('a'+i/26))
	}
	text := func(from, to int) string {
		var b strings.Builder
		for i := from; i < to; i++ {
			b.WriteString(word(i) + ". ")
		}
		return b.String()
	}
	for _, overlap := range []int{0, 20, 50, 80, 100} {
		a, b := duplicate.SketchOf(text(0, 100)), duplicate.SketchOf(text(100-overlap, 200-overlap))
		want := float64(overlap) / float64(200-overlap)
		if got := a.Shared(b); math.Abs(got-want) > 0.15 {
			t.Errorf("%d of 100 common: shared %.2f, want about %.2f", overlap, got, want)
		}
		if got := a.Within(b); math.Abs(got-float64(overlap)/100) > 0.2 {
			t.Errorf("%d of 100 common: within %.2f", overlap, got)
		}
	}
}

func TestASketchIsReadAsItWasWritten(t *testing.T) {
	s := duplicate.SketchOf(long)
	src, err := s.MarshalText()
	if err != nil {
		t.Fatal(err)
	}
	var back duplicate.Sketch
	if err := back.UnmarshalText(src); err != nil || back != s {
		t.Errorf("%v, %v", back, err)
	}
	for _, wrong := range []string{"", "x", "!!!!", string(src) + "AAAA"} {
		if err := back.UnmarshalText([]byte(wrong)); err == nil {
			t.Errorf("%q was read", wrong)
		}
	}
}
