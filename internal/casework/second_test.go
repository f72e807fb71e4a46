package casework_test

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/tenant"
)

// oracle says one thing of every text, and remembers what it was shown.
type oracle struct {
	says  casework.Opinion
	fails error
	shown []string
}

func (o *oracle) Opinion(_ context.Context, masked string) (casework.Opinion, error) {
	o.shown = append(o.shown, masked)
	return o.says, o.fails
}

// hesitant reads every text as quality, as sure as it is told to be.
type hesitant float64

func (h hesitant) Read(string) complaint.Reading {
	r := reading(complaint.CategoryQuality, complaint.Ordinary).Reading
	r.Confidence, r.Model = float64(h), "linear-2"
	r.Top = []complaint.Guess{{Category: complaint.CategoryQuality, Confidence: r.Confidence}, {Category: complaint.CategoryDelay, Confidence: 0.2}}
	return r
}

// asked is a case read by a hesitant reader and an oracle, of a tenant that wants one below so much; 0: it wants none.
func asked(w *world, below float64, sure hesitant, o *oracle) (complaint.Case, *complaint.Read) {
	w.Helper()
	t, err := w.memory.Tenant(w.Context(), acme)
	w.ok(err)
	if t.SecondOpinion = nil; below > 0 {
		t.SecondOpinion = &tenant.SecondOpinion{Below: below}
	}
	w.ok(w.memory.PutTenant(w.Context(), t))
	book := &casework.Book{Tenants: w.memory, Now: w.clock.Now}
	file := complainOf(acme, "我是李雷，电话13812345678，椅子少了两把")
	file.Complainant.Name = "李雷"
	c, err := w.cases.File(w.Context(), complaint.TheComplainant, file, nil)
	w.ok(err)
	r := &casework.Reader{Cases: w.cases, Openings: w.memory, Classifier: sure, Second: &casework.Second{Opinions: o, Book: book}}
	for range 2 { // the step is done again, for its answer was lost
		_, err = r.Read(w.Context(), c.Ref())
		w.ok(err)
	}
	commits, err := w.memory.Commits(w.Context(), c.Ref())
	w.ok(err)
	return w.now(c.Ref()), commits[1].Events[0].(*complaint.Read) //nolint:forcetypeassert // the machine's first word
}

var delivery = casework.Opinion{
	Category: complaint.CategoryDelivery, Grade: complaint.Ordinary, Words: []string{"椅子少了两把"}, Model: "amazon.nova-lite-v1:0",
}

func TestWhoIsAskedForASecondOpinion(t *testing.T) {
	for name, c := range map[string]struct {
		below float64
		sure  hesitant
		asks  int
	}{
		"a tenant that does not want it": {0, 0.1, 0},
		"a reading that is sure enough":  {0.5, 0.5, 0},
		"an unsure one, once":            {0.5, 0.49, 1},
	} {
		t.Run(name, func(t *testing.T) {
			o := &oracle{says: delivery}
			if _, read := asked(newWorld(t), c.below, c.sure, o); len(o.shown) != c.asks || strings.Contains(read.Reading.Model, "nova") != (c.asks > 0) {
				t.Errorf("asked %d times, read by %s", len(o.shown), read.Reading.Model)
			}
		})
	}
}

func TestASecondOpinionIsHeard(t *testing.T) {
	o := &oracle{says: delivery}
	c, read := asked(newWorld(t), 0.5, 0.3, o)
	if o.shown[0] != "我是[name]，电话[phone]，椅子少了两把" {
		t.Errorf("it was shown %q", o.shown[0])
	}
	r := read.Reading
	if c.Flow != complaint.Delivery || r.Category != complaint.CategoryDelivery || r.Confidence != 0.3 || r.Model != "linear-2+amazon.nova-lite-v1:0" ||
		!slices.Contains(r.Secondary, complaint.CategoryQuality) || r.Top[0].Category != complaint.CategoryDelivery || len(r.Top) != 2 {
		t.Errorf("reading %+v", r)
	}
	var says []string
	for _, why := range r.Reasons {
		if why.Rule == casework.OpinionRule {
			says = append(says, why.Says)
		}
	}
	if !slices.Equal(says, []string{"category=delivery", "model=amazon.nova-lite-v1:0"}) {
		t.Errorf("reasons %+v", r.Reasons)
	}
	if !c.Complex {
		t.Error("two that were not measured together put a case on the register by themselves")
	}
}

