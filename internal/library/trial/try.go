package trial

import (
	"context"
	"math/rand/v2"

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
		k.Tried++
		for at, p := range found {
			if s.place[p.ID] == i {
				k.Shown++
				if at == 0 {
					k.First++
				}
			}
		}
		for range Shown {
			if peers := s.peers(look.Traits); len(peers) > 0 && peers[chance.IntN(len(peers))] == i {
				k.ByChance++
				break
			}
		}
	}
	return k, nil
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
		l.Tried++
		some := false
		for _, p := range found {
			l.Shown++
			if s.same(s.place[p.ID], t) {
				l.Same++
				some = true
			}
		}
		if some {
			l.At++
		}
		peers := s.peers(look.Traits)
		for i := range Shown {
			if len(peers) > 0 && s.same(peers[chance.IntN(len(peers))], t) {
				l.Peers++
			}
			if i < len(peers) && s.same(peers[len(peers)-1-i], t) {
				l.Newest++
			}
			if s.same(chance.IntN(len(s.All)), t) {
				l.Chance++
			}
		}
	}
	return l, nil
}

// same says whether a precedent is of what its source calls the same.
func (s *Stack) same(i int, t Text) bool {
	return s.Texts[i].Source == t.Source && s.Texts[i].Label == t.Label
}
