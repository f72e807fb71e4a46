package casework

import (
	"context"
	"log/slog"
	"slices"
	"time"

	"redress/internal/assign"
	"redress/internal/complaint"
	"redress/internal/policy"
	"redress/internal/tenant"
)

// Assigner gives cases to the people of a tenant, by its policy and its directory, in the very commit that calls for it: a commit of its own
// would cost a transaction, and leave a moment in which nobody is responsible.
type Assigner struct {
	Book  *Book
	Loads LoadBook
}

// house is what is known of a tenant's people at an instant.
type house struct {
	tenant tenant.Tenant
	staff  tenant.Staff
	rules  policy.Rules
	at     time.Time
}

// follow adds to a commit what follows from it: who gets the case, who stands by. It also says how it changes what people have, where the
// tenant has a directory and the policy assigns. A directory that cannot be used holds no case up.
func (a *Assigner) follow(ctx context.Context, before, after complaint.Case, m complaint.Commit) (complaint.Commit, []LoadStep, error) {
	calls, offer := complaint.Calls(before, after, m)
	graver := after.Grade != before.Grade && after.Contingency == nil && after.Open()
	if a == nil || !calls && !graver && len(loadSteps(before, after, 0)) == 0 {
		return m, nil, nil
	}
	h, err := a.house(ctx, after, m.At)
	if err != nil || len(h.staff.Members) == 0 {
		return m, nil, lenient(ctx, after, err)
	}
	if graver {
		m = m.Extend(h.contingency(after)...)
	}
	if h.rules.Policy.Assignment == nil {
		return m, nil, nil
	}
	most := 0
	if calls {
		given, err := a.give(ctx, h, after, offer)
		if err := lenient(ctx, after, err); err != nil {
			return m, nil, err
		}
		if given != nil {
			m, most = m.Extend(given), h.capacityOf(given)
		}
	}
	return m, loadSteps(before, before.After(m), most), nil
}

// lenient logs an error, unless trying again may help.
func lenient(ctx context.Context, c complaint.Case, err error) error {
	if err == nil || complaint.Is(err, complaint.Unavailable) {
		return err
	}
	slog.WarnContext(ctx, "nobody assigned", "tenant", c.Tenant, "case", c.ID, "error", err.Error())
	return nil
}

func (a *Assigner) house(ctx context.Context, c complaint.Case, at time.Time) (h house, err error) {
	h.at = at
	if h.staff, err = a.Book.Staff(ctx, c.Tenant); err != nil || len(h.staff.Members) == 0 {
		return h, err
	}
	if h.tenant, err = a.Book.Tenant(ctx, c.Tenant); err != nil {
		return h, err
	}
	h.rules, err = a.Book.Policy(ctx, c)
	return h, err
}

// give chooses who gets a case; nil: nothing is to be said. offer: its owner stays responsible until the other accepts.
func (a *Assigner) give(ctx context.Context, h house, c complaint.Case, offer bool) (*complaint.Assigned, error) {
	rules := h.rules.Policy.Assignment
	chosen, why, team, err := a.choose(ctx, h, c, c.Excluded)
	if err != nil {
		return nil, err
	}
	given := &complaint.Assigned{Department: c.Department, Team: team, Why: why}
	if chosen == nil {
		return given, nil
	}
	if c.Owner != nil && c.Owner.ID == chosen.User {
		return nil, nil
	}
	given.To, given.Team, given.Department = actorOf(chosen.Member), chosen.Team, chosen.Department
	given.Offered, given.Told = offer, slices.Contains(rules.Tell, c.Grade)
	if gone := h.gone(c); gone != "" {
		given.Offered, given.Gone = false, gone
	}
	return given, nil
}

// choose asks the policy who gets a case: the team that has its flow, or else anybody of the department.
func (a *Assigner) choose(ctx context.Context, h house, c complaint.Case, excluded []string) (*assign.Person, complaint.Choice, string, error) {
	rules := h.rules.Policy.Assignment
	people, err := a.people(ctx, h)
	if err != nil || rules == nil {
		return nil, complaint.Choice{Rule: complaint.NobodyFree}, "", err
	}
	need := assign.Need{
		Case: c.ID, Department: c.Department, Team: rules.TeamFor(c.Department, c.Flow), Flow: c.Flow, Grade: c.Grade, Language: c.Language,
		Excluded: excluded,
	}
	rule := assign.Rule{Roles: rules.Roles, Weight: rules.Weight, AtOnce: slices.Contains(rules.AtOnce, c.Grade), OnCall: rules.OnCall}
	team := need.Team
	chosen, why := assign.Choose(need, rule, people)
	if chosen == nil && team != "" {
		need.Team = ""
		chosen, why = assign.Choose(need, rule, people)
	}
	return chosen, why, team, nil
}

// people are the members of staff as they stand at the instant.
func (a *Assigner) people(ctx context.Context, h house) ([]assign.Person, error) {
	loads, err := a.Loads.Loads(ctx, h.tenant.ID)
	if err != nil {
		return nil, err
	}
	people := make([]assign.Person, len(h.staff.Members))
	for i, m := range h.staff.Members {
		_, away := h.tenant.Substitute(m.User, h.at)
		people[i] = assign.Person{Member: m, Load: loads[m.User], Away: away}
		hours := h.rules.Calendar
		if m.Calendar != "" {
			if hours, err = a.Book.CalendarOf(ctx, h.tenant.ID, m.Calendar); err != nil {
				return nil, err
			}
		}
		if next := hours.NextOpen(h.at); next.After(h.at) {
			people[i].From = next.UTC()
		}
	}
	return people, nil
}

// contingency names who leads a grave case and who stands by.
func (h house) contingency(c complaint.Case) []complaint.Event {
	rules := h.rules.Policy.Contingency
	if rules == nil || !slices.Contains(rules.Grades, c.Grade) {
		return nil
	}
	started := &complaint.ContingencyStarted{}
	for _, m := range h.staff.Members {
		_, away := h.tenant.Substitute(m.User, h.at)
		leads := slices.Contains(rules.Executive.Users, m.User) || slices.Contains(rules.Executive.Roles, m.Role)
		joins := slices.Contains(rules.Team.Users, m.User) || slices.Contains(rules.Team.Roles, m.Role) && m.Department == c.Department
		switch {
		case away:
		case leads && started.Executive == nil:
			started.Executive = actorOf(m)
		case joins && len(started.Team) < complaint.MostStandBy:
			started.Team = append(started.Team, *actorOf(m))
		}
	}
	if started.Executive == nil && len(started.Team) == 0 {
		return nil
	}
	return []complaint.Event{started}
}

// gone is why the owner of a case cannot be waited for; empty: they can, or there is none.
func (h house) gone(c complaint.Case) complaint.Gone {
	if c.Owner == nil {
		return ""
	}
	if _, known := h.staff.Member(c.Owner.ID); !known {
		return complaint.GoneLeft
	}
	if _, away := h.tenant.Substitute(c.Owner.ID, h.at); away {
		return complaint.GoneAbsent
	}
	return ""
}

// capacityOf is how many cases the one who was chosen can have, where the case becomes theirs at once.
func (h house) capacityOf(given *complaint.Assigned) int {
	if given.To == nil || given.Offered {
		return 0
	}
	m, _ := h.staff.Member(given.To.ID)
	return m.Capacity
}

func actorOf(m tenant.Member) *complaint.Actor {
	return &complaint.Actor{Role: m.Role, ID: m.User, Mail: m.Mail}
}
