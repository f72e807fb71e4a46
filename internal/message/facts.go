package message

import (
	"strings"
	"time"

	"redress/internal/complaint"
)

// Facts are what a letter may say of a case. None of them is the complainant's own text. Only Reference is always
// needed; a letter leaves out what it is not told, and is refused where it would say nothing without it.
type Facts struct {
	Reference string // as the complainant quotes it
	Brand     string // in whose name the letter is written
	Link      string // where the reader goes on: tracking page, survey or desk

	Flow       complaint.Flow
	Grade      complaint.Grade
	Phase      complaint.Phase
	Outcome    complaint.Outcome
	Department string
	Round      int
	Level      complaint.Level // whom an escalation has reached

	Text          string           // what a member of staff wrote to the complainant: the message, the plan
	Options       int              // how many solutions the complainant chooses from; 0: there is one
	Recourse      []string         // where else the complainant can turn, in the letter's language
	Milestone     string           // the milestone the letter is about
	Lines         []complaint.Line // what was recorded of it that the complainant may see
	Due           time.Time        // its deadline; for the survey, the end of the time to answer; for a rejection, of the time to object
	NextMilestone string           // what is owed to the complainant next
	NextDue       time.Time

	Zone *time.Location // in which dates are written; UTC unless said
}

// needs names the fact without which a letter would say nothing.
var needs = map[complaint.NoticeKind]string{
	complaint.NoticeMessage:    "text",
	complaint.NoticePlan:       "text",
	complaint.NoticeRejected:   "text",
	complaint.NoticeGoodwill:   "text",
	complaint.NoticeMilestone:  "milestone",
	complaint.NoticeWarning:    "milestone",
	complaint.NoticeEscalation: "milestone",
	complaint.NoticeSurvey:     "link",
}

// lacks names the fact that a letter of this kind needs and that is not there; empty if there is none.
func (f Facts) lacks(kind complaint.NoticeKind) string {
	if f.Reference == "" {
		return "reference"
	}
	given := map[string]string{"text": f.Text, "milestone": f.Milestone, "link": f.Link}
	if need, ok := needs[kind]; ok && strings.TrimSpace(given[need]) == "" {
		return need
	}
	return ""
}
