package message

import (
	"strings"

	"redress/internal/complaint"
)

// Set is a closed set of the domain, or a list of the policy, whose members have names in every language.
type Set string

// The sets.
const (
	Flow       Set = "flow"
	Category   Set = "category"
	Cause      Set = "cause"
	Grade      Set = "grade" // "1", "2", "3"
	Phase      Set = "phase"
	Outcome    Set = "outcome"
	Level      Set = "level"
	Demand     Set = "demand"
	Comfort    Set = "comfort"
	Channel    Set = "channel"
	Reach      Set = "reach"
	Role       Set = "role"
	Notice     Set = "notice"
	Milestone  Set = "milestone"
	Department Set = "department"
	Event      Set = "event" // under its name on record
	FileKind   Set = "file_kind"
	FileState  Set = "file_state"
	FileFault  Set = "file_fault"
)

// Sets lists every set.
var Sets = []Set{
	Flow, Category, Cause, Grade, Phase, Outcome, Level, Demand, Comfort, Channel, Reach, Role, Notice, Milestone, Department, Event, FileKind, FileState, FileFault,
}

// Word is the name of a word in a language. A word the catalogue does not know, such as a milestone of a tenant's own
// policy, is its own name with spaces.
func Word(lang complaint.Language, set Set, word string) string {
	if name, ok := in(lang).Words[set][word]; ok {
		return name
	}
	return strings.ReplaceAll(word, "_", " ")
}
