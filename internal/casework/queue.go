package casework

import (
	"context"
	"time"

	"redress/internal/complaint"
)

// Brief is a case as a line of the work queue.
type Brief struct {
	Case       string             `json:"case"`
	Phase      complaint.Phase    `json:"phase"`
	Round      int                `json:"round"`
	Flow       complaint.Flow     `json:"flow,omitempty"`
	Grade      complaint.Grade    `json:"grade,omitempty"`
	Department string             `json:"department,omitempty"`
	Team       string             `json:"team,omitempty"`
	Owner      string             `json:"owner,omitempty"`
	Offered    string             `json:"offered,omitempty"`   // to whom the owner has offered it
	Milestone  string             `json:"milestone,omitempty"` // the one that is due next
	Due        time.Time          `json:"due,omitzero"`
	Overdue    bool               `json:"overdue,omitempty"` // set when the queue is read
	Tasks      int                `json:"tasks,omitempty"`
	Waiting    complaint.Awaited  `json:"waiting,omitempty"`  // what the complainant is waited for; then due is when that ends
	Asked      int                `json:"asked,omitempty"`    // extensions, or a rejection, that wait for an answer
	Twins      int                `json:"twins,omitempty"`    // cases proposed as the same complaint
	Approval   complaint.Role     `json:"approval,omitempty"` // whose approval an offer waits for
	Promises   int                `json:"promises,omitempty"` // that are to be kept
	ReceivedAt time.Time          `json:"received_at"`
	Language   complaint.Language `json:"language,omitempty"`
}

// BriefOf is the line of a case.
func BriefOf(c complaint.Case) Brief {
	b := Brief{
		Case: c.ID, Phase: c.Phase, Round: c.Round, Flow: c.Flow, Grade: c.Grade, Department: c.Department, Team: c.Team,
		Due: c.NextDue(), Tasks: len(c.Tasks), Asked: len(c.Extensions), Twins: len(c.Twins), ReceivedAt: c.ReceivedAt, Language: c.Language,
	}
	if c.Phase == complaint.Handling && c.Rejection.Pending() {
		b.Asked++
	}
	if c.Owner != nil {
		b.Owner = c.Owner.ID
	}
	if c.Offered != nil {
		b.Offered = c.Offered.ID
	}
	if need, waits := c.Draft.Awaits(); waits {
		b.Approval = need.Role
	}
	b.Promises = len(c.OpenPromises())
	if p, waiting := c.Waiting(); waiting {
		b.Waiting = p.For
	}
	for _, k := range c.Clocks {
		if k.Open() && !k.Paused && !k.Recurs && k.Due.Equal(b.Due) {
			b.Milestone = k.Milestone
			break
		}
	}
	return b
}

// Queue is the open cases of a tenant, the next deadline first.
type Queue interface {
	Queue(ctx context.Context, tenant string, want Want) (QueuePage, error)
}

// QueuePage is a part of the queue, and where the next part begins; empty: there is none.
type QueuePage struct {
	Cases []Brief `json:"cases"`
	Next  string  `json:"next,omitempty"`
}

// History keeps what happened to a case.
type History interface {
	// Commits answers all commits of a case in their order.
	Commits(ctx context.Context, ref complaint.Ref) ([]complaint.Commit, error)
	// Notices answers all notices of a case with what became of them.
	Notices(ctx context.Context, ref complaint.Ref) ([]NoticeState, error)
}

// The states of a notice. A write that leaves it pending wakes its sender.
const (
	Pending = "pending" // to be sent now
	Sending = "sending" // claimed for one try
	Waiting = "waiting" // tried in vain, to be tried later
	Sent    = "sent"
	Failed  = "failed" // given up; a person has to
)

// NoticeState is a notice and what became of it.
type NoticeState struct {
	complaint.Notice
	State  string          `json:"state"`
	Reach  complaint.Reach `json:"reach,omitempty"`
	Proof  string          `json:"proof,omitempty"`
	Tries  int             `json:"tries,omitempty"`
	SentAt time.Time       `json:"sent_at,omitzero"`

	Standin string `json:"standin,omitempty"` // who was told in the owner's place
}
