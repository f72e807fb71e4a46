package library

import (
	"bufio"
	"cmp"
	_ "embed"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"redress/internal/duplicate"
)

// common is how often pieces occur in complaints: those in five or more of the 10,678 lines that the classifier was trained on when it was
// counted. It never changes, for what is kept lies under keys that follow from it.
//
//go:embed common.txt
var common string

// mostTelling is how many pieces of a text are buckets.
const mostTelling = 8

var commonness = sync.OnceValue(func() map[string]int {
	table := map[string]int{}
	lines := bufio.NewScanner(strings.NewReader(common))
	for lines.Scan() {
		if count, piece, ok := strings.Cut(lines.Text(), "\t"); ok {
			table[piece], _ = strconv.Atoi(count)
		}
	}
	return table
})

// telling are the hashes of the pieces of a text that tell most: the rarest, and among those that are as rare the same whatever text they
// are in, so that two texts which have pieces in common choose the same ones. None has a digit: a number tells who, not what.
func telling(tenant, text string) []string {
	type one struct {
		piece string
		rare  int
		order uint64
	}
	table := commonness()
	var all []one
	for piece := range duplicate.Pieces(text) {
		if strings.ContainsFunc(piece, unicode.IsDigit) {
			continue
		}
		h := fnv.New64a()
		_, _ = h.Write([]byte(piece))
		all = append(all, one{piece, table[piece], h.Sum64()})
	}
	slices.SortFunc(all, func(a, b one) int { return cmp.Or(cmp.Compare(a.rare, b.rare), cmp.Compare(a.order, b.order)) })
	var hashes []string
	for _, o := range all[:min(len(all), mostTelling)] {
		hashes = append(hashes, hashOf(tenant, "piece", o.piece))
	}
	return hashes
}

// mostCommon is in how many texts of training a piece is that still says something of a complaint; 了一 and "they" are in more.
const mostCommon = 30

// saying are the pieces of a text that say something of it: it is compared by them.
func saying(text string) map[string]bool {
	all, table := duplicate.Pieces(text), commonness()
	for piece := range all {
		if table[piece] > mostCommon {
			delete(all, piece)
		}
	}
	return all
}
