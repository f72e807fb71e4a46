package complaint

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"
)

// Commit is everything one command changed, at one instant by one actor. Commits are numbered from 1.
type Commit struct {
	Revision int       `json:"revision"`
	At       time.Time `json:"at"`
	Actor    Actor     `json:"actor"`
	Command  string    `json:"command"`
	Events   []Event   `json:"events"`
	Salt     string    `json:"salt,omitempty"` // chance, destroyed with what is erased, so that nobody can find that again by its sum
}

// Event is a fact about a case. A new kind of event is a new type here, in eventKinds and in its Apply.
type Event interface {
	apply(c *Case, at time.Time, by Actor)
}

// Filed opens a case.
type Filed struct {
	Tenant      string      `json:"tenant"`
	ID          string      `json:"id"`
	Policy      string      `json:"policy"`
	Calendar    string      `json:"calendar"`
	ReceivedAt  time.Time   `json:"received_at"`
	HappenedAt  time.Time   `json:"happened_at,omitzero"`
	Channel     Channel     `json:"channel"`
	Complainant Complainant `json:"complainant"`
	Matter      Matter      `json:"matter"`
	Demand      Demand      `json:"demand"`
	Scene       string      `json:"scene,omitempty"`
	Content     string      `json:"content"`
	Expected    time.Time   `json:"expected"` // the journey must have read it by then
}

// Read is a first reading by the machine.
type Read struct {
	Reading    Reading  `json:"reading"`
	Flow       Flow     `json:"flow"`
	Department string   `json:"department"`
	Complex    bool     `json:"complex,omitempty"` // too unsure to put the case on the register by it
	Earlier    *Earlier `json:"earlier,omitempty"`
	Value      *Value   `json:"value,omitempty"`
	Withheld   bool     `json:"withheld,omitempty"` // its addresses were given with too many complaints lately
	People     []string `json:"people,omitempty"`   // keyed hashes under which the complainant's complaints are found
}

// Assessed is a person's word on flow and grade: the machine's reading confirmed, or overruled with a reason.
type Assessed struct {
	Category   Category `json:"category"`
	Cause      Cause    `json:"cause"`
	Grade      Grade    `json:"grade"`
	Flow       Flow     `json:"flow"`
	Department string   `json:"department"`
	Overruled  bool     `json:"overruled,omitempty"`
	Reason     string   `json:"reason,omitempty"`
}

// Registered says that a person put the case on the register.
type Registered struct{}

// Reopened says that a case was taken up again.
type Reopened struct {
	Reason string `json:"reason"`
}

// Merged says that another case has become a part of this one, and which clocks it brings along.
type Merged struct {
	Case     string   `json:"case"`
	Reason   string   `json:"reason"`
	Excluded []string `json:"excluded,omitempty"`
	Clocks   []string `json:"clocks,omitempty"`
	Grade    Grade    `json:"grade,omitempty"` // the other's, where this one has none yet
	Twin     *Twin    `json:"twin,omitempty"`  // why, where the machine did it

	Promises []Promise `json:"promises,omitempty"` // of the other that are not kept yet
	Granted  []Grant   `json:"granted,omitempty"`  // on the other
}

// TwinsFound says which other cases may be the same complaint, for a person to say.
type TwinsFound struct {
	Twins []Twin `json:"twins"`
}

// KeptApart says that a person said that another case is not the same complaint.
type KeptApart struct {
	Case   string `json:"case"`
	Reason string `json:"reason"`
}

// Joined says that this case has become a part of another.
type Joined struct {
	Into   string `json:"into"`
	Reason string `json:"reason"`
}

// Parted says that another case is a part of this one no longer.
type Parted struct {
	Case   string `json:"case"`
	Reason string `json:"reason"`
}

// Left says that this case is a part of another no longer, and goes on where it was.
type Left struct {
	From     string    `json:"from"`
	Reason   string    `json:"reason"`
	Expected time.Time `json:"expected,omitzero"` // its journey must have moved it on by then
}

// Acknowledged says that the acknowledgement was ordered; it counts as given once it has left.
type Acknowledged struct{}

// NoticeLeft says that a notice left for the complainant, for those whose leaving meets a milestone.
type NoticeLeft struct {
	Notice string `json:"notice"`
	Kind   string `json:"kind"`
	Reach  Reach  `json:"reach"`
}

// NoticeFailed says that a notice could not be delivered by any way; a person has to.
type NoticeFailed struct {
	Notice string `json:"notice"`
	Kind   string `json:"kind"`
}

// TaskDone says that a person did what the machine could not.
type TaskDone struct {
	Notice string `json:"notice"`
}

