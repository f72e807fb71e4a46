package faults

import (
	"maps"
	"slices"
	"strconv"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// Verdict is what the judge found.
type Verdict struct {
	Broken []Violation

	Cases, Open, Commits, Rungs, Recurring, Ladders int
	Notices, Letters, Tasks                         int
	Doubles                                         int // letters that left again because nobody knew that they had
	Ended                                           int // of them, because the emulator ended the sender
	Restarted                                       int // journeys and timers that the sweep put in place of lost ones
	Resting                                         int // open cases whose journey was aborted while people are at work
	Timerless                                       int // open cases that only the sweep will wake
	Orphans                                         int // journeys of closed cases, which nobody will wake
	Spare                                           int // journeys of an open case besides the one it needs
}

// Judge compares what was sent and answered with what is left.
func Judge(stories []*Story, e Evidence, letters *Letters, havoc *Havoc) Verdict {
	var f findings
	v := Verdict{Cases: len(e.Found)}
	f.accepted(stories, e)
	for _, s := range stories {
		if c, kept := e.Found[s.Ref]; kept {
			f.ends(s, c)
			f.commands(s, c)
		}
	}
	proofs := map[string]string{}
	for _, c := range e.Found {
		f.folds(c)
		f.rungs(c, e.AsOf)
		f.notices(c, proofs, &v)
		f.alive(c, e, havoc, &v)
		v.count(c)
	}
	f.letters(e, proofs, letters, &v)
	f.index(e)
	v.Broken = f
	return v
}

func (v *Verdict) count(c Found) {
	v.Commits += len(c.Commits)
	if c.Case.Open() {
		v.Open++
	}
	for _, m := range c.Commits {
		for _, e := range m.Events {
			switch e.(type) {
			case *complaint.RungFired:
				v.Rungs++
			case *complaint.JourneyRestarted, *complaint.TimerRestarted:
				v.Restarted++
			}
		}
	}
	for _, k := range c.Case.Clocks {
		if k.Fired == wholeLadder {
			v.Ladders++
		}
	}
}

// notices wants every notice that the commits order, and no other, and each of them done with.
func (f *findings) notices(c Found, proofs map[string]string, v *Verdict) {
	ordered := map[string]bool{}
	folded := complaint.Case{}
	for _, m := range c.Commits {
		folded = folded.After(m)
		for _, n := range complaint.Notices(folded, m) {
			ordered[n.ID] = true
		}
	}
	for _, n := range c.Notices {
		if !ordered[n.ID] {
			f.add(LawNotices, "%s is kept and was not ordered", n.ID)
		}
		delete(ordered, n.ID)
		v.Notices++
		switch n.State {
		case "sent":
			f.proof(n, proofs)
		case "failed":
			v.Tasks++
			if !handed(c, n) {
				f.add(LawNotices, "%s failed and is nobody's task", n.ID)
			}
		default:
			f.add(LawNotices, "%s is still %s after %d tries", n.ID, n.State, n.Tries)
		}
	}
	for id := range ordered {
		f.add(LawNotices, "%s was ordered and is not kept", id)
	}
}

// proof keeps the carrier's word for a notice, which no other has.
func (f *findings) proof(n casework.NoticeState, proofs map[string]string) {
	if other, twice := proofs[n.Proof]; twice || n.Proof == "" {
		f.add(LawNotices, "%s has the proof %q, and so has %q", n.ID, n.Proof, other)
	}
	proofs[n.Proof] = n.Ref.Case
}

// handed says whether a notice that nobody could send became a task.
func handed(c Found, n casework.NoticeState) bool {
	return slices.ContainsFunc(c.Case.Tasks, func(t complaint.Task) bool { return t.Notice == n.ID })
}

// letters wants each letter to be the one of its notice. One that is not left again, and a fault must have fallen into
// the window between the carrier's acceptance of it and its record.
func (f *findings) letters(e Evidence, proofs map[string]string, letters *Letters, v *Verdict) {
	for id, texts := range e.Posted {
		v.Letters += len(texts)
		of, recorded := proofs[id]
		switch {
		case recorded && !about(texts, of):
			f.add(LawLetters, "%s is the letter of %s and does not name it", id, of)
		case recorded:
		case letters.Window(id) == Fault:
			v.Doubles++
		case letters.Window(id) == Ended:
			v.Doubles++
			v.Ended++
		default:
			f.add(LawLetters, "%s is no notice's, and nothing happened to its sender", id)
		}
	}
	for id, of := range proofs {
		if _, there := e.Posted[id]; !there {
			f.add(LawLetters, "a notice of %s left as %s, which no carrier took", of, id)
		}
	}
}

// alive wants an open case to have the executions that it needs.
func (f *findings) alive(c Found, e Evidence, havoc *Havoc, v *Verdict) {
	id := c.Case.ID
	if !c.Case.Open() {
		v.Orphans += len(e.Journeys[id])
		return
	}
	v.Spare += max(0, len(e.Journeys[id])-1)
	if len(e.Journeys[id]) == 0 {
		switch {
		case !c.Case.Journey.Expected.IsZero(): // the sweep will start another
		case havoc.Journeys[id] && waits(c.Case.Phase):
			v.Resting++
		default:
			f.add(LawAlive, "%s, %s, has no journey", id, c.Case.Phase)
		}
	}
	if c.Case.Timer != 0 && !e.Timers[id][id+"-"+strconv.Itoa(c.Case.Timer)] {
		v.Timerless++
	}
	if c.Case.Timer == 0 && !c.Case.NextRung().IsZero() {
		f.add(LawAlive, "%s has rungs to climb and no timer in charge", id)
	}
}

// waits says whether the journey waits for people in a phase.
func waits(p complaint.Phase) bool {
	return p == complaint.Handling || p == complaint.Surveying || p == complaint.Concluding
}

// Times says how often each law was broken.
func (v Verdict) Times() map[string][]string {
	where := map[string][]string{}
	for _, b := range v.Broken {
		where[b.What] = append(where[b.What], b.Where)
	}
	for _, law := range slices.Collect(maps.Keys(where)) {
		slices.Sort(where[law])
	}
	return where
}
