package evidence

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"redress/internal/complaint"
	"redress/internal/ledger"
	"redress/internal/message"
)

// Erasure is what a commit says was erased of the commits before it. That it was authorised is said by nobody but the commit, which is in
// the log like every other: who changed a commit and did not say so in the log is found out.
type Erasure struct {
	Revision int // of the commit that says so
	Commits  []int
	At       time.Time
	By       complaint.Actor
	Command  string
	Cause    complaint.EraseCause
	AskedBy  string
	Removed  bool // nothing is left of them
	Files    int  // of evidence, that went along
}

// In says the erasure in a language.
func (e Erasure) In(lang complaint.Language) string {
	numbers := make([]string, len(e.Commits))
	for i, n := range e.Commits {
		numbers[i] = strconv.Itoa(n)
	}
	key := "verify.erased"
	if e.Removed {
		key = "verify.removed"
	}
	by := string(e.By.Role)
	if e.By.ID != "" {
		by += " " + e.By.ID
	}
	text, err := message.Text(lang, key, strings.Join(numbers, ", "), e.At.UTC().Format(time.RFC3339), by, e.Command, string(e.Cause),
		strconv.Itoa(e.Revision))
	if err != nil {
		return key
	}
	if e.Files == 0 {
		return text
	}
	files, err := message.Text(lang, "verify.erased_files", strconv.Itoa(e.Files))
	if err != nil {
		return text
	}
	return text + " " + files
}

// erasures reads which commits were erased, from the last commit back, and takes what is left of each for what is to be there. Only a
// commit is believed that is itself as it was entered, or as a later erasure says; and only of those before it.
func (v *verifier) erasures(lines [][]byte, known []*ledger.Sum) {
	v.removed = map[int]bool{}
	sums, claims := sumsOf(lines), claimsOf(lines)
	for i := len(lines) - 1; i >= 0; i-- {
		n := claims[i]
		if n < 1 || n > len(known) || known[n-1] == nil || sums[i] != *known[n-1] {
			continue
		}
		var m complaint.Commit
		if json.Unmarshal(lines[i], &m) != nil {
			continue
		}
		for _, event := range m.Events {
			if e, is := event.(*complaint.Erased); is {
				v.heed(m, e, sums, known)
			}
		}
	}
}

func (v *verifier) heed(m complaint.Commit, e *complaint.Erased, sums []ledger.Sum, known []*ledger.Sum) {
	said := Erasure{Revision: m.Revision, At: m.At, By: m.Actor, Command: m.Command, Cause: e.Cause, AskedBy: e.AskedBy, Removed: e.Removed, Files: e.Files}
	for _, r := range e.Commits {
		if r.Revision < 1 || r.Revision >= m.Revision {
			continue
		}
		var left ledger.Sum
		switch {
		case r.Sum == "":
			v.removed[r.Revision], known[r.Revision-1] = true, nil
		case left.UnmarshalText([]byte(r.Sum)) == nil && slices.Contains(sums, left):
			known[r.Revision-1] = &left
		}
		said.Commits = append(said.Commits, r.Revision)
	}
	v.Erased = append(v.Erased, said)
}
