package complaint

// Phase is where a case stands on its journey.
type Phase string

// The phases, in the order of the journey. Unsatisfied leads from Surveying back to Handling, in a new round.
const (
	Received   Phase = "received"   // filed, not read by anybody yet
	Classified Phase = "classified" // read by the machine, not acknowledged yet
	Handling   Phase = "handling"   // people are at work
	Executed   Phase = "executed"   // the remedy was carried out, the survey is still to come
	Surveying  Phase = "surveying"  // the complainant was asked and has not answered
	Concluding Phase = "concluding" // the complainant is done, the tenant still owes a milestone
	Closed     Phase = "closed"
	Joint      Phase = "joint" // it is a part of another case
)

// Phases lists every phase in order.
var Phases = []Phase{Received, Classified, Handling, Executed, Surveying, Concluding, Closed, Joint}

// Outcome is how a case ended.
type Outcome string

// The outcomes.
const (
	Satisfied     Outcome = "satisfied"      // the complainant said so
	NoAnswer      Outcome = "no_answer"      // the survey expired
	RecourseGiven Outcome = "recourse_given" // no agreement in the last round; the complainant was told where else to turn
	Rejected      Outcome = "rejected"       // there was nothing to it; the complainant was told why, and where else to turn
	Withdrawn     Outcome = "withdrawn"      // the complainant gave it up
	Agreed        Outcome = "agreed"         // both sides agreed, with nothing to carry out
	NoOutcome     Outcome = ""               // still open
)

// Outcomes lists every way a case can end.
var Outcomes = []Outcome{Satisfied, NoAnswer, RecourseGiven, Rejected, Withdrawn, Agreed}

// Anchor is the moment a clock counts from.
type Anchor string

// The anchors. Each is reached at most once a round, but Informed, which moves with every word to the complainant.
const (
	AtReceipt      Anchor = "received"
	AtRegistration Anchor = "registered"
	AtPlan         Anchor = "proposed"
	AtChoice       Anchor = "chosen" // the complainant chose an option
	AtExecution    Anchor = "executed"
	AtInformed     Anchor = "informed"
	AtLastRefusal  Anchor = "refused" // unsatisfied in the last round the policy allows, or rejected
)

// Anchors lists every anchor.
var Anchors = []Anchor{AtReceipt, AtRegistration, AtPlan, AtChoice, AtExecution, AtInformed, AtLastRefusal}

// Signal is something that happened and may meet a milestone; the policy says which signals meet which.
type Signal string

// The signals.
const (
	SignalAcknowledged Signal = "acknowledged" // the acknowledgement left for the complainant
	SignalRegistered   Signal = "registered"   // the case is on the register with flow and grade
	SignalAssessed     Signal = "assessed"     // a person confirmed or overruled the machine's reading
	SignalVerified     Signal = "verified"     // a person found the matter real, reasonable and in scope
	SignalContacted    Signal = "contacted"    // a person spoke or wrote to the complainant
	SignalPlanTold     Signal = "plan_told"    // the plan, or the rejection, left for the complainant
	SignalProposed     Signal = "proposed"     // a plan was made
	SignalExecuted     Signal = "executed"     // the remedy was carried out
	SignalSurveyed     Signal = "surveyed"     // the survey left for the complainant
	SignalInformed     Signal = "informed"     // the complainant heard of the case, from a person or the machine
	SignalRecorded     Signal = "recorded"     // a person recorded the milestone by its name
	SignalApproved     Signal = "approved"     // whoever was asked to approve an offer has answered
	SignalKept         Signal = "kept"         // a promise was kept
)

// Signals lists every signal.
var Signals = []Signal{
	SignalAcknowledged, SignalRegistered, SignalAssessed, SignalVerified, SignalContacted, SignalPlanTold,
	SignalProposed, SignalExecuted, SignalSurveyed, SignalInformed, SignalRecorded, SignalApproved, SignalKept,
}

// Level is a rung of the escalation ladder: who is told.
type Level string

// The levels, from the bottom up (requirement C2).
const (
	Warning       Level = "warning" // before the deadline, to the owner
	ToOwner       Level = "owner"   // at the deadline
	ToLead        Level = "lead"
	ToManager     Level = "manager"
	ToExecutive   Level = "executive"
	ToLegal       Level = "legal"       // who reviews what is offered
	ToComplainant Level = "complainant" // the complainant is told that work goes on
)

// Levels lists every level.
var Levels = []Level{Warning, ToOwner, ToLead, ToManager, ToExecutive, ToLegal, ToComplainant}
