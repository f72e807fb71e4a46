package trial

import (
	"context"
	"math/rand/v2"
	"slices"

	"redress/internal/complaint"
	"redress/internal/duplicate/trial"
	"redress/internal/library"
)

// Shown is how many precedents are looked at of each that was looked for.
const Shown = 5

// Retold are the ways in which texts are told again.
var Retold = []trial.Kind{trial.Retyped, trial.Rewritten, trial.Shortened, trial.OtherChannel}

// Known counts how often a text that was told again leads to the precedent of the same matter.
type Known struct {
	Tried, First, Shown int
	ByChance            int // among as many precedents chosen by chance from those of the same category and cause
}

// Again tells every one of some stored texts again and looks for it.
func (s *Stack) Again(ctx context.Context, reader Reader, some []int, kind trial.Kind, seed uint64) (Known, error) {
	chance := rand.New(rand.NewPCG(seed, uint64(len(kind)))) //nolint:gosec // chance, not a secret
	var k Known
	for _, i := range some {
		look := LookAt(trial.Retell(s.Texts[i].Content, kind, chance), reader)
		found, err := s.find(ctx, look)
		if err != nil {
			return k, err
		}
		k.count(slices.IndexFunc(found, func(p library.Similar) bool { return s.place[p.ID] == i }))
		if slices.Contains(drawn(s.peers(look.Traits), chance), i) {
			k.ByChance++
		}
	}
	return k, nil
}

// count counts at which place it was found; -1: it was not.
func (k *Known) count(place int) {
	k.Tried++
	if place >= 0 {
		k.Shown++
	}
	if place == 0 {
		k.First++
	}
}

// drawn are as many by chance as are shown.
func drawn(from []int, chance *rand.Rand) []int {
	var some []int
	for range min(Shown, len(from)) {
		some = append(some, from[chance.IntN(len(from))])
	}
	return some
}

// Some are so many of the precedents, evenly from all of them.
func (s *Stack) Some(n int) []int {
	some := make([]int, min(n, len(s.All)))
	for i := range some {
		some[i] = i * len(s.All) / len(some)
	}
	return some
}

// Look looks for precedents, which counts what that takes.
func (s *Stack) Look(ctx context.Context, looks []library.Look) error {
	for _, look := range looks {
		if _, err := s.find(ctx, look); err != nil {
			return err
		}
	}
	return nil
}

func (s *Stack) find(ctx context.Context, look library.Look) ([]library.Similar, error) {
	return library.Find(ctx, s, complaint.Ref{Tenant: tenant}, look, Shown, 0)
}

// peers are the precedents of the same category and cause.
func (s *Stack) peers(of library.Traits) []int {
	return s.buckets[library.Look{Traits: library.Traits{Category: of.Category, Cause: of.Cause}}.Buckets()[0]]
}

// Like counts how many of the precedents shown are of what their source calls the same, and how many would be if they were chosen
// otherwise.
type Like struct {
	Tried, Shown          int
	Same                  int
	Peers, Chance, Newest int // among as many chosen by chance of the same category and cause, by chance of all, and the newest of the same category and cause
	At                    int // of those tried how many have one at all among the shown
}

// Alike looks for texts that are not stored.
func (s *Stack) Alike(ctx context.Context, reader Reader, texts []Text, seed uint64) (Like, error) {
	chance := rand.New(rand.NewPCG(seed, 1)) //nolint:gosec // chance, not a secret
	var l Like
	for _, t := range texts {
		look := LookAt(t.Content, reader)
		found, err := s.find(ctx, look)
		if err != nil {
			return l, err
		}
		shown := make([]int, len(found))
		for i, p := range found {
			shown[i] = s.place[p.ID]
		}
		same := s.likes(shown, t)
		l.Tried, l.Shown, l.Same = l.Tried+1, l.Shown+len(found), l.Same+same
		if same > 0 {
			l.At++
		}
		peers := s.peers(look.Traits)
		l.Peers += s.likes(drawn(peers, chance), t)
		l.Newest += s.likes(peers[max(0, len(peers)-Shown):], t)
		l.Chance += s.likes(drawn(s.everyone(), chance), t)
	}
	return l, nil
}

// everyone is all precedents.
func (s *Stack) everyone() []int {
	all := make([]int, len(s.All))
	for i := range all {
		all[i] = i
	}
	return all
}

// likes counts the precedents that are of what a text's source calls the same.
func (s *Stack) likes(some []int, t Text) int {
	n := 0
	for _, i := range some {
		if s.same(i, t) {
			n++
		}
	}
	return n
}

// same says whether a precedent is of what its source calls the same.
func (s *Stack) same(i int, t Text) bool {
	return s.Texts[i].Source == t.Source && s.Texts[i].Label == t.Label
}
