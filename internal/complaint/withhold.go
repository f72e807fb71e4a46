package complaint

import "time"

// withheldNotice is what the task is called that stands for an acknowledgement which the machine did not send.
const withheldNotice = "acknowledgement"

// byMachine says whether a notice would go to a complainant without a person having wanted it: what somebody who files complaints
// with another's address could fill that one's mailbox with.
func (n Notice) byMachine() bool {
	if n.To != ToComplainant {
		return false
	}
	switch n.Kind { //nolint:exhaustive // everything else follows from what a person did
	case NoticeAcknowledgement, NoticeProgress, NoticeJoined:
		return true
	}
	return false
}

// leaveToAPerson makes a task of an acknowledgement that the machine does not send. The clock runs on, so that somebody looks at it.
func (c *Case) leaveToAPerson(at time.Time) {
	if c.Withheld {
		c.Tasks = append(c.Tasks, Task{Notice: withheldNotice, Kind: string(NoticeAcknowledgement), At: at})
	}
}

// spoken notes that a person spoke or wrote to the complainant, who is one of ours then: the machine may write to them as well.
func (c *Case) spoken(at time.Time) {
	c.Withheld = false
	c.hear(SignalContacted, at)
}
