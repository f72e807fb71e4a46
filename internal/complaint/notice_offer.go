package complaint

import (
	"fmt"
	"strings"
)

// offerNotice is what staff are told of an offer, if they are.
func offerNotice(c Case, e Event) (Notice, bool) {
	switch e := e.(type) {
	case *OfferDrafted:
		need, _ := e.Plan.Awaits()
		return Notice{Kind: NoticeApproval, To: levelOf(need.Role)}, true
	case *Approved:
		need, more := c.Draft.Awaits()
		return Notice{Kind: NoticeApproval, To: levelOf(need.Role)}, more && c.Draft.Hash == e.Offer
	case *ApprovalRefused:
		return Notice{Kind: NoticeApprovalRefused, To: ToOwner}, true
	case *Chosen: // whoever heard it knows of it
		return Notice{Kind: NoticeChosen, To: ToOwner}, e.Note == ""
	case *AllDeclined:
		return Notice{Kind: NoticeDemand, To: ToLead}, true
	case *PromiseMade:
		return Notice{Kind: NoticePromise, To: ToOwner, Mail: e.Promise.Mail}, e.Promise.Mail != ""
	case *PromiseReassigned:
		return Notice{Kind: NoticePromise, To: ToOwner, Mail: e.Mail}, e.Mail != ""
	}
	return Notice{}, false
}

// levelOf is where a role is told.
func levelOf(r Role) Level {
	levels := map[Role]Level{Lead: ToLead, Manager: ToManager, Executive: ToExecutive, Legal: ToLegal}
	return levels[r]
}

// whoAnswers is who is told first of a clock that is due: whoever is asked to approve, whoever has to keep the promise, or else
// the owner of the case.
func whoAnswers(c Case, k Clock) (Level, string) {
	switch k.Milestone {
	case MilestoneApproval:
		if need, waits := c.Draft.Awaits(); waits {
			return levelOf(need.Role), ""
		}
	case MilestoneDecision:
		return ToLead, ""
	case MilestonePromise:
		if p := c.promise(k.ID); p != nil {
			return ToOwner, p.Mail
		}
	}
	return ToOwner, ""
}

// told is what the complainant is offered, in the words of whoever proposed it: of several options each with its number.
func (p Plan) told() string {
	if len(p.Others) == 0 {
		return p.Text
	}
	var lines []string
	for i, o := range p.Options() {
		lines = append(lines, fmt.Sprintf("%d. %s", i+1, o.Text))
	}
	return strings.Join(lines, "\n")
}

// several is how many options the complainant chooses from; 0: there is only one.
func (p Plan) several() int {
	if len(p.Others) == 0 {
		return 0
	}
	return 1 + len(p.Others)
}
