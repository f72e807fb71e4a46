package cost

import (
	"math"
	"strings"
	"testing"

	"redress/internal/complaint"
)

// long is surer of long texts.
type long struct{}

func (long) Read(text string) complaint.Reading {
	return complaint.Reading{Confidence: min(float64(len(text))/100, 1)}
}

func TestWhatAThousandComplaintsCost(t *testing.T) {
	table, err := Prices()
	if err != nil {
		t.Fatal(err)
	}
	texts := []string{strings.Repeat("It broke. ", 20), strings.Repeat("It broke. ", 30), "坏了", strings.Repeat("It broke. ", 40)}
	s := Measure(texts, long{}, 0.5, table)
	if s.Texts != 4 || s.Unsure != 1 || s.Share() != 0.25 {
		t.Fatalf("%+v", s)
	}
	if more := s.In - Measure([]string{""}, long{}, 0.5, table).In; math.Abs(more-2*table.Tokens.Han) > 1e-6 {
		t.Errorf("two Chinese characters are %f tokens", more)
	}
	p := Price{In: 1, Out: 2}
	if got, want := s.Question(p), (s.In+2*table.Tokens.Answer)/1e6; math.Abs(got-want) > 1e-12 || s.In < 500 || s.In > 3000 {
		t.Errorf("a question of %f tokens costs %f, want %f", s.In, got, want)
	}
	var out strings.Builder
	if err := Print(&out, s, s.Share(), table); err != nil || !strings.Contains(out.String(), "amazon.nova-lite-v1:0") || !strings.Contains(out.String(), "25.0 % are asked about") {
		t.Errorf("%v: %s", err, out.String())
	}
}

// What is measured is masked first, as what is asked is.
func TestTheQuestionIsMasked(t *testing.T) {
	table, err := Prices()
	if err != nil {
		t.Fatal(err)
	}
	a, b := Measure([]string{"电话13812345678"}, long{}, 0.5, table), Measure([]string{"电话13912345679"}, long{}, 0.5, table)
	if a != b || a.In >= Measure([]string{"电话一三八一二三四五六七八"}, long{}, 0.5, table).In {
		t.Errorf("%+v and %+v", a, b)
	}
}
