package faults

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"redress/internal/complaint"
	"redress/internal/load"
)

// The laws of a run.
const (
	LawAnswered = "every complaint is answered with a receipt"
	LawOne      = "every accepted request is one case, and there are no others"
	LawSame     = "the same key is the same case"
	LawFold     = "a case is the fold of its commits"
	LawCommands = "a command that was answered is one commit"
	LawRungs    = "every rung fired once and in order, and none is missing"
	LawEnds     = "who was worked on is closed, who was left has climbed to the top"
	LawNotices  = "every notice left once, or became a person's task"
	LawLetters  = "every letter is a notice's, or fell into the one known window"
	LawAlive    = "every open case has its journey and its timer, or is where the sweep looks"
	LawIndex    = "the due index holds exactly the open cases, each at its instant"
)

// Laws are all of them.
var Laws = []string{
	LawAnswered, LawOne, LawSame, LawFold, LawCommands, LawRungs, LawEnds, LawNotices, LawLetters, LawAlive, LawIndex,
}

// Violation is something that must not be.
type Violation = load.Violation

// findings collects violations.
type findings []Violation

func (f *findings) add(law, format string, args ...any) {
	*f = append(*f, Violation{What: law, Where: fmt.Sprintf(format, args...)})
}

// accepted wants a receipt for each story, a case for each receipt and a receipt for each case.
func (f *findings) accepted(stories []*Story, e Evidence) {
	named := map[complaint.Ref]int{}
	for _, s := range stories {
		if s.Ref.Case == "" {
			f.add(LawAnswered, "complaint %d: %v", s.Serial, s.Err)
			continue
		}
		if other, twice := named[s.Ref]; twice {
			f.add(LawOne, "complaints %d and %d are both %s", other, s.Serial, s.Ref.Case)
		}
		named[s.Ref] = s.Serial
		if _, kept := e.Found[s.Ref]; !kept {
			f.add(LawOne, "%s has a receipt and is not kept", s.Ref.Case)
		}
		if s.Second != nil && *s.Second != s.Receipt {
			f.add(LawSame, "complaint %d: %s, sent again %s", s.Serial, s.Receipt.Case, s.Second.Case)
		}
	}
	for ref := range e.Found {
		if _, known := named[ref]; !known {
			f.add(LawOne, "%s is kept, though no receipt names it", ref.Case)
		}
	}
}

// folds wants the case to be what its commits make of it.
func (f *findings) folds(c Found) {
	for i, m := range c.Commits {
		if m.Revision != i+1 {
			f.add(LawFold, "%s: commit %d is numbered %d", c.Case.ID, i+1, m.Revision)
			return
		}
	}
	kept, err := json.Marshal(c.Case)
	folded, bad := json.Marshal(complaint.Fold(c.Commits))
	if err != nil || bad != nil || !bytes.Equal(kept, folded) {
		f.add(LawFold, "%s: %s is kept, its commits make %s", c.Case.ID, kept, folded)
	}
}

// rungs wants each rung of each clock once, in its order, and none that is due and did not fire.
func (f *findings) rungs(c Found, asOf time.Time) {
	climbed := map[string]*climb{}
	for _, m := range c.Commits {
		for _, e := range m.Events {
			f.event(c.Case.ID, climbed, e)
		}
	}
	for _, k := range c.Case.Clocks {
		if seen := climbed[k.ID]; seen == nil || seen.next != k.Fired {
			f.add(LawRungs, "%s: %s says %d rungs fired", c.Case.ID, k.ID, k.Fired)
		}
		if r, more := k.NextRung(); more && c.Case.Open() && !r.At.After(asOf) {
			f.add(LawRungs, "%s: %s of %s was due at %s and did not fire", c.Case.ID, r.Level, k.ID, r.At.Format(time.TimeOnly))
		}
	}
}

// climb is how far a clock's ladder was climbed.
type climb struct {
	next   int
	met    bool
	levels []complaint.Level
}

