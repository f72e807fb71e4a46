package policy

import (
	"fmt"
	"maps"
	"regexp"
	"slices"

	"redress/internal/calendar"
	"redress/internal/complaint"
)

// nameShape is a milestone's, department's or ladder's name.
var nameShape = regexp.MustCompile(`^[a-z][a-z0-9_]{1,39}$`)

// versionShape is a policy's version; it is part of keys.
var versionShape = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$`)

// check refuses a policy that leaves a flow, grade or category without an answer, or gives an impossible one.
func (p *Policy) check() error {
	if !versionShape.MatchString(p.Version) {
		return bad("version", "must be 1 to 64 letters, digits, dots, dashes or underscores")
	}
	if p.Calendar == "" {
		return bad("calendar", "must name a calendar")
	}
	for _, part := range []func() error{
		p.checkCategories, p.checkFlows, p.checkLadders, p.checkGrading, p.checkRegistration, p.checkPause, p.checkDuplicates,
		p.checkDrift, p.checkValue, p.checkSameAddress, p.checkSurvey, p.checkRounds, p.checkMachine, p.checkJudging, p.checkAssignment,
		p.checkContingency, p.checkPrivacy, p.checkRetention, p.checkEvidence, p.checkLibrary, p.checkStatutory, p.Fairness.check,
		p.checkGoodwill, p.checkForms, p.checkAuthority,
	} {
		if err := part(); err != nil {
			return err
		}
	}
	return nil
}

func (p *Policy) checkCategories() error {
	for _, c := range complaint.Categories {
		field := "categories." + string(c)
		r, known := p.Categories[c]
		switch {
		case !known:
			return bad(field, "is missing; every category needs a flow and a department")
		case !slices.Contains(complaint.Flows, r.Flow):
			return bad(field+".flow", "is %q, which is none of %v", r.Flow, complaint.Flows)
		case !nameShape.MatchString(r.Department):
			return bad(field+".department", "is %q; a name is lower-case letters, digits and underscores", r.Department)
		}
	}
	return onlyKnown("categories", p.Categories, complaint.Categories)
}

func (p *Policy) checkFlows() error {
	if err := onlyKnown("flows", p.Flows, complaint.Flows); err != nil {
		return err
	}
	for _, f := range complaint.Flows {
		if len(p.Flows[f]) == 0 {
			return bad("flows."+string(f), "is missing; every flow needs at least one milestone")
		}
		names := map[string]bool{}
		for _, m := range slices.Concat(p.Flows[f], p.EveryFlow) {
			field := fmt.Sprintf("flows.%s.%s", f, m.Name)
			if names[m.Name] {
				return bad(field, "stands twice; a flow and every_flow together name each milestone once")
			}
			names[m.Name] = true
			if err := p.checkMilestone(field, m); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *Policy) checkMilestone(field string, m Milestone) error {
	switch {
	case !nameShape.MatchString(m.Name):
		return bad(field, "needs a milestone name of lower-case letters, digits and underscores")
	case slices.Contains(complaint.OwnMilestones, m.Name):
		return bad(field, "is a name that no milestone can have: those of single decisions and promises are %v", complaint.OwnMilestones)
	case m.Within.N <= 0:
		return bad(field+".within", "must be a span longer than nothing, such as 24h, 3d or 2wd")
	case m.Complex != nil && m.Complex.N <= 0:
		return bad(field+".complex", "must be a span longer than within, such as 2wd")
	case !slices.Contains(complaint.Anchors, m.From):
		return bad(field+".from", "is %q, which is none of %v", m.From, complaint.Anchors)
	case len(m.MetBy) == 0:
		return bad(field+".met_by", "is missing; name one or more of %v", complaint.Signals)
	case m.Ladder != "" && p.Ladders[m.Ladder] == nil:
		return bad(field+".ladder", "is %q, which is not among ladders", m.Ladder)
	case m.Recurs && m.From != complaint.AtInformed:
		return bad(field+".recurs", "goes only with from: informed")
	}
	return checkMembers(field, m)
}

func checkMembers(field string, m Milestone) error {
	for _, s := range m.MetBy {
		if !slices.Contains(complaint.Signals, s) {
			return bad(field+".met_by", "holds %q, which is none of %v", s, complaint.Signals)
		}
	}
	for i, g := range m.Grades {
		switch {
		case !slices.Contains(complaint.Grades, g):
			return bad(field+".grades", "holds %d, which is none of %v", g, complaint.Grades)
		case slices.Contains(m.Grades[:i], g):
			return bad(field+".grades", "holds %d twice", g)
		}
	}
	if len(m.Grades) == 0 {
		return bad(field+".grades", "is empty, so that it is never owed; leave it out for every grade")
	}
	return nil
}

func (p *Policy) checkLadders() error {
	for _, g := range complaint.Grades {
		if p.Ladders[p.LadderOfGrade[g]] == nil {
			return bad(fmt.Sprintf("ladder_of_grade.%d", g), "must name one of ladders")
		}
	}
	for _, name := range slices.Sorted(maps.Keys(p.Ladders)) {
		if err := checkLadder("ladders."+name, p.Ladders[name]); err != nil {
			return err
		}
	}
	return onlyKnown("ladder_of_grade", p.LadderOfGrade, complaint.Grades)
}

func checkLadder(field string, rungs []Rung) error {
	if len(rungs) == 0 {
		return bad(field, "has no rung")
	}
	told := map[complaint.Level]bool{}
	for i, r := range rungs {
		at := fmt.Sprintf("%s[%d]", field, i)
		switch {
		case !slices.Contains(complaint.Levels, r.Level):
			return bad(at+".level", "is %q, which is none of %v", r.Level, complaint.Levels)
		case told[r.Level]:
			return bad(at+".level", "stands twice; a ladder tells each level once")
		case (r.At == nil) == (r.After == nil):
			return bad(at, "needs either at, a share of the clock such as 75%%, or after, a span after the deadline")
		}
		told[r.Level] = true
	}
	return nil
}

func (p *Policy) checkRegistration() error {
	switch sure := p.Registration.SureFrom; {
	case sure < 0 || sure > 1:
		return bad("registration.sure_from", "must be from 0, every reading is sure, to 1")
	case p.Reopen.Within.N < 0:
		return bad("reopen.within", "must be a span after the close, such as 30d")
	}
	return nil
}

func (p *Policy) checkPause() error {
	for i, g := range p.Pause.Grades {
		if !slices.Contains(complaint.Grades, g) || slices.Contains(p.Pause.Grades[:i], g) {
			return bad("pause.grades", "must hold each of %v at most once", complaint.Grades)
		}
	}
	if len(p.Pause.Grades) == 0 {
		return nil
	}
	once, always := elapsed(p.Pause.AtOnce)
	if !always || once <= 0 {
		return bad("pause.at_once", "must be a span of elapsed time, such as 12h or 5d")
	}
	if all, always := elapsed(p.Pause.InAll); !always || all < once {
		return bad("pause.in_all", "must be a span of elapsed time not shorter than at_once")
	}
	return nil
}

func (p *Policy) checkDuplicates() error {
	d := p.Duplicates
	if d == (Duplicates{}) {
		return nil
	}
	apart, always := elapsed(d.Apart)
	switch {
	case d.ProposeFrom <= 0 || d.ProposeFrom > 1:
		return bad("duplicates.propose_from", "must be above 0, and at most 1")
	case d.MergeFrom < d.ProposeFrom || d.MergeFrom > 1:
		return bad("duplicates.merge_from", "must be from propose_from to 1")
	case !always || apart <= 0:
		return bad("duplicates.apart", "must be a span of elapsed time, such as 12h or 30d")
	}
	if remember, always := elapsed(d.Remember); !always || remember < apart {
		return bad("duplicates.remember", "must be a span of elapsed time not shorter than apart")
	}
	return nil
}

func (p *Policy) checkDrift() error {
	switch d := p.Drift; {
	case d == (Drift{}):
		return nil
	case d.Gap <= 0 || d.Gap >= 1:
		return bad("drift.gap", "must be above 0 and below 1, such as 0.1")
	case d.Least < 1:
		return bad("drift.least", "must be 1 or more, such as 50")
	}
	return nil
}

func (p *Policy) checkSurvey() error {
	if err := p.Survey.Quiet.check(); err != nil {
		return err
	}
	t := p.Survey.Satisfied
	switch {
	case p.Survey.Send.N <= 0:
		return bad("survey.send", "must be a span after execution, such as 3d")
	case p.Survey.Expire.N <= 0:
		return bad("survey.expire", "must be a span after execution, such as 7d")
	case p.Survey.Expire.Unit == p.Survey.Send.Unit && p.Survey.Expire.N <= p.Survey.Send.N:
		return bad("survey.expire", "must be later than survey.send")
	case t.Solved < 1 || t.Solved > 5 || t.Overall < 1 || t.Overall > 5:
		return bad("survey.satisfied", "needs solved and overall, each from 1 to 5")
	}
	return nil
}

func (p *Policy) checkRounds() error {
	if p.Rounds.Last < 1 || p.Rounds.Last > 9 {
		return bad("rounds.last", "must be 1 to 9")
	}
	return nil
}

func (p *Policy) checkMachine() error {
	for field, s := range map[string]calendar.Span{
		"machine.journey_grace": p.Machine.JourneyGrace, "machine.timer_grace": p.Machine.TimerGrace,
		"machine.notice_retry": p.Machine.NoticeRetry,
	} {
		if _, always := elapsed(s); !always || s.N <= 0 {
			return bad(field, "must be a span of elapsed time, such as 30s, 2m or 1h")
		}
	}
	if p.Machine.NoticeAttempts < 1 {
		return bad("machine.notice_attempts", "must be 1 or more")
	}
	return nil
}

// onlyKnown refuses a key that is not in the closed set, which a mere lookup would never see.
func onlyKnown[K comparable, V any](field string, table map[K]V, known []K) error {
	for k := range table {
		if !slices.Contains(known, k) {
			return bad(field, "holds %v, which is none of %v", k, known)
		}
	}
	return nil
}

func bad(field, format string, args ...any) error {
	return complaint.InvalidField(field, format, args...)
}