// Taken says that somebody took the case on (requirement D1).
type Taken struct {
	Owner Actor `json:"owner"`
}

// Offered says that the owner offered the case to another, and stays responsible until that one takes it.
type Offered struct {
	To Actor `json:"to"`
}

// Contacted says that a person spoke to the complainant.
type Contacted struct {
	By   string `json:"by"` // phone, visit, chat ...
	Note string `json:"note"`
}

// Noted is a remark for staff only.
type Noted struct {
	Text string `json:"text"`
}

// Told is a message of staff to the complainant.
type Told struct {
	Text string `json:"text"`
}

// Wrote is a message of the complainant.
type Wrote struct {
	Text string `json:"text"`
}

// Proposed says that a solution was proposed.
type Proposed struct {
	Plan Plan `json:"plan"`
}

// Carried says that the remedy was carried out, and when the complainant will be asked.
type Carried struct {
	Note     string    `json:"note,omitempty"`
	Amount   *Sum      `json:"amount,omitempty"` // that was paid
	SendAt   time.Time `json:"send_at"`
	Expires  time.Time `json:"expires"`
	Expected time.Time `json:"expected"` // the journey must have sent the survey by then

	StillOpen string `json:"still_open,omitempty"` // what becomes of the promises that are not kept yet
}

// Asked says that the survey was ordered.
type Asked struct{}

// Answered is the complainant's answer to the survey.
type Answered struct {
	Answer    Answer `json:"answer"`
	Satisfied bool   `json:"satisfied"`
}

// SurveyExpired says that no answer came in time.
type SurveyExpired struct{}

// RoundOpened starts a further round of handling, with another handler (requirement E4).
type RoundOpened struct {
	Round    int    `json:"round"`
	Excluded string `json:"excluded,omitempty"`
}

// ConclusionStarted says that the complainant is done while the tenant still owes a milestone.
type ConclusionStarted struct {
	Outcome Outcome `json:"outcome"`
}

// Ended closes the case.
type Ended struct {
	Outcome   Outcome   `json:"outcome"`
	KeepUntil time.Time `json:"keep_until,omitzero"` // by the policy's retention; zero: it says nothing
}

// LinksRevoked makes every link and secret given out so far for the case worthless.
type LinksRevoked struct{}

// JourneyRestarted says that the state machine's execution was lost and another one started.
type JourneyRestarted struct {
	Expected time.Time `json:"expected,omitzero"`
}