func (f *findings) event(id string, climbed map[string]*climb, e complaint.Event) {
	switch e := e.(type) {
	case *complaint.ClockStarted:
		climbed[e.Clock.ID] = &climb{}
	case *complaint.ClockMet:
		climbed[e.Clock].met = true
	case *complaint.ClockMoved:
		climbed[e.Clock].met = false
	case *complaint.RungFired:
		k := climbed[e.Clock]
		if k == nil || k.met || e.Rung != k.next || slices.Contains(k.levels, e.Level) {
			f.add(LawRungs, "%s: rung %d (%s) of %s fired again, early or after it was met", id, e.Rung, e.Level, e.Clock)
			return
		}
		k.next++
		k.levels = append(k.levels, e.Level)
	}
}

// wholeLadder is how many rungs the ladder of a milestone has.
const wholeLadder = 5

// ends wants a story to have come where it was meant to.
func (f *findings) ends(s *Story, c Found) {
	if s.Err != nil {
		f.add(LawEnds, "%v", s.Err)
	}
	switch {
	case s.Part.Worked() && c.Case.Phase != complaint.Closed:
		f.add(LawEnds, "%s, %s, is %s", c.Case.ID, s.Part, c.Case.Phase)
	case s.Part == Again && s.Answers > 0 && c.Case.Round < 2:
		f.add(LawEnds, "%s was answered that it is not solved, and had no second round", c.Case.ID)
	case s.Part == Left && !slices.ContainsFunc(c.Case.Clocks, func(k complaint.Clock) bool { return k.Fired == wholeLadder }):
		f.add(LawEnds, "%s has climbed no ladder to its top", c.Case.ID)
	}
}

// commands wants each command of staff, and each answer to a survey, that was answered to be one commit.
func (f *findings) commands(s *Story, c Found) {
	if s.Err != nil {
		return // what was answered last is not known
	}
	done := map[string]int{}
	for _, m := range c.Commits {
		if m.Command == complaint.Name(&complaint.Reply{}) {
			done[m.Command]++
		}
		if m.Actor.Role != complaint.System && m.Actor.Role != complaint.Customer {
			done[m.Command]++
		}
	}
	told := maps.Clone(s.Done)
	if s.Answers > 0 {
		told[complaint.Name(&complaint.Reply{})] = s.Answers
	}
	for _, name := range names(done, told) {
		if done[name] != told[name] {
			f.add(LawCommands, "%s: %s was answered %d times and is %d commits", c.Case.ID, name, told[name], done[name])
		}
	}
}

func names(maps ...map[string]int) (all []string) {
	for _, m := range maps {
		for name := range m {
			if !slices.Contains(all, name) {
				all = append(all, name)
			}
		}
	}
	slices.Sort(all)
	return all
}

// stampLayout is how the due index writes an instant.
const stampLayout = "2006-01-02T15:04:05.000Z"

// index wants an entry for each open case, at its next check, and no others.
func (f *findings) index(e Evidence) {
	at := map[complaint.Ref]string{}
	for _, entry := range e.Due {
		if entry.Notice != "" {
			f.add(LawIndex, "notice %s is due at %s", entry.Notice, entry.At)
			continue
		}
		at[entry.Ref] = entry.At
	}
	for ref, c := range e.Found {
		want := ""
		if next := c.Case.NextCheck(); c.Case.Open() && !next.IsZero() {
			want = next.UTC().Format(stampLayout)
		}
		if at[ref] != want {
			f.add(LawIndex, "%s, %s, is looked at at %q, want %q", ref.Case, c.Case.Phase, at[ref], want)
		}
		delete(at, ref)
	}
	for ref := range at {
		f.add(LawIndex, "%s is in the index and nowhere else", ref.Case)
	}
}

// about says whether a letter names a case.
func about(texts []string, id string) bool {
	return slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(text, id) })
}
