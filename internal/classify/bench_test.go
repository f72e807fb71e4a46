package classify

import (
	"strings"
	"testing"
	"time"
)

const (
	chinese = "上周买的电饭煲用了三天就不加热，客服让我等了十天，中间多次联系都没人回复，退款也不给，还多收了我30元运费。"
	english = "The blender I bought stopped working after three days, your agent hung up on me twice, and I am still waiting for a refund. "
)

func BenchmarkRead(b *testing.B) {
	for name, text := range map[string]string{
		"zh-200":   string([]rune(repeat(chinese, 700))[:200]),
		"en-200":   repeat(english, 300)[:200],
		"zh-2kB":   repeat(chinese, 2<<10),
		"en-2kB":   repeat(english, 2<<10),
		"zh-100kB": repeat(chinese, 100<<10),
		"en-100kB": repeat(english, 100<<10),
		"denial":   repeat("没有", 100<<10),
		"digits":   repeat("9", 100<<10),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				reader.Read(text)
			}
		})
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		New()
	}
}

// Texts made to be slow must not be. The bound is generous, for busy machines.
func TestReadIsLinear(t *testing.T) {
	for _, unit := range []string{chinese, english, "没有", "不是没有受伤", "no fire or ", "9", "一", "手", "¥", ".", "\u200b", "ﷺ"} {
		text := repeat(unit, 300<<10)
		start := time.Now()
		reader.Read(text)
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%d bytes of %q took %v", len(text), unit, took)
		}
	}
}

func repeat(unit string, size int) string { return strings.Repeat(unit, size/len(unit)+1) }
