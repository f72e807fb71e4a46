package web

import (
	"slices"

	"redress/internal/complaint"
)

// journey is a Track as its template reads it.
type journey struct{ Track }

// stage is one of the few steps of the journey that a complainant cares to tell apart.
type stage struct {
	Name      string
	Done, Now bool
}

var stageNames = []string{"received", "handling", "executed", "closed"}

// stageOf is the index of a phase's stage.
var stageOf = map[complaint.Phase]int{
	complaint.Received:   0,
	complaint.Classified: 0,
	complaint.Handling:   1,
	complaint.Executed:   2,
	complaint.Surveying:  2,
	complaint.Concluding: 2,
	complaint.Closed:     3,
}

// Stages lists the stages of the journey and how far the case is on it.
func (j journey) Stages() []stage {
	now := stageOf[j.Phase]
	stages := make([]stage, len(stageNames))
	for i, name := range stageNames {
		stages[i] = stage{Name: name, Done: i < now, Now: i == now}
	}
	if j.Ends.NoRemedy { // nothing is carried out; what is left to do is handling
		stages = slices.Delete(stages, stageOf[complaint.Executed], stageOf[complaint.Executed]+1)
		if now == stageOf[complaint.Concluding] {
			stages[1] = stage{Name: stages[1].Name, Now: true}
		}
	}
	return stages
}

// StateKey names the text that says how a step stands.
func (journey) StateKey(s Step) string {
	key := "track.step.open"
	switch {
	case !s.Met.IsZero() && s.Late:
		key = "track.step.met_late"
	case !s.Met.IsZero():
		key = "track.step.met"
	case s.Waits:
		key = "track.step.waits"
	case s.Late:
		key = "track.step.late"
	}
	return key
}

// Mood is the style of a step.
func (journey) Mood(s Step) string {
	switch {
	case !s.Met.IsZero():
		return "met"
	case s.Late:
		return "late"
	}
	return "open"
}

// Latest lists the messages, the newest first.
func (j journey) Latest() []Message {
	latest := slices.Clone(j.Messages)
	slices.SortStableFunc(latest, func(a, b Message) int { return b.At.Compare(a.At) })
	return latest
}
