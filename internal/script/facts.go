package script

import (
	"slices"
	"time"

	"redress/internal/complaint"
)

// Channel is how the clerk speaks to the complainant (seed 003: 渠道适配).
type Channel string

// The channels.
const (
	Phone   Channel = "phone"   // read out
	Written Channel = "written" // by mail or short message
)

// Channels lists both.
var Channels = []Channel{Phone, Written}

// Step is one of the four, in which a script goes.
type Step string

// The steps.
const (
	Empathy Step = "empathy"
	Cause   Step = "cause"
	Plan    Step = "plan"
	Promise Step = "promise"
)

// Steps lists them in their order.
var Steps = []Step{Empathy, Cause, Plan, Promise}

// Gap is something that the clerk has to fill in.
type Gap string

// The gaps.
const (
	GapName    Gap = "name"    // the clerk's own
	GapFinding Gap = "finding" // what was found, in plain words
	GapOwner   Gap = "owner"   // who carries it out (seed 003: 明确方案的责任人)
	GapDate    Gap = "date"    // by when (seed 003: 时间节点)
)

// Gaps lists every gap.
var Gaps = []Gap{GapName, GapFinding, GapOwner, GapDate}

// Facts are what a script may say of a case. None of them is the complainant's own text.
type Facts struct {
	Reference string
	Brand     string
	Flow      complaint.Flow
	Round     int
	Found     bool             // what happened is known: the flow's milestone for it was met
	Remedy    complaint.Demand // that was proposed in this round; empty: nothing was
	Text      string           // in which it was proposed, by a member of staff

	NextMilestone string // what is owed to the complainant next
	NextDue       time.Time
	Zone          *time.Location // in which dates are written; UTC unless said
}

// FactsOf are the facts of a case at an instant. What should have been done by then is promised no more: the clerk says a new date.
func FactsOf(c complaint.Case, brand string, zone *time.Location, at time.Time) Facts {
	f := Facts{Reference: c.ID, Brand: brand, Flow: c.Flow, Round: c.Round, Found: found(c), Zone: zone}
	if c.Plan != nil {
		f.Remedy, f.Text = c.Plan.Remedy, c.Plan.Text
	}
	for _, k := range c.OpenObligations() {
		if !slices.Contains(told, k.Milestone) && !k.Paused && k.Due.After(at) && (f.NextDue.IsZero() || k.Due.Before(f.NextDue)) {
			f.NextMilestone, f.NextDue = k.Milestone, k.Due
		}
	}
	return f
}

// told are milestones that are the desk's own business, or that saying the script meets: nobody promises them to a complainant.
var told = []string{"acknowledged", "registered", "assessed", "contacted", "responded", "major_contact", "plan_told", "kept_informed", "thanked",
	"training", "quality_ledger", "process_improvement", "dispute_prevented", "recourse_explained"}

// finding are the milestones of which each says that it is known what happened.
var finding = map[complaint.Flow][]string{
	complaint.Quality: {"inspection_report"}, complaint.Attitude: {"internal_inquiry"}, complaint.Delay: {"cause_found"},
	complaint.Billing: {"reconciliation"}, complaint.Delivery: {"mistake_typed"}, complaint.Safety: {"hazard_check", "rectification_report"},
	complaint.Suggestion: {"feasibility"}, complaint.General: {"cause_found"},
}

// found says whether a milestone of this round was met by which it is known what happened.
func found(c complaint.Case) bool {
	return slices.ContainsFunc(c.Clocks, func(k complaint.Clock) bool {
		return k.Round == c.Round && !k.MetAt.IsZero() && slices.Contains(finding[c.Flow], k.Milestone)
	})
}

// ChannelOf is the channel that a complainant prefers: in writing, unless a telephone number is all there is of them, or the matter is so
// grave that somebody has to call (seed 003: 重大投诉需即时响应).
func ChannelOf(c complaint.Case) Channel {
	ways := c.Complainant.Reaches()
	if c.Grade == complaint.Major && c.Complainant.Phone != "" || len(ways) > 0 && ways[0] == complaint.BySMS && c.Complainant.Email == "" {
		return Phone
	}
	return Written
}
