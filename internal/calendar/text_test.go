package calendar

import (
	"encoding/json"
	"testing"
	"time"
)

func TestSpanText(t *testing.T) {
	for text, want := range map[string]string{"18wh": "18wh", "90min": "90m", "5wmin": "5wm", "0wd": "0wd", "007d": "7d", "3s": "3s"} {
		var s Span
		if err := json.Unmarshal([]byte(`"`+text+`"`), &s); err != nil {
			t.Fatal(err)
		}
		if got := string(must(json.Marshal(s))); got != `"`+want+`"` {
			t.Errorf("%s became %s, want %s", text, got, want)
		}
	}
	for _, bad := range []string{"", "h", "1", "-1h", "1.5h", "1 h", "1H", "1y", "1wd2h", "876001h", "9999999999999h"} {
		if s, err := ParseSpan(bad); err == nil {
			t.Errorf("%q became %v", bad, s)
		}
	}
	if _, err := (Span{}).MarshalText(); err == nil || !(Span{}).IsZero() {
		t.Error("no span was written")
	}
}

func TestWarningText(t *testing.T) {
	for _, text := range []string{"1wh", "75%", "100%"} {
		var w Warning
		if err := json.Unmarshal([]byte(`"`+text+`"`), &w); err != nil {
			t.Fatal(err)
		}
		if got := string(must(json.Marshal(w))); got != `"`+text+`"` || w.IsZero() {
			t.Errorf("%s became %s", text, got)
		}
	}
	for _, bad := range []string{"", "%", "0%", "101%", "7.5%", "-1%", "1x"} {
		if w, err := ParseWarning(bad); err == nil {
			t.Errorf("%q became %v", bad, w)
		}
	}
	if _, err := (Warning{}).MarshalText(); err == nil {
		t.Error("no warning was written")
	}
}

func TestIntervalText(t *testing.T) {
	const text = "2026-04-07T14:00:00+08:00/2026-04-08T11:00:00+08:00"
	if got := must(ParseInterval(text)); got.String() != text || got.To.Sub(got.From) != 21*time.Hour {
		t.Errorf("%s became %s", text, got)
	}
	for _, bad := range []string{"", "2026-04-07T14:00:00+08:00", "2026-04-07T14:00:00+08:00/", "2026-04-08T11:00:00Z/2026-04-07T11:00:00Z"} {
		if iv, err := ParseInterval(bad); err == nil {
			t.Errorf("%q became %v", bad, iv)
		}
	}
}
