package fit

import (
	"math"
	"slices"
	"strings"
	"testing"

	"redress/internal/classify"
	"redress/internal/complaint"
	"redress/internal/evaluate"
)

func TestLogisticFindsTheOdds(t *testing.T) {
	var rows []row
	for i := range 100 {
		rows = append(rows, row{[]float64{1, float64(i % 2)}, i%2 == 1 && i%20 != 1 || i%20 == 0})
	}
	w, err := logistic(rows, []float64{0, 0}, 0)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []float64{math.Log(0.1 / 0.9), 2 * math.Log(0.9/0.1)} {
		if math.Abs(w[i]-want) > 0.2 {
			t.Errorf("weight %d is %.2f, not %.2f", i, w[i], want)
		}
	}
}

func TestCurveRises(t *testing.T) {
	var all []answer
	for i := range 1200 {
		all = append(all, answer{float64(i) / 1200, i%3 == 0 || i > 600 && i%7 != 0})
	}
	points := curve(all)
	if len(points) < 3 || !slices.IsSortedFunc(points, func(a, b point) int { return int(1e6 * (a.Sure - b.Sure)) }) {
		t.Errorf("%v", points)
	}
}

// What was fitted can be compiled and read by, and the tasks are told apart by it.
func TestMixIsALexicon(t *testing.T) {
	var texts Texts
	texts.Praise, texts.Complaints = map[complaint.Language][]string{}, map[complaint.Language][]string{}
	for language, of := range map[complaint.Language]map[complaint.Category][]string{
		complaint.Chinese: {"quality": {"用了三天就坏了", "质量太差，掉色"}, "delay": {"等了十天还没发货", "物流太慢了"}, "safety": {"充电器着火了", "孩子吃了拉肚子"}},
		complaint.English: {"quality": {"it broke after a day", "poor quality"}, "delay": {"still waiting after ten days", "it is so late"}, "safety": {"the charger caught fire", "my child was injured"}},
	} {
		for _, category := range []complaint.Category{"quality", "delay", "safety"} {
			for _, text := range of[category] {
				dangerous := category == "safety"
				texts.Labelled = append(texts.Labelled, evaluate.Example{Lang: language, Text: text, Category: category, Safety: &dangerous})
				texts.Complaints[language] = append(texts.Complaints[language], text)
			}
		}
		texts.Praise[language] = []string{"很好，满意", "lovely, thank you"}
	}
	texts.Reasons = []evaluate.Example{{Lang: complaint.English, Text: "on hold for an hour", Category: complaint.CategoryAttitude}}
	fitted, err := Mix(classify.New(), texts, Wanted{PraiseTaken: map[complaint.Language]float64{complaint.Chinese: 0.5, complaint.English: 0.5}, DangerPrecision: 0.5})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"\n  zh:\n", "\n  en:\n", "    length: [", "danger: {bias: ", "- {raw: 0, sure: 0.1}"} {
		if !strings.Contains(fitted.Mix, want) {
			t.Errorf("%q is not in\n%s", want, fitted.Mix)
		}
	}
	for _, l := range fitted.Languages {
		if l.Texts != 6 || l.Right > l.Texts {
			t.Errorf("%d of %d texts in %s", l.Right, l.Texts, l.Language)
		}
	}
}
