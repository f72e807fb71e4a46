package policy

import (
	"fmt"
	"slices"

	"redress/internal/complaint"
)

// Assignment says who is given a case (requirement D2). Under a policy without it nobody is.
type Assignment struct {
	Roles  []complaint.Role        `yaml:"roles"`   // of those who are given cases
	Weight map[complaint.Grade]int `yaml:"weight"`  // of a case among what somebody has; 1 unless said
	AtOnce []complaint.Grade       `yaml:"at_once"` // grades for which only who is at work now will do
	OnCall []complaint.Role        `yaml:"on_call"` // roles that have those if nobody is at work
	Tell   []complaint.Grade       `yaml:"tell"`    // grades of which the new owner is told by mail
	Teams  []TeamRule              `yaml:"teams"`   // the first that fits; without one anybody of the department
	Source string                  `yaml:"source"`
}

// TeamRule says which team of a department has which flows.
type TeamRule struct {
	Department string           `yaml:"department"`
	Flows      []complaint.Flow `yaml:"flows"` // all unless said
	Team       string           `yaml:"team"`
}

// Contingency says who leads a grave case and who stands by (requirement B3). Under a policy without it nobody is named.
type Contingency struct {
	Grades    []complaint.Grade `yaml:"grades"`
	Executive People            `yaml:"executive"` // the first who is not absent leads
	Team      People            `yaml:"team"`      // those of a role are of the case's department
	Source    string            `yaml:"source"`
}

// People are members of staff: by name, and by role.
type People struct {
	Users []string         `yaml:"users"`
	Roles []complaint.Role `yaml:"roles"`
}

// TeamFor answers the team that has a flow of a department; empty: all of it.
func (a *Assignment) TeamFor(department string, flow complaint.Flow) string {
	for _, t := range a.Teams {
		if t.Department == department && (len(t.Flows) == 0 || slices.Contains(t.Flows, flow)) {
			return t.Team
		}
	}
	return ""
}

// Departments lists the departments that the policy names, in the order of the categories.
func (p *Policy) Departments() (names []string) {
	for _, c := range complaint.Categories {
		if d := p.Categories[c].Department; !slices.Contains(names, d) {
			names = append(names, d)
		}
	}
	return names
}

func (p *Policy) checkAssignment() error {
	a := p.Assignment
	if a == nil {
		return nil
	}
	if len(a.Roles) == 0 {
		return bad("assignment.roles", "is missing; name one or more of %v", handlers)
	}
	for _, err := range []error{
		onlyOf("assignment.roles", a.Roles, handlers), onlyOf("assignment.on_call", a.OnCall, handlers),
		onlyOf("assignment.at_once", a.AtOnce, complaint.Grades), onlyOf("assignment.tell", a.Tell, complaint.Grades),
		onlyKnown("assignment.weight", a.Weight, complaint.Grades), a.checkWeights(),
	} {
		if err != nil {
			return err
		}
	}
	if a.Source == "" {
		return bad("assignment.source", "is missing; say where the rule comes from")
	}
	return p.checkTeams()
}

// handlers are the roles that may own a case.
var handlers = []complaint.Role{complaint.Agent, complaint.Lead, complaint.Manager, complaint.Executive}

// heaviest is what a case can weigh at most among others.
const heaviest = 100

func (a *Assignment) checkWeights() error {
	for _, g := range complaint.Grades {
		if w, said := a.Weight[g]; said && (w < 1 || w > heaviest) {
			return bad(fmt.Sprintf("assignment.weight.%d", g), "must be from 1 to %d", heaviest)
		}
	}
	return nil
}

func (p *Policy) checkTeams() error {
	departments := p.Departments()
	for i, t := range p.Assignment.Teams {
		field := fmt.Sprintf("assignment.teams[%d]", i)
		switch {
		case !slices.Contains(departments, t.Department):
			return bad(field+".department", "is %q, which is none of %v", t.Department, departments)
		case !nameShape.MatchString(t.Team):
			return bad(field+".team", "is %q; a name is lower-case letters, digits and underscores", t.Team)
		}
		if err := onlyOf(field+".flows", t.Flows, complaint.Flows); err != nil {
			return err
		}
	}
	return nil
}

func (p *Policy) checkContingency() error {
	c := p.Contingency
	if c == nil {
		return nil
	}
	switch {
	case len(c.Grades) == 0:
		return bad("contingency.grades", "is missing; name one or more of %v", complaint.Grades)
	case len(c.Executive.Users)+len(c.Executive.Roles) == 0:
		return bad("contingency.executive", "needs users or roles: somebody has to lead")
	case c.Source == "":
		return bad("contingency.source", "is missing; say where the rule comes from")
	}
	for _, err := range []error{
		onlyOf("contingency.grades", c.Grades, complaint.Grades),
		onlyOf("contingency.executive.roles", c.Executive.Roles, complaint.Roles),
		onlyOf("contingency.team.roles", c.Team.Roles, complaint.Roles),
	} {
		if err != nil {
			return err
		}
	}
	return nil
}

// onlyOf refuses what is not in the closed set, or stands twice.
func onlyOf[T comparable](field string, list, known []T) error {
	for i, v := range list {
		if !slices.Contains(known, v) {
			return bad(field, "holds %v, which is none of %v", v, known)
		}
		if slices.Contains(list[:i], v) {
			return bad(field, "holds %v twice", v)
		}
	}
	return nil
}
