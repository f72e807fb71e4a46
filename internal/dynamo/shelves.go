package dynamo

import (
	"strconv"
	"strings"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// A tenant's queue stands on shelves, partitions of the index, so that what is wanted of it is read without passing over much else: a shelf
// for each flow and grade, one for what nobody has read, one for what only concludes, and a few for what is unusual. Each case stands
// on one, which costs no more than a queue of one piece; a page is merged from all shelves that can hold what is wanted.

// The marks of what is unusual, in the order in which a shelf's name has them.
const (
	waits = "w" // for the complainant
	tasks = "t"
	asked = "a"
)

const (
	unread    = "-"
	concludes = "c"
	unusual   = "!"
)

// shelfOf is where a line of the queue stands.
func shelfOf(b casework.Brief) string {
	switch marks := marksOf(b.Waiting != "", b.Tasks > 0, b.Asked > 0); {
	case marks != "":
		return unusual + marks
	case b.Flow == "":
		return unread
	case b.Phase == complaint.Concluding:
		return concludes
	}
	return ordinary(b.Flow, b.Grade)
}

func ordinary(f complaint.Flow, g complaint.Grade) string {
	return string(f) + "." + strconv.Itoa(int(g))
}

func marksOf(waiting, task, ask bool) string {
	var marks strings.Builder
	for _, m := range []struct {
		mark string
		is   bool
	}{{waits, waiting}, {tasks, task}, {asked, ask}} {
		if m.is {
			marks.WriteString(m.mark)
		}
	}
	return marks.String()
}

// unusualMarks are the marks of all shelves for what is unusual.
var unusualMarks = []string{"w", "t", "a", "wt", "wa", "ta", "wta"}

// shelvesFor are the shelves that can hold what is wanted.
func shelvesFor(w casework.Want) (shelves []string) { //nolint:gocognit,gocyclo // a list of tests
	for _, marks := range unusualMarks {
		if has(marks, marksOf(w.Waiting, w.Tasks, w.Asked)) {
			shelves = append(shelves, unusual+marks)
		}
	}
	if w.Waiting || w.Tasks || w.Asked {
		return shelves
	}
	if w.Flow == "" && w.Grade == 0 {
		shelves = append(shelves, unread)
	}
	if w.Phase == "" || w.Phase == complaint.Concluding {
		shelves = append(shelves, concludes)
	}
	if w.Phase == complaint.Concluding || w.Phase == complaint.Received {
		return shelves
	}
	for _, f := range complaint.Flows {
		for _, g := range complaint.Grades {
			if (w.Flow == "" || w.Flow == f) && (w.Grade == 0 || w.Grade == g) {
				shelves = append(shelves, ordinary(f, g))
			}
		}
	}
	return shelves
}

// has says whether marks hold all of some others.
func has(marks, some string) bool {
	for _, m := range some {
		if !strings.ContainsRune(marks, m) {
			return false
		}
	}
	return true
}