// What the opinion finds grave is so, whatever the policy's rules found in the text.
func TestASecondOpinionRaisesTheGrade(t *testing.T) {
	grave := delivery
	grave.Grade, grave.Safety = complaint.Major, true
	c, read := asked(newWorld(t), 0.5, 0.3, &oracle{says: grave})
	if c.Grade != complaint.Major || !read.Reading.Safety || !slices.Contains(c.Secondary, complaint.CategorySafety) {
		t.Errorf("grade %d, reading %+v", c.Grade, read.Reading)
	}
	grave.Grade, grave.Safety = complaint.Minor, false
	if milder, _ := asked(newWorld(t), 0.5, 0.3, &oracle{says: grave}); milder.Grade != complaint.Ordinary {
		t.Errorf("grade %d, want that of the first reading", milder.Grade)
	}
}

// Where nobody answers, the reading is the program's own, and the log says nothing of the text.
func TestWithoutASecondOpinionTheOwnReadingStands(t *testing.T) {
	var log strings.Builder
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewJSONHandler(&log, nil)))
	defer slog.SetDefault(before)
	_, alone := asked(newWorld(t), 0, 0.3, &oracle{})
	_, read := asked(newWorld(t), 0.5, 0.3, &oracle{says: delivery, fails: errors.New("the model did not answer")})
	if read.Reading.Model != alone.Reading.Model || read.Reading.Category != alone.Reading.Category || len(read.Reading.Reasons) != len(alone.Reading.Reasons) {
		t.Errorf("reading %+v, alone %+v", read.Reading, alone.Reading)
	}
	if !strings.Contains(log.String(), "no second opinion") || strings.Contains(log.String(), "椅子") || strings.Contains(log.String(), "李雷") {
		t.Errorf("log %s", log.String())
	}
}

// Whatever is read first and whatever is said of it, nothing becomes milder, nothing that was found is lost, and what it says is in the
// words of the closed sets.
func TestASecondOpinionNeverLowers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		category, grade := rapid.SampledFrom(complaint.Categories), rapid.SampledFrom(complaint.Grades)
		first := complaint.Reading{
			Category: category.Draw(t, "category"), Grade: grade.Draw(t, "grade"), Safety: rapid.Bool().Draw(t, "safety"),
			Secondary: rapid.SliceOfNDistinct(category, 0, 3, rapid.ID).Draw(t, "secondary"), Confidence: 0.3, Model: "linear-2",
			Reasons: make([]complaint.Reason, 1, 9),
		}
		first.Safety = first.Safety || first.Category == complaint.CategorySafety
		said := casework.Opinion{
			Category: category.Draw(t, "said"), Grade: grade.Draw(t, "said grade"), Safety: rapid.Bool().Draw(t, "said safety"), Model: "m",
		}
		r := casework.Heed(first, said)
		named := append([]complaint.Category{r.Category}, r.Secondary...)
		switch {
		case r.Grade > first.Grade, r.Grade > said.Grade, first.Safety && !r.Safety, said.Safety && !r.Safety:
			t.Fatalf("%+v and %+v became milder: %+v", first, said, r)
		case first.Category == complaint.CategorySafety && r.Category != complaint.CategorySafety:
			t.Fatalf("it is safety no more: %+v", r)
		case first.Category != complaint.CategoryOther && !slices.Contains(named, first.Category):
			t.Fatalf("%s is lost in %+v", first.Category, r)
		case r.Safety && said.Safety && !slices.Contains(named, complaint.CategorySafety):
			t.Fatalf("nothing names safety in %+v", r)
		case r.Confidence != first.Confidence, r.Reasons[0].Rule != first.Reasons[0].Rule, cap(first.Reasons) == 9 && first.Reasons[:2][1].Rule != "":
			t.Fatalf("what was said changed more: %+v", r)
		}
		for _, c := range first.Secondary {
			if !slices.Contains(named, c) {
				t.Fatalf("%s is lost in %+v", c, r)
			}
		}
	})
}
