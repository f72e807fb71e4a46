package drift

import (
	"bytes"
	"testing"
	"time"

	"pgregory.net/rapid"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/golden"
)

var monday = time.Date(2026, time.November, 23, 9, 0, 0, 0, time.UTC)

// judged is a reading of a category, given with a confidence, and what a person made of it.
func judged(model string, confidence float64, given, decided complaint.Category, from, to complaint.Grade) casework.Judgement {
	return casework.Judgement{
		Case: "RD-1", At: monday, Model: model, Confidence: confidence, Unsure: confidence < 0.4,
		Given: casework.Said{Category: given, Cause: "other.unknown", Grade: from}, Decided: casework.Said{Category: decided, Cause: "other.unknown", Grade: to},
	}
}

// A month in which a new model promises more than it keeps.
func month() []casework.Judgement {
	const quality, delay, safety, other = complaint.CategoryQuality, complaint.CategoryDelay, complaint.CategorySafety, complaint.CategoryOther
	return []casework.Judgement{
		judged("linear-2", 0.95, quality, quality, 2, 2),
		judged("linear-2", 0.85, delay, delay, 2, 3),
		judged("linear-2", 0.35, other, delay, 3, 2),
		judged("linear-3", 0.92, quality, safety, 2, 1),
		judged("linear-3", 0.81, quality, quality, 2, 2),
		judged("linear-3", 0.88, delay, quality, 2, 2),
		judged("linear-3", 1.00, safety, safety, 1, 1),
	}
}

func TestAMonthIsPrinted(t *testing.T) {
	r := Report{Tenant: "acme", Month: "2026-11", Zone: "Asia/Shanghai", Limit: Limit{Gap: 0.1, Least: 4}, Models: Sum(month())}
	r.Judge()
	var out bytes.Buffer
	r.Print(&out)
	golden.Check(t, "testdata/month.golden", out.String())
}

func TestWhoFallsShortOfThePromise(t *testing.T) {
	for name, c := range map[string]struct {
		limit Limit
		want  int
	}{
		"both models promise more than they keep": {Limit{0, 1}, 2},
		"one by more than a tenth":                {Limit{0.1, 1}, 1},
		"none by more than a half":                {Limit{0.5, 1}, 0},
		"four readings prove nothing":             {Limit{0.1, 5}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			r := Report{Limit: c.limit, Models: Sum(month())}
			if r.Judge(); len(r.Alarms) != c.want {
				t.Errorf("alarms = %q, want %d", r.Alarms, c.want)
			}
		})
	}
}

// However judgements come, every one is counted once in each table, and the tables agree with each other.
func TestEveryJudgementIsCountedOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOf(rapid.Custom(func(t *rapid.T) casework.Judgement {
			category, grade := rapid.SampledFrom(complaint.Categories), rapid.SampledFrom(complaint.Grades)
			return judged(rapid.SampledFrom([]string{"a", "b", "a+c"}).Draw(t, "model"), rapid.Float64Range(0, 1).Draw(t, "confidence"),
				category.Draw(t, "given"), category.Draw(t, "decided"), grade.Draw(t, "grade"), grade.Draw(t, "decided grade"))
		})).Draw(t, "judgements")
		total := 0
		for _, f := range Sum(all) {
			total += f.Assessed
			inBands, rightInBands, swaps, kept, grades, moved := 0, 0, 0, 0, 0, 0
			for _, b := range f.Bands {
				inBands, rightInBands = inBands+b.N, rightInBands+b.Right
				if b.Confidence < b.From-1e-9 || b.Confidence > b.Upto+1e-9 {
					t.Fatalf("the mean of %+v lies outside", b)
				}
			}
			for _, s := range f.Categories {
				swaps += s.N
				kept += s.N * one(s.Given == s.Decided)
			}
			for _, s := range f.Grades {
				grades += s.N
				moved += s.N * one(s.Given != s.Decided)
			}
			if inBands != f.Assessed || swaps != f.Assessed || grades != f.Assessed || f.Confirmed+f.Overruled != f.Assessed ||
				rightInBands != f.Right || kept != f.Right || moved != f.Raised+f.Lowered {
				t.Fatalf("the tables disagree: %+v", f)
			}
		}
		if total != len(all) {
			t.Fatalf("%d of %d are counted", total, len(all))
		}
	})
}
