package complaint

import (
	"fmt"
	"time"
)

// NoticeKind is what a notice is about; each has its texts in the catalogues.
type NoticeKind string

// The notices to complainants and to staff.
const (
	NoticeAcknowledgement NoticeKind = "acknowledgement"
	NoticeMilestone       NoticeKind = "milestone"
	NoticeMessage         NoticeKind = "message"
	NoticeProgress        NoticeKind = "progress"
	NoticePlan            NoticeKind = "plan"
	NoticeExecuted        NoticeKind = "executed"
	NoticeSurvey          NoticeKind = "survey"
	NoticeSecondRound     NoticeKind = "second_round"
	NoticeClosed          NoticeKind = "closed"
	NoticeJoined          NoticeKind = "joined"
	NoticeGoodwill        NoticeKind = "goodwill"

	NoticeEmergency  NoticeKind = "emergency"
	NoticeWarning    NoticeKind = "warning"
	NoticeEscalation NoticeKind = "escalation"
	NoticeOffered    NoticeKind = "offered"
	NoticeWrote      NoticeKind = "wrote"
	NoticeMerged     NoticeKind = "merged"

	NoticeAssigned   NoticeKind = "assigned"   // to the new owner
	NoticeUnassigned NoticeKind = "unassigned" // to the lead: nobody is free
	NoticeDeclined   NoticeKind = "declined"   // to the owner, who goes on

	NoticeApproval        NoticeKind = "approval"
	NoticeApprovalRefused NoticeKind = "approval_refused"
	NoticeChosen          NoticeKind = "chosen"
	NoticeDemand          NoticeKind = "special_demand"
	NoticePromise         NoticeKind = "promise"
)

// ComplainantNotices lists the notices a complainant can get.
var ComplainantNotices = []NoticeKind{
	NoticeAcknowledgement, NoticeMilestone, NoticeMessage, NoticeProgress, NoticePlan, NoticeExecuted, NoticeSurvey,
	NoticeSecondRound, NoticeClosed, NoticeJoined, NoticeRejected, NoticeWithdrawn, NoticeGoodwill,
}

// StaffNotices lists the notices staff can get.
var StaffNotices = []NoticeKind{
	NoticeEmergency, NoticeWarning, NoticeEscalation, NoticeOffered, NoticeWrote, NoticeMerged, NoticeRejection,
	NoticeRejectionRefused, NoticeObjected, NoticeWithdrew, NoticeAssigned, NoticeUnassigned, NoticeDeclined,
	NoticeApproval, NoticeApprovalRefused, NoticeChosen, NoticeDemand, NoticePromise,
}

// noticeSignals says what it meets when a notice leaves.
var noticeSignals = map[NoticeKind]Signal{
	NoticeAcknowledgement: SignalAcknowledged,
	NoticeSecondRound:     SignalAcknowledged,
	NoticePlan:            SignalPlanTold,
	NoticeRejected:        SignalPlanTold, // it is the answer, where an answer is owed
	NoticeSurvey:          SignalSurveyed,
}

// MeetsMilestone says whether the case must be told when a notice of this kind has left.
func (k NoticeKind) MeetsMilestone() bool { _, meets := noticeSignals[k]; return meets }

// Meets says whether a notice of this kind meets the clock's milestone by leaving.
func (k NoticeKind) Meets(clock Clock) bool {
	s, meets := noticeSignals[k]
	return meets && clock.MeetableBy(s)
}

// Notice is something to be told to somebody because of a commit. It is ordered in the same transaction and sent
// later; its id makes it the same notice however often it is ordered.
type Notice struct {
	ID        string     `json:"id"`
	Ref       Ref        `json:"ref"`
	Kind      NoticeKind `json:"kind"`
	Round     int        `json:"round"`
	To        Level      `json:"to"`             // ToComplainant, or the level of staff
	Mail      string     `json:"mail,omitempty"` // one member of staff rather than a level
	Milestone string     `json:"milestone,omitempty"`
	Clock     string     `json:"clock,omitempty"`
	Due       time.Time  `json:"due,omitzero"`
	Recourse  []string   `json:"recourse,omitempty"`
	Text      string     `json:"text,omitempty"`    // what a person wrote to the complainant
	Lines     []Line     `json:"lines,omitempty"`   // what the complainant may see of a record
	Options   int        `json:"options,omitempty"` // how many solutions the complainant chooses from
	At        time.Time  `json:"at"`
}

// Notices are what a commit orders to be told, given the case as the commit left it.
func Notices(after Case, m Commit) []Notice {
	var notices []Notice
	for _, n := range ordered(after, m) {
		if after.Withheld && n.byMachine() {
			continue
		}
		n.ID = fmt.Sprintf("%s-%04d-%d", after.ID, m.Revision, len(notices))
		n.Ref, n.Round, n.At = after.Ref(), after.Round, m.At
		notices = append(notices, n)
	}
	return notices
}

