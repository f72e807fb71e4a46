package main

import (
	"context"
	"slices"
	"unicode/utf8"

	"redress/internal/apigw"
	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/tenant"
)

const (
	most        = 100 // lines of the longest page of the queue
	longestName = 200 // characters of the name of a user, a team or a department
)

// wanted is what a request wants to see of the queue.
func (d *desk) wanted(ctx context.Context, r *apigw.Request) (casework.Want, error) {
	want, err := filters(r.Query)
	if err != nil {
		return want, err
	}
	if want.Owner == "me" {
		want.Owner = r.Actor.ID
	}
	if r.Query["overdue"] == "true" {
		want.DueBefore = d.cases.Now()
	}
	want.Crowd, err = d.crowd(ctx, r, want.Unassigned)
	return want, err
}

// filters are those that need nobody's directory.
func filters(query map[string]string) (casework.Want, error) {
	w := casework.Want{Limit: 50, Cursor: query["cursor"], Owner: query["owner"]}
	w.Flow, w.Phase = complaint.Flow(query["flow"]), complaint.Phase(query["phase"])
	_, flow := query["flow"]
	_, phase := query["phase"]
	switch {
	case flow && !slices.Contains(complaint.Flows, w.Flow):
		return w, complaint.InvalidField("flow", "must be one of %v", complaint.Flows)
	case phase && !slices.Contains(complaint.Phases, w.Phase):
		return w, complaint.InvalidField("phase", "must be one of %v", complaint.Phases)
	}
	for _, name := range []string{"owner", "team", "department"} {
		if utf8.RuneCountInString(query[name]) > longestName {
			return w, complaint.InvalidField(name, "has more than %d characters", longestName)
		}
	}
	for name, is := range map[string]*bool{"unassigned": &w.Unassigned, "waiting": &w.Waiting, "tasks": &w.Tasks, "asked": &w.Asked, "overdue": new(bool)} {
		text, said := query[name]
		if said && text != "true" && text != "false" {
			return w, complaint.InvalidField(name, "must be true or false")
		}
		*is = text == "true"
	}
	var err error
	if w.Limit, err = numberIn(query, "limit", most, w.Limit); err != nil {
		return w, err
	}
	grade, err := numberIn(query, "grade", int(complaint.Minor), 0)
	w.Grade = complaint.Grade(grade)
	return w, err
}

// crowd is whose cases a request wants: those of a team, mine being the asker's own, or of a department, by the tenant's directory;
// or else, for what nobody owns, of every department.
func (d *desk) crowd(ctx context.Context, r *apigw.Request, unassigned bool) (casework.Crowd, error) {
	team, department := r.Query["team"], r.Query["department"]
	if team == "" && department == "" && !unassigned {
		return casework.Crowd{}, nil
	}
	rules, err := d.book.Policy(ctx, complaint.Case{Tenant: r.Tenant})
	if err != nil {
		return casework.Crowd{}, err
	}
	staff, err := d.book.Staff(ctx, r.Tenant)
	if err != nil {
		return casework.Crowd{}, err
	}
	known := rules.Policy.Departments()
	own, _ := staff.Member(r.Actor.ID)
	if team == "mine" {
		if team, department = own.Team, own.Department; department == "" {
			return casework.Crowd{}, complaint.InvalidField("team", "must be a team's name: the directory does not say which is yours")
		}
	}
	switch {
	case team == "" && department == "":
		return casework.Crowd{Departments: append(known, "")}, nil // what nobody has read yet has no department
	case department != "" && !slices.Contains(known, department):
		return casework.Crowd{}, complaint.InvalidField("department", "must be one of %v", known)
	}
	crowd := crowdOf(staff, team, department)
	if crowd.Anybody() {
		return crowd, complaint.InvalidField("team", "must be a team of your directory")
	}
	return crowd, nil
}

// crowdOf is the people of a team, of a department, or of the one in the other, and the departments whose unowned cases are theirs.
func crowdOf(staff tenant.Staff, team, department string) (c casework.Crowd) {
	if department != "" {
		c.Departments = []string{department}
	}
	for _, m := range staff.Members {
		if team != "" && m.Team != team || department != "" && m.Department != department {
			continue
		}
		c.People = append(c.People, m.User)
		if department == "" && m.Department != "" && !slices.Contains(c.Departments, m.Department) {
			c.Departments = append(c.Departments, m.Department)
		}
	}
	return c
}
