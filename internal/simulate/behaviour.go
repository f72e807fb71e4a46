package simulate

import (
	"time"

	"redress/internal/complaint"
)

// Behaviour is how people and machines behave. Every number is an assumption of ours, none is measured, and none was
// chosen so that a target is met.
type Behaviour struct {
	// When complaints come in, as shares of a day; the rest come at any time.
	InOfficeHours float64 // from 9 to 18 by the tenant's wall clock
	InTheEvening  float64 // from 18 to 24
	Unsure        float64 // no reading is sure enough to register them by
	ByStaff       float64 // filed by staff, for somebody at the counter or on the phone
	SentTwice     float64 // a client sends the same request again
	Again         float64 // the one who complained last complains of the same once more, half of them within seconds

	// What staff do.
	Misread    float64       // share of readings that a person overrules at the first look
	Forgets    float64       // at each step: the case slips the handler's mind
	Remembers  time.Duration // after which, on the average, it comes back to mind without any reminder
	Late       float64       // at each step: it is done, but after its deadline
	LateBy     time.Duration // by how much then, on the average
	NoDeadline time.Duration // when a step without a deadline is done, on the average
	AtOnce     float64       // the next step follows in the same sitting
	Sitting    time.Duration // how long after the last step then
	OnCall     bool          // cases of grade 1 are worked on at any hour; others in working time only

	// How likely each level acts when it is told, and when. Nobody hears anything in the arm without escalation.
	Hears    map[complaint.Level]float64 // a warning goes to the owner too
	ActsIn   time.Duration               // on the average
	Heeds    float64                     // share of emergencies, and of complainants' messages, at which somebody looks at once
	HandsOn  float64                     // an offered case is taken by whoever it was offered to at the next step
	DeskSays float64                     // a desk command carries an idempotency key
	Reads    float64                     // a desk command says which revision it was decided on

	// What complainants do.
	Writes      float64       // after the acknowledgement, some days later
	WritesIn    time.Duration // on the average
	WritesLate  float64       // after the case was closed
	Replies     float64       // answer the survey
	RepliesIn   time.Duration // on the average
	Pleased     float64       // of those who answer, where everything came in time
	PleasedLate float64       // where anything they see came late
	Sends       float64       // write again when staff wrote to them
	Reopens     float64       // find after the end that it was none
	ReopensIn   time.Duration // on the average
	Withdraws   float64       // after the acknowledgement, some days later
	Disputes    float64       // of those whose complaint counts as withdrawn, say that it is not
	Objects     float64       // to a rejection
	Impatient   float64       // try to answer before they are asked, or twice

	// What the machine does.
	Fails       float64       // a call to the store or the machines fails, before it did anything or after
	Collides    float64       // somebody else writes to the case at the same moment
	TimerLost   float64       // a timer never wakes
	TimerLate   float64       // a timer wakes late
	LateTimerBy time.Duration // by how much at most
	TimerEarly  float64       // a timer wakes up to half a minute early
	TimerTwice  float64       // a timer ticks twice
	NotStopped  float64       // a timer that is stopped wakes all the same
	JourneyLost float64       // an execution of a journey is gone, at its start or while it waits
	StreamLost  float64       // a record of the stream is never brought
	StreamTwice float64       // a record is brought again
	MailFails   float64       // a carrier refuses a letter
	NoAddress   float64       // a complainant whose every address is wrong
}

// Usual is the behaviour the figures of the README come from.
func Usual() Behaviour {
	return Behaviour{
		InOfficeHours: 0.55, InTheEvening: 0.25, Unsure: 0.08, ByStaff: 0.15, SentTwice: 0.03, Again: 0.06,

		Misread: 0.12, Forgets: 0.10, Remembers: 10 * 24 * time.Hour, Late: 0.06, LateBy: 20 * time.Hour,
		NoDeadline: 24 * time.Hour, AtOnce: 0.45, Sitting: 15 * time.Minute, OnCall: true,

		Hears: map[complaint.Level]float64{
			complaint.Warning: 0.5, complaint.ToOwner: 0.5, complaint.ToLead: 0.6, complaint.ToManager: 0.75, complaint.ToExecutive: 0.9,
		},
		ActsIn: 90 * time.Minute, Heeds: 0.5, HandsOn: 0.8, DeskSays: 0.3, Reads: 0.3,

		Writes: 0.2, WritesIn: 72 * time.Hour, WritesLate: 0.05, Replies: 0.5, RepliesIn: 30 * time.Hour,
		Pleased: 0.88, PleasedLate: 0.72, Impatient: 0.03,
		Sends: 0.5, Reopens: 0.02, ReopensIn: 10 * 24 * time.Hour,
		Withdraws: 0.02, Disputes: 0.2, Objects: 0.4,

		Fails: 0.001, Collides: 0.0001, TimerLost: 0.01, TimerLate: 0.02, LateTimerBy: 2 * time.Hour, TimerEarly: 0.02, TimerTwice: 0.02,
		NotStopped: 0.02, JourneyLost: 0.01, StreamLost: 0.005, StreamTwice: 0.03, MailFails: 0.015, NoAddress: 0.004,
	}
}

// categoryShares are the categories of complaints with their weights.
var categoryShares = []weighted[complaint.Category]{
	{24, complaint.CategoryQuality}, {12, complaint.CategoryAttitude}, {16, complaint.CategoryDelay}, {12, complaint.CategoryBilling},
	{14, complaint.CategoryDelivery}, {5, complaint.CategorySafety}, {6, complaint.CategorySuggestion},
	{4, complaint.CategoryPromotion}, {3, complaint.CategoryContract}, {4, complaint.CategoryOther},
}

// gradeShares are the grades of complaints that are not about safety; those are all of grade 1.
var gradeShares = []weighted[complaint.Grade]{{4, complaint.Major}, {66, complaint.Ordinary}, {30, complaint.Minor}}