// eventKinds is every kind of event under its name on record. Names never change.
var eventKinds = map[string]func() Event{
	"filed":                   func() Event { return &Filed{} },
	"read":                    func() Event { return &Read{} },
	"assessed":                func() Event { return &Assessed{} },
	"reached":                 func() Event { return &Reached{} },
	"clock_started":           func() Event { return &ClockStarted{} },
	"clock_moved":             func() Event { return &ClockMoved{} },
	"registered":              func() Event { return &Registered{} },
	"verified":                func() Event { return &Verified{} },
	"investigated":            func() Event { return &Investigated{} },
	"responsibility_decided":  func() Event { return &ResponsibilityDecided{} },
	"rejection_asked":         func() Event { return &RejectionAsked{} },
	"rejection_confirmed":     func() Event { return &RejectionConfirmed{} },
	"rejection_refused":       func() Event { return &RejectionRefused{} },
	"objected":                func() Event { return &Objected{} },
	"withdrawal_recorded":     func() Event { return &WithdrawalRecorded{} },
	"agreement_recorded":      func() Event { return &AgreementRecorded{} },
	"extension_asked":         func() Event { return &ExtensionAsked{} },
	"goodwill_due":            func() Event { return &GoodwillDue{} },
	"goodwill_asked":          func() Event { return &GoodwillAsked{} },
	"goodwill_answered":       func() Event { return &GoodwillAnswered{} },
	"extension_answered":      func() Event { return &ExtensionAnswered{} },
	"reopened":                func() Event { return &Reopened{} },
	"rules_adopted":           func() Event { return &RulesAdopted{} },
	"merged":                  func() Event { return &Merged{} },
	"twins_found":             func() Event { return &TwinsFound{} },
	"kept_apart":              func() Event { return &KeptApart{} },
	"joined":                  func() Event { return &Joined{} },
	"parted":                  func() Event { return &Parted{} },
	"left":                    func() Event { return &Left{} },
	"paused":                  func() Event { return &Paused{} },
	"resumed":                 func() Event { return &Resumed{} },
	"clock_met":               func() Event { return &ClockMet{} },
	"clock_superseded":        func() Event { return &ClockSuperseded{} },
	"rung_fired":              func() Event { return &RungFired{} },
	"escalation_acknowledged": func() Event { return &EscalationAcknowledged{} },
	"acknowledged":            func() Event { return &Acknowledged{} },
	"notice_left":             func() Event { return &NoticeLeft{} },
	"notice_failed":           func() Event { return &NoticeFailed{} },
	"task_done":               func() Event { return &TaskDone{} },
	"taken":                   func() Event { return &Taken{} },
	"offered":                 func() Event { return &Offered{} },
	"assigned":                func() Event { return &Assigned{} },
	"declined":                func() Event { return &Declined{} },
	"contingency_started":     func() Event { return &ContingencyStarted{} },
	"contacted":               func() Event { return &Contacted{} },
	"milestone_recorded":      func() Event { return &MilestoneRecorded{} },
	"noted":                   func() Event { return &Noted{} },
	"told":                    func() Event { return &Told{} },
	"wrote":                   func() Event { return &Wrote{} },
	"proposed":                func() Event { return &Proposed{} },
	"offer_drafted":           func() Event { return &OfferDrafted{} },
	"approved":                func() Event { return &Approved{} },
	"approval_refused":        func() Event { return &ApprovalRefused{} },
	"chosen":                  func() Event { return &Chosen{} },
	"all_declined":            func() Event { return &AllDeclined{} },
	"promise_made":            func() Event { return &PromiseMade{} },
	"promise_kept":            func() Event { return &PromiseKept{} },
	"promise_reassigned":      func() Event { return &PromiseReassigned{} },
	"carried":                 func() Event { return &Carried{} },
	"asked":                   func() Event { return &Asked{} },
	"answered":                func() Event { return &Answered{} },
	"survey_expired":          func() Event { return &SurveyExpired{} },
	"round_opened":            func() Event { return &RoundOpened{} },
	"conclusion_started":      func() Event { return &ConclusionStarted{} },
	"ended":                   func() Event { return &Ended{} },
	"links_revoked":           func() Event { return &LinksRevoked{} },
	"journey_restarted":       func() Event { return &JourneyRestarted{} },
	"timer_restarted":         func() Event { return &TimerRestarted{} },
	"held":                    func() Event { return &Held{} },
	"hold_released":           func() Event { return &HoldReleased{} },
	"erasure_asked":           func() Event { return &ErasureAsked{} },
	"erasure_refused":         func() Event { return &ErasureRefused{} },
	"erased":                  func() Event { return &Erased{} },
	"erasure_done":            func() Event { return &ErasureDone{} },
	"file_expected":           func() Event { return &FileExpected{} },
	"file_kept":               func() Event { return &FileKeptAs{} },
	"file_refused":            func() Event { return &FileTurnedAway{} },
}

// eventNames is eventKinds the other way round, by Go type.
var eventNames = func() map[string]string {
	names := make(map[string]string, len(eventKinds))
	for name, blank := range eventKinds {
		names[fmt.Sprintf("%T", blank())] = name
	}
	return names
}()

// EventNames lists the names of all kinds of events, in order.
func EventNames() []string { return slices.Sorted(maps.Keys(eventKinds)) }

// NameOf is the name of an event on record.
func NameOf(e Event) string { return eventNames[fmt.Sprintf("%T", e)] }

// recorded is an event on record.
type recorded struct {
	Kind string          `json:"kind"`
	Data json.RawMessage `json:"data"`
}

// MarshalJSON writes the events under their names.
func (m Commit) MarshalJSON() ([]byte, error) {
	type plain Commit
	out := struct {
		plain
		Events []recorded `json:"events"`
	}{plain: plain(m), Events: make([]recorded, len(m.Events))}
	for i, e := range m.Events {
		data, err := json.Marshal(e)
		if err != nil {
			return nil, fmt.Errorf("event %d of commit %d: %w", i, m.Revision, err)
		}
		out.Events[i] = recorded{NameOf(e), data}
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads the events by their names.
func (m *Commit) UnmarshalJSON(src []byte) error {
	type plain Commit
	in := struct {
		*plain
		Events []recorded `json:"events"`
	}{plain: (*plain)(m)}
	if err := json.Unmarshal(src, &in); err != nil {
		return err
	}
	m.Events = make([]Event, len(in.Events))
	for i, r := range in.Events {
		blank, known := eventKinds[r.Kind]
		if !known {
			return fmt.Errorf("commit %d holds an event of unknown kind %q", m.Revision, r.Kind)
		}
		m.Events[i] = blank()
		if err := json.Unmarshal(r.Data, m.Events[i]); err != nil {
			return fmt.Errorf("event %d of commit %d: %w", i, m.Revision, err)
		}
	}
	return nil
}
