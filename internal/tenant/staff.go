package tenant

import (
	"fmt"
	"net/mail"
	"regexp"
	"slices"

	"redress/internal/complaint"
)

// Member is one member of a tenant's staff, as the tenant tells it; who they are at sign-in says the issuer's token, by the same user name.
type Member struct {
	User       string               `json:"user"`
	Name       string               `json:"name,omitempty"` // as colleagues know them
	Mail       string               `json:"mail"`
	Role       complaint.Role       `json:"role"`
	Department string               `json:"department"`
	Team       string               `json:"team,omitempty"`
	Skills     []complaint.Flow     `json:"skills,omitempty"`    // flows they handle; none: all
	Languages  []complaint.Language `json:"languages,omitempty"` // they speak; none: all
	Capacity   int                  `json:"capacity,omitempty"`  // open cases they can have at most; 0: any number
	Calendar   string               `json:"calendar,omitempty"`  // of their working time; empty: the tenant's
}

// Staff is everybody who works on a tenant's cases.
type Staff struct {
	Members []Member `json:"members"`
}

// Member answers the member of a user name.
func (s Staff) Member(user string) (Member, bool) {
	for _, m := range s.Members {
		if m.User == user {
			return m, true
		}
	}
	return Member{}, false
}

// mostMembers keeps a directory well inside one database item.
const mostMembers = 1000

// Check refuses a directory that could not be used, given the departments that the tenant's policy names and a test for its calendars. The
// error is of kind Invalid and names the member.
func (s Staff) Check(departments []string, calendar func(name string) error) error {
	if len(s.Members) == 0 || len(s.Members) > mostMembers {
		return complaint.InvalidField("members", "must be 1 to %d members of staff", mostMembers)
	}
	seen := map[string]bool{}
	for i, m := range s.Members {
		field := fmt.Sprintf("members[%d]", i)
		if seen[m.User] {
			return complaint.InvalidField(field+".user", "is %q, which stands twice", m.User)
		}
		seen[m.User] = true
		if err := m.check(field, departments); err != nil {
			return err
		}
		if m.Calendar == "" {
			continue
		}
		if err := calendar(m.Calendar); err != nil {
			return complaint.InvalidField(field+".calendar", "is %q: %v", m.Calendar, err)
		}
	}
	return nil
}

// userShape is a user name, as an issuer of tokens gives it.
var userShape = regexp.MustCompile(`^[^\x00-\x20\x7f\x{85}\x{a0}]{1,200}$`)

// teamShape is a team's name, as a policy writes it.
var teamShape = regexp.MustCompile(`^[a-z][a-z0-9_]{1,39}$`)

func (m Member) check(field string, departments []string) error { //nolint:gocyclo // a list of fields
	parsed, err := mail.ParseAddress(m.Mail)
	switch {
	case !userShape.MatchString(m.User):
		return complaint.InvalidField(field+".user", "must be the user name at sign-in, without spaces, at most 200 characters")
	case err != nil || parsed.Address != m.Mail || len(m.Mail) > 254:
		return complaint.InvalidField(field+".mail", "must be one plain address such as name@example.com")
	case !slices.Contains(complaint.Roles, m.Role) || m.Role == complaint.Customer || m.Role == complaint.System:
		return complaint.InvalidField(field+".role", "is %q, which is none of the roles of staff", m.Role)
	case m.Department != "" && !slices.Contains(departments, m.Department), m.Department == "" && m.Role == complaint.Agent:
		return complaint.InvalidField(field+".department", "is %q, which is none of %v", m.Department, departments)
	case m.Team != "" && !teamShape.MatchString(m.Team):
		return complaint.InvalidField(field+".team", "is %q; a name is lower-case letters, digits and underscores", m.Team)
	case m.Capacity < 0:
		return complaint.InvalidField(field+".capacity", "must be 0, any number, or more")
	}
	for _, f := range m.Skills {
		if !slices.Contains(complaint.Flows, f) {
			return complaint.InvalidField(field+".skills", "holds %q, which is none of %v", f, complaint.Flows)
		}
	}
	for _, l := range m.Languages {
		if !slices.Contains(complaint.Languages, l) {
			return complaint.InvalidField(field+".languages", "holds %q, which is none of %v", l, complaint.Languages)
		}
	}
	return nil
}
