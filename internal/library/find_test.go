package library_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"pgregory.net/rapid"

	"redress/internal/complaint"
	"redress/internal/duplicate"
	"redress/internal/library"
)

// texts are of few enough words that two drawn ones are alike often.
var texts = []string{"", "衣柜门板开裂，合页松动", "衣柜右边门板开裂了", "快递员态度恶劣", "The seam of the sofa split", "The sofa's seam split after two weeks and the frame creaks"}

func drawn(t *rapid.T, name string) library.Traits {
	f := library.Traits{
		Flow: complaint.Quality, Category: rapid.SampledFrom(complaint.Categories).Draw(t, name+" category"),
		Cause:   rapid.SampledFrom([]complaint.Cause{"", complaint.CauseUnknown, "product.material", "delivery.late"}).Draw(t, name+" cause"),
		Grade:   rapid.SampledFrom([]complaint.Grade{0, 1, 2, 3}).Draw(t, name+" grade"),
		Demand:  rapid.SampledFrom([]complaint.Demand{"", complaint.OtherDemand, complaint.Refund, complaint.Repair}).Draw(t, name+" demand"),
		Product: rapid.SampledFrom([]string{"", "a", "b"}).Draw(t, name+" product"),
		Sketch:  duplicate.SketchOf(rapid.SampledFrom(texts).Draw(t, name+" text")),
	}
	for _, sign := range []string{"quality.broken", "delay.slow", "attitude.rude"} {
		if rapid.Bool().Draw(t, name+" "+sign) {
			f.Signs = append(f.Signs, sign)
		}
	}
	return f
}

// How alike two are makes no difference of which is compared with the other; it is from 0 to 1 and what its reasons add up to.
func TestAlikeIsSymmetricAndExplained(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawn(t, "a"), drawn(t, "b")
		score, why := library.Alike(a, b)
		back, whyBack := library.Alike(b, a)
		if score != back || !slices.Equal(why, whyBack) {
			t.Fatalf("%v and %v", score, back)
		}
		sum := 0.0
		for _, s := range why {
			if sum += s.Worth; !slices.Contains(library.Rules, s.Rule) || s.Worth <= 0 {
				t.Fatalf("sign %+v", s)
			}
		}
		if score < 0 || score > 1 || math.Abs(score-sum) > 0.001 {
			t.Fatalf("score %v of %v", score, sum)
		}
	})
}

// What two have in common never makes them less alike: taking something over from the one into the other brings it nearer.
func TestAlikeIsMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawn(t, "a"), drawn(t, "b")
		before, _ := library.Alike(a, b)
		for name, take := range map[string]func(){
			"category": func() { b.Category = a.Category }, "cause": func() { b.Category, b.Cause = a.Category, a.Cause },
			"grade": func() { b.Grade = a.Grade }, "demand": func() { b.Demand = a.Demand },
			"product": func() { b.Product = a.Product }, "signs": func() { b.Signs = a.Signs }, "words": func() { b.Sketch = a.Sketch },
		} {
			was := b
			take()
			taken := map[string]bool{"grade": a.Grade == 0, "demand": a.Demand == "" || a.Demand == complaint.OtherDemand, "product": a.Product == "", "signs": len(a.Signs) == 0,
				"words": a.Sketch == duplicate.SketchOf(""), "category": false, "cause": a.Cause == "" || a.Cause == complaint.CauseUnknown}
			if after, _ := library.Alike(a, b); after < before && !taken[name] { // nothing that is taken over is nothing in common
				t.Fatalf("with the same %s %v became %v", name, before, after)
			}
			b = was
		}
		if same, _ := library.Alike(a, a); same < before {
			t.Fatalf("itself is %v, another %v", same, before)
		}
	})
}

// endless is a library in which every bucket is full of precedents that no other has, and which counts what is asked.
type endless struct{ asked, read atomic.Int32 }

func (e *endless) Bucket(_ context.Context, _, bucket string) ([]library.Precedent, error) {
	e.asked.Add(1)
	page := make([]library.Precedent, library.Page)
	for i := range page {
		page[i] = library.Precedent{ID: fmt.Sprintf("P-%s-%d", bucket, i), Received: "2026-03-02", Traits: library.Traits{Category: complaint.CategoryQuality}}
	}
	e.read.Add(int32(len(page)))
	return page, nil
}

// However many precedents there are, and whatever the text is, looking for them takes as many questions as the look has buckets: ten at most.
func TestLookingTakesAFixedNumberOfQuestions(t *testing.T) {
	ctx := t.Context()
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Repeat(rapid.StringOfN(rapid.RuneFrom([]rune("衣柜门板开裂合页松动快递abcdefg 12，。\n")), 0, 400, -1).Draw(t, "text"), rapid.IntRange(1, 5).Draw(t, "times"))
		c, commits := past(func(f *complaint.Filed) {
			f.Content = text
			f.Matter.Product = rapid.SampledFrom([]string{"", "Sofa", "沙发"}).Draw(t, "product")
		})
		shelf := &endless{}
		look := library.LookIn(c, commits)
		found, err := library.Find(ctx, shelf, c.Ref(), look, 30, 0)
		if err != nil {
			t.Fatal(err)
		}
		asked := int(shelf.asked.Load())
		if asked != len(look.Buckets()) || asked > library.Buckets || asked != len(slices.Compact(slices.Sorted(slices.Values(look.Buckets())))) {
			t.Fatalf("%d questions, buckets %v", asked, look.Buckets())
		}
		for i := range found[:max(0, len(found)-1)] {
			if found[i].Score < found[i+1].Score {
				t.Fatal("out of order")
			}
		}
		if len(found) > 30 {
			t.Fatalf("%d found", len(found))
		}
	})
}

// A precedent that is in several buckets is found once, the case's own never, and none that is less alike than is asked for.
func TestEachIsFoundOnce(t *testing.T) {
	c, commits := past(nil)
	own, _ := library.PrecedentOf(c, commits)
	other, far := own, library.Precedent{ID: "P-FAR", Traits: library.Traits{Category: complaint.CategoryDelay}}
	other.ID = "P-OTHER"
	look := library.LookIn(c, commits)
	found := library.Rank(look.Traits, []library.Precedent{own, other, far, other, own}, own.ID, 5, 0.4)
	if len(found) != 1 || found[0].ID != "P-OTHER" || found[0].Score < 0.9 {
		t.Errorf("found %+v", found)
	}
	if _, err := library.Find(t.Context(), down{}, c.Ref(), look, 5, 0.4); !errors.Is(err, errDown) {
		t.Errorf("a library that is down: %v", err)
	}
}
