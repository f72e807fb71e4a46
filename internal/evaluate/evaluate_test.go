package evaluate

import (
	"strings"
	"testing"

	"redress/internal/classify"
	"redress/internal/complaint"
)

const lines = `{"id":1,"lang":"zh","text":"快递太慢，等了十天","category":"delay","grade":3,"safety":false,"emotion":1}

{"id":"b","text":"The heater caught fire","category":"safety","secondary":["quality"],"grade":1,"safety":true}
`

func TestReadRefuses(t *testing.T) {
	for _, bad := range []string{"{", `{"text":"x","category":"qualty"}`} {
		if _, err := Read(strings.NewReader(bad)); err == nil {
			t.Errorf("%s: no error", bad)
		}
	}
}

func TestScore(t *testing.T) {
	examples := []Example{
		{Category: "delay", Grade: 3, Safety: new(bool)},
		{Category: "quality", Secondary: []complaint.Category{"delay"}, Grade: 2, Safety: new(bool)},
		{Category: "billing", Grade: 2, Safety: new(bool)},
		{Category: "safety", Grade: 1, Safety: ptr(true)},
	}
	readings := []complaint.Reading{
		{Category: "delay", Grade: 3, Confidence: 1},
		{Category: "delay", Grade: 3, Confidence: 0.5},
		{Category: "contract", Secondary: []complaint.Category{"billing"}, Grade: 2, Confidence: 0.5, Safety: true},
		{Category: "safety", Grade: 1, Confidence: 0.5, Safety: true},
	}
	f := Score(examples, readings)
	if f.Strict != 0.5 || f.Acceptable != 0.75 || f.Found != 1 || f.Grade != 0.75 || f.Recall() != 1 || f.Precision() != 0.5 {
		t.Errorf("%+v", f)
	}
	if f.Gap != 0.125 {
		t.Errorf("calibration error %v", f.Gap)
	}
}

func ptr[T any](v T) *T { return &v }

func TestReport(t *testing.T) {
	examples, err := Read(strings.NewReader(lines))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	Report(&out, classify.New(), examples)
	for _, want := range []string{"zh all", "en all", "1.00 (1 of 1)"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in\n%s", want, out.String())
		}
	}
}
