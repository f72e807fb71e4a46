package trial

import (
	"reflect"
	"testing"
	"time"

	"redress/internal/duplicate"
)

var texts = []Text{
	{"home", "衣柜装好才一个多月，右边门板就开裂了，合页也松动，门关上自己会弹开。平时就挂几件衣服，三千多块的东西就这个质量，麻烦派人来看看。"},
	{"home", "说好五天送到，今天第十六天了，物流还停在外省不动。客服前后给我三个日期，没有一个准的，再不发货就把钱退给我。"},
	{"home", "周六下午在你们店里问一款床垫能不能试躺，女店员爱理不理，我多问两句她就翻白眼，旁边还有别的客人，我要她当面道歉。"},
	{"bank", "I was charged twice for the same transfer. I called three times and each time somebody else promised to look into it. Nobody did."},
	{"bank", "The letter says that my account is closed. Nobody told me why, and the card does not work any more. I need my money for the rent."},
}

var limits = duplicate.Limits{Merge: 0.8, Propose: 0.5, Within: 30 * 24 * time.Hour}

func TestTheSameSeedMakesTheSamePairs(t *testing.T) {
	a, b, c := Pairs(texts, 1), Pairs(texts, 1), Pairs(texts, 2)
	if !reflect.DeepEqual(a, b) || reflect.DeepEqual(a, c) {
		t.Error("pairs do not depend on the seed alone")
	}
	if len(a) != len(texts)*len(Kinds) {
		t.Errorf("%d pairs", len(a))
	}
}

// Every pair is what its kind says: told again, by the same person or not, and never word for word where it is to be rewritten.
func TestPairsAreWhatTheySay(t *testing.T) {
	for _, p := range Pairs(texts, 3) {
		if same := p.First.Content == p.Second.Content; !same && p.Kind == AnotherPerson || same && p.Kind == OtherMatter {
			t.Errorf("%s: the same words: %v", p.Kind, same)
		}
		common := p.First.Complainant.Email == p.Second.Complainant.Email || p.First.Complainant.Phone == p.Second.Complainant.Phone ||
			p.First.Complainant.CustomerNumber == p.Second.Complainant.CustomerNumber
		if common == (p.Kind == AnotherPerson) {
			t.Errorf("%s: one complainant: %v", p.Kind, common)
		}
		if p.Second.ReceivedAt.Before(p.First.ReceivedAt) {
			t.Errorf("%s: the second came first", p.Kind)
		}
	}
}

func TestResults(t *testing.T) {
	r := Result{Verdicts: map[Kind]map[duplicate.Verdict]int{
		Retyped:     {duplicate.Merge: 98, duplicate.Propose: 1, duplicate.Nothing: 1},
		OtherMatter: {duplicate.Merge: 2, duplicate.Propose: 8, duplicate.Nothing: 90},
		SameOrder:   {duplicate.Propose: 100},
	}}
	if r.Precision() != 0.98 || r.Recall() != 0.99 || r.Asked() != 0.08 || r.Of(SameOrder) != 100 {
		t.Errorf("precision %v, recall %v, asked %v", r.Precision(), r.Recall(), r.Asked())
	}
	if none := (Result{}); none.Precision() != 1 || none.Recall() != 1 {
		t.Error("nothing is not perfect")
	}
}

// The goals hold on these few texts, too.
func TestTheGoals(t *testing.T) {
	var pairs []Pair
	for seed := range uint64(20) {
		pairs = append(pairs, Pairs(texts, seed)...)
	}
	if r := Try(pairs, limits); r.Precision() < 0.99 || r.Recall() < 0.9 {
		t.Errorf("precision %v, recall %v: %v", r.Precision(), r.Recall(), r.Verdicts)
	}
}
