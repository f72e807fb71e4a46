//go:build e2e

package e2e

import (
	"crypto/rand"
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"redress/internal/advice"
	"redress/internal/client"
	"redress/internal/complaint"
	"redress/internal/library"
)

// wardrobes are four complaints of one matter, each in its own words.
var wardrobes = []string{
	"衣柜用了一个多月门板就开裂，合页也坏了，质量太差，要求维修。我叫陈晓岚，电话13812345678。",
	"新买的衣柜，右边门板开裂了，合页松动，质量太差了，请派人维修。",
	"衣柜门板开裂，质量差，合页一碰就掉，要求维修或者换一扇门。",
	"我家的衣柜门板开裂，合页也坏了，质量太差。",
}

// TestWhatWasDoneBeforeIsAdvised: three like complaints are handled to their ends; whoever handles the fourth is told what was offered in
// them, how it was liked, why they are like it, and what that suggests. Another company is told nothing of it, and nobody is told whose
// they were.
func TestWhatWasDoneBeforeIsAdvised(t *testing.T) {
	t.Parallel()
	shownOnce(t)
	run := strings.ToLower(rand.Text()[:6])
	shop, err := w.found(t.Context(), "shelf-"+run, realPolicy())
	if err != nil {
		t.Fatal(err)
	}
	stories := make([]*story, 3)
	for i := range stories {
		stories[i] = settledStory(t, shop, wardrobes[i])
	}
	fourth := file(t, shop, wardrobes[3])
	a := advisedOf(t, fourth, func(a advice.Advice) bool { return len(a.Similar) == 3 && a.Suggestion.Rated == 3 })
	if s := a.Suggestion; s.Remedy != complaint.Exchange || s.Used != 3 || s.Satisfied != 3 || s.From <= 0.3 || !strings.Contains(s.Says[0], "换货") {
		t.Errorf("suggested %+v", s)
	}
	for _, p := range a.Similar {
		if p.Last() != complaint.Exchange || p.Ratings == nil || p.Ratings.Overall != 5 || !explained(p.Why) {
			t.Errorf("similar %+v", p)
		}
	}
	if len(a.Rules.Milestones) < 5 || len(a.Rules.Statutory) == 0 || len(a.Script.Steps) != 4 || !strings.Contains(a.Script.Closing, "安居家具") {
		t.Errorf("rules %+v, script %+v", a.Rules, a.Script)
	}
	secretOf(t, a, stories)

	other := file(t, w.real, "衣柜门板开裂，合页坏了。") // of another company
	if b := advisedOf(t, other, func(advice.Advice) bool { return true }); slices.ContainsFunc(b.Similar, func(p advice.Past) bool {
		return slices.ContainsFunc(a.Similar, func(q advice.Past) bool { return p.ID == q.ID })
	}) {
		t.Errorf("another company is told of %+v", b.Similar)
	}
	rebuilt(t, shop.id)
	if again := advisedOf(t, fourth, func(advice.Advice) bool { return true }); len(again.Similar) != 3 {
		t.Errorf("after the library was rebuilt: %+v", again.Similar)
	}
}

// settledStory is a complaint that was handled to its end.
func settledStory(t *testing.T, co company, text string) *story {
	t.Helper()
	s := file(t, co, text)
	s.do(co.agent, &complaint.Take{}, &complaint.Assess{}, &complaint.Contact{By: "phone", Note: "陈女士, 13812345678"})
	s.recordAll(co.agent, "陈女士")
	s.do(co.agent, &complaint.Propose{Remedy: complaint.Exchange, Text: "陈女士，为您更换一扇门。"})
	s.until("told of the plan", func(c client.Case) bool { return left(c, complaint.NoticePlan) > 0 })
	s.do(co.agent, &complaint.Execute{Note: "done"})
	s.answer(5)
	s.until("closed", func(c client.Case) bool { return c.Phase == complaint.Closed })
	return s
}

// advisedOf asks for advice until it is as it must be: a precedent is kept a moment after its case was closed.
func advisedOf(t *testing.T, s *story, is func(advice.Advice) bool) advice.Advice {
	t.Helper()
	for deadline := time.Now().Add(patience); ; time.Sleep(300 * time.Millisecond) {
		var a advice.Advice
		err := s.co.agent.Call(t.Context(), http.MethodGet, "/desk/cases/"+s.receipt.Case+"/advice?lang=zh", nil, nil, &a)
		switch {
		case err != nil:
			t.Fatal(err)
		case is(a):
			return a
		case time.Now().After(deadline):
			t.Fatalf("advised %+v, %+v", a.Similar, a.Suggestion)
		}
	}
}

// explained says whether it is said that it is the same cause, in like words.
func explained(why []complaint.Sign) bool {
	has := func(rule string) bool {
		return slices.ContainsFunc(why, func(s complaint.Sign) bool { return s.Rule == rule })
	}
	return (has(library.SameCause) || has(library.SameCategory)) && has(library.AlikeWords)
}

// secretOf wants nothing in the advice that says whose the past cases were, nor anything of the kind in what is kept of them.
func secretOf(t *testing.T, a advice.Advice, stories []*story) {
	t.Helper()
	said, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	kept, err := w.stack.Library().Bucket(t.Context(), stories[0].co.id, "m:quality:"+string(a.Similar[0].Cause))
	if err != nil || len(kept) == 0 {
		t.Fatalf("%d kept, %v", len(kept), err)
	}
	held, err := json.Marshal(kept)
	if err != nil {
		t.Fatal(err)
	}
	words := []string{"陈", "13812345678", "138", "门板", "example.com"}
	for _, s := range stories {
		words = append(words, s.receipt.Case, s.mail, s.now().Matter.Order)
	}
	for _, word := range words {
		if strings.Contains(string(said), word) || strings.Contains(string(held), word) {
			t.Errorf("%q is in\n%s\nor in\n%s", word, said, held)
		}
	}
}

// rebuilt has the operator rebuild a tenant's library.
func rebuilt(t *testing.T, tenant string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "run", "./cmd/redress", "library", "rebuild", "--tenant", tenant)
	cmd.Dir, cmd.Env = "../..", append(os.Environ(), "STACK="+stackName())
	if out, err := cmd.CombinedOutput(); err != nil || !strings.Contains(string(out), "3 precedents; 1 cases have none") {
		t.Errorf("%v: %s", err, out)
	}
}
