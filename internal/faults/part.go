package faults

// Part is what becomes of a complaint.
type Part string

// The parts of a run.
const (
	Left       Part = "left alone until its ladders were climbed"
	Satisfied  Part = "worked on, and answered that it is solved"
	Again      Part = "worked on, answered that it is not, worked on again"
	Unanswered Part = "worked on, and not answered"
	Standing   Part = "waiting under deadlines of days"
)

// Parts are all of them.
var Parts = []Part{Left, Satisfied, Again, Unanswered, Standing}

// shares are the parts of forty complaints in a row. Most stand: the emulator's one stream carries no more letters.
var shares = [40]Part{0: Left, 20: Left, 7: Satisfied, 27: Satisfied, 13: Again, 33: Unanswered}

// PartOf is the part of a complaint by its number.
func PartOf(serial int) Part {
	if p := shares[serial%len(shares)]; p != "" {
		return p
	}
	return Standing
}

// Worked says whether staff work on it.
func (p Part) Worked() bool { return p == Satisfied || p == Again || p == Unanswered }

// Swift says whether its deadlines are seconds.
func (p Part) Swift() bool { return p != Standing }
