package evidence

import (
	"encoding/json"
	"slices"
	"strconv"

	"golang.org/x/mod/sumdb/tlog"

	"redress/internal/ledger"
)

// commits checks that each commit which the statement counts is in the log, and is there as it was entered.
func (v *verifier) commits() {
	if v.files[commitsFile] == nil || v.files[proofsFile] == nil {
		return
	}
	before := len(v.Findings)
	known := v.included()
	lines := split(v.files[commitsFile])
	v.erasures(lines, known)
	if len(lines) == v.statement.Revision {
		v.byPlace(lines, known)
	} else {
		v.byName(lines, known)
	}
	v.sound = len(v.Findings) == before
}

// included checks the proofs and answers what was entered of each commit, by its revision less one; nil: it is not proved.
func (v *verifier) included() []*ledger.Sum {
	known := make([]*ledger.Sum, max(v.statement.Revision, 0))
	var chain ledger.Sum
	for i := range known {
		number := strconv.Itoa(i + 1)
		if i >= len(v.proofs.Commits) {
			v.find("verify.commit.unproved", number, proofsFile)
			continue
		}
		p := &v.proofs.Commits[i]
		leaf := ledger.Leaf{Ref: v.Ref, Revision: i + 1, Commit: p.Commit, Before: chain}
		if p.Revision != i+1 || tlog.CheckRecord(p.Proof, v.head.Size, v.head.Root, p.Leaf, leaf.Hash()) != nil {
			v.find("verify.commit.unproved", number, proofsFile)
		} else {
			known[i] = &p.Commit
		}
		chain = p.Commit
	}
	if chain != v.statement.Last {
		v.find("verify.last", proofsFile, statementFile)
	}
	if len(v.proofs.Commits) > len(known) || v.proofs.Size != v.head.Size {
		v.find("verify.proofs.other", proofsFile, statementFile)
	}
	return known
}

// byPlace compares as many lines as there are commits.
func (v *verifier) byPlace(lines [][]byte, known []*ledger.Sum) {
	sums := sumsOf(lines)
	for i, want := range known {
		switch {
		case want == nil || sums[i] == *want:
		case slices.Contains(sums, *want):
			v.find("verify.commit.moved", strconv.Itoa(i+1))
		case slices.ContainsFunc(known, func(k *ledger.Sum) bool { return k != nil && *k == sums[i] }):
			v.find("verify.commit.missing", strconv.Itoa(i+1)) // another stands there twice
		default:
			v.find("verify.commit.changed", strconv.Itoa(i+1))
		}
	}
	v.doubled(sums, known)
}

// byName compares where lines are missing or too many: a line is the commit that it says it is.
func (v *verifier) byName(lines [][]byte, known []*ledger.Sum) {
	sums, claims := sumsOf(lines), claimsOf(lines)
	tail := len(known)
	for tail > 0 && !v.removed[tail] && !there(tail, sums, claims, known) {
		tail--
	}
	for i, want := range known[:tail] {
		switch {
		case want == nil || slices.Contains(sums, *want):
		case slices.Contains(claims, i+1):
			v.find("verify.commit.changed", strconv.Itoa(i+1))
		default:
			v.find("verify.commit.missing", strconv.Itoa(i+1))
		}
	}
	if missing := len(known) - tail; missing > 0 {
		v.find("verify.commits.tail", strconv.Itoa(missing), strconv.Itoa(len(known)))
	}
	v.doubled(sums, known)
	for i, claim := range claims {
		if claim < 1 || claim > len(known) {
			v.find("verify.commit.unknown", strconv.Itoa(i+1), commitsFile)
		}
	}
}

// there says whether a commit is there in any form.
func there(revision int, sums []ledger.Sum, claims []int, known []*ledger.Sum) bool {
	want := known[revision-1]
	return slices.Contains(claims, revision) || want != nil && slices.Contains(sums, *want)
}

// doubled names the commits that are there more than once.
func (v *verifier) doubled(sums []ledger.Sum, known []*ledger.Sum) {
	times := map[ledger.Sum]int{}
	for _, s := range sums {
		times[s]++
	}
	for i, want := range known {
		if want != nil && times[*want] > 1 {
			v.find("verify.commit.doubled", strconv.Itoa(i+1))
		}
	}
}

func sumsOf(lines [][]byte) []ledger.Sum {
	sums := make([]ledger.Sum, len(lines))
	for i, line := range lines {
		sums[i] = ledger.SumOf(line)
	}
	return sums
}

// claimsOf is the revision that each line says it is; 0: it cannot be read.
func claimsOf(lines [][]byte) []int {
	claims := make([]int, len(lines))
	for i, line := range lines {
		var m struct {
			Revision int `json:"revision"`
		}
		if json.Unmarshal(line, &m) == nil {
			claims[i] = m.Revision
		}
	}
	return claims
}