// ordered are the notices that the events order, without what is the same for all.
func ordered(after Case, m Commit) (notices []Notice) {
	for _, e := range m.Events {
		if started, is := e.(*ContingencyStarted); is {
			notices = append(notices, standBy(started)...)
		}
		if n, tells := noticeFor(after, e); tells {
			notices = append(notices, n)
		}
	}
	return notices
}

// standBy tells those who lead a grave case and stand by. The executives' own address is told of it anyway.
func standBy(e *ContingencyStarted) (notices []Notice) {
	for _, a := range e.people() {
		if a.Mail != "" {
			notices = append(notices, Notice{Kind: NoticeEmergency, To: ToExecutive, Mail: a.Mail})
		}
	}
	return notices
}

// noticeFor is the notice that an event orders, if it orders one.
func noticeFor(c Case, e Event) (Notice, bool) { //nolint:gocyclo // a list of events
	if n, tells, known := endNotice(c, e); known {
		return n, tells
	}
	if n, tells := staffNotice(c, e); tells {
		return n, true
	}
	n := Notice{To: ToComplainant}
	switch e := e.(type) {
	case *Acknowledged:
		n.Kind = NoticeAcknowledgement
	case *MilestoneRecorded:
		n.Kind, n.Milestone, n.Lines = NoticeMilestone, e.Milestone, e.Tell
		return n, !e.Beside && tellsOf(c, e.Milestone)
	case *Told:
		n.Kind, n.Text = NoticeMessage, e.Text
	case *Proposed:
		n.Kind, n.Text, n.Options = NoticePlan, e.Plan.told(), e.Plan.several()
	case *Carried:
		n.Kind = NoticeExecuted
	case *Asked:
		n.Kind, n.Due = NoticeSurvey, c.Survey.ExpiresAt
	case *RoundOpened:
		n.Kind = NoticeSecondRound
	case *Ended:
		n.Kind = NoticeClosed
	case *Joined:
		n.Kind, n.Text = NoticeJoined, e.Into
	case *Left:
		n.Kind = NoticeProgress
	case *GoodwillAnswered:
		n.Kind, n.Text = NoticeGoodwill, e.Text
		return n, e.Text != ""
	case *ExtensionAnswered:
		n.Kind = NoticeProgress
		return n, e.Granted && forComplainant(c, e.Clock)
	default:
		return Notice{}, false
	}
	return n, true
}

func staffNotice(c Case, e Event) (Notice, bool) {
	switch e := e.(type) {
	case *RungFired:
		return rungNotice(c, e), true
	case *Read:
		return Notice{Kind: NoticeEmergency, To: ToExecutive}, e.Reading.Grade == Major
	case *Assessed:
		return Notice{Kind: NoticeEmergency, To: ToExecutive}, e.Grade == Major && e.Overruled
	case *Offered:
		return Notice{Kind: NoticeOffered, To: ToOwner, Mail: e.To.Mail}, e.To.Mail != ""
	case *Assigned:
		return assignedNotice(e)
	case *Declined:
		return Notice{Kind: NoticeDeclined, To: ToOwner}, c.Owner != nil
	case *Merged: // the owner knows of what they merged themselves
		return Notice{Kind: NoticeMerged, To: ToOwner}, e.Twin != nil && c.Owner != nil
	case *Wrote:
		return Notice{Kind: NoticeWrote, To: ToOwner}, c.Open()
	}
	return offerNotice(c, e)
}

func assignedNotice(e *Assigned) (Notice, bool) {
	switch {
	case e.To == nil:
		return Notice{Kind: NoticeUnassigned, To: ToLead}, true
	case e.Offered:
		return Notice{Kind: NoticeOffered, To: ToOwner, Mail: e.To.Mail}, e.To.Mail != ""
	}
	return Notice{Kind: NoticeAssigned, To: ToOwner, Mail: e.To.Mail}, e.Told && e.To.Mail != ""
}

func rungNotice(c Case, e *RungFired) Notice {
	k, _ := c.ClockByID(e.Clock)
	n := Notice{Kind: NoticeEscalation, To: e.Level, Milestone: k.Milestone, Clock: e.Clock, Due: e.Due}
	switch e.Level {
	case ToComplainant:
		n.Kind = NoticeProgress
	case Warning:
		n.Kind, n.To = NoticeWarning, ToOwner
	case ToOwner, ToLead, ToManager, ToExecutive, ToLegal:
	}
	if n.To == ToOwner {
		n.To, n.Mail = whoAnswers(c, k)
	}
	return n
}

// forComplainant says whether a clock of the case is one that the complainant hears of or sees.
func forComplainant(c Case, clock string) bool {
	k, known := c.ClockByID(clock)
	return known && k.ForComplainant()
}

// tellsOf says whether the complainant hears of a milestone of this case.
func tellsOf(c Case, milestone string) bool {
	for _, k := range c.Clocks {
		if k.Milestone == milestone && k.Tell {
			return true
		}
	}
	return false
}
