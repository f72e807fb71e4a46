package complaint

// The notices of cases that end without a remedy.
const (
	NoticeRejected  NoticeKind = "rejected"
	NoticeWithdrawn NoticeKind = "withdrawn"

	NoticeRejection        NoticeKind = "rejection" // a rejection waits for its answer
	NoticeRejectionRefused NoticeKind = "rejection_refused"
	NoticeObjected         NoticeKind = "objected"
	NoticeWithdrew         NoticeKind = "withdrew"
)

// endNotice is the notice of an event about such an end, if it orders one; known is false for every other event.
func endNotice(c Case, e Event) (n Notice, tells, known bool) {
	switch e.(type) {
	case *RejectionAsked:
		return Notice{Kind: NoticeRejection, To: ToLead}, true, true
	case *RejectionRefused:
		return Notice{Kind: NoticeRejectionRefused, To: ToOwner}, c.Owner != nil, true
	case *RejectionConfirmed:
		return rejectedNotice(c), true, true
	case *Objected:
		return Notice{Kind: NoticeObjected, To: ToLead}, true, true
	case *WithdrawalRecorded:
		return Notice{Kind: NoticeWithdrawn, To: ToComplainant}, true, true
	case *ConclusionStarted:
		return Notice{Kind: NoticeWithdrew, To: ToOwner}, c.withdrewUnheard(), true
	case *Ended:
		return Notice{Kind: NoticeWithdrew, To: ToOwner}, c.withdrewUnheard(), c.justWithdrew() // who has just withdrawn is told of that, and not of the close besides
	}
	return Notice{}, false, false
}

// rejectedNotice tells why, where else to turn, and until when they may object (ISO 10002 7.8).
func rejectedNotice(c Case) Notice {
	n := Notice{Kind: NoticeRejected, To: ToComplainant, Text: c.Rejection.Reason, Due: c.Rejection.ObjectUntil}
	for _, r := range c.Rejection.Recourse {
		n.Recourse = append(n.Recourse, r.Text)
	}
	return n
}

// justWithdrew says whether the case was closed by being withdrawn, with nothing owed any more.
func (c Case) justWithdrew() bool {
	return c.Outcome == Withdrawn && c.Withdrawal != nil && c.Closed.Equal(c.Withdrawal.At)
}

// withdrewUnheard says whether the complainant has just withdrawn by themselves, of which the owner does not know.
func (c Case) withdrewUnheard() bool {
	return c.Owner != nil && c.Withdrawal != nil && c.Withdrawal.HeardBy == "" && (c.Leaving == Withdrawn || c.justWithdrew())
}
