package label

import (
	"cmp"
	"math/rand/v2"
	"slices"
)

// Unsure puts the texts first of which the machine is least sure: there a label teaches most.
func Unsure(texts []Text, reader Reader) {
	sure := make(map[string]float64, len(texts))
	for _, t := range texts {
		sure[t.ID] = reader.Read(t.Text).Confidence
	}
	slices.SortStableFunc(texts, func(a, b Text) int { return cmp.Compare(sure[a.ID], sure[b.ID]) })
}

// Random shuffles the texts, the same way for the same seed: figures measured on the first of them stand for all.
func Random(texts []Text, seed uint64) {
	dice := rand.New(rand.NewPCG(seed, 0)) //nolint:gosec // chance, not a secret
	dice.Shuffle(len(texts), func(i, j int) { texts[i], texts[j] = texts[j], texts[i] })
}
