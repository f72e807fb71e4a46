package tenant_test

import (
	"errors"
	"strings"
	"testing"

	"redress/internal/complaint"
	"redress/internal/tenant"
)

func han() tenant.Member {
	return tenant.Member{
		User: "han", Name: "韩梅", Mail: "han@acme.example", Role: complaint.Agent, Department: "quality", Team: "repairs",
		Skills: []complaint.Flow{complaint.Quality}, Languages: []complaint.Language{complaint.Chinese}, Capacity: 30, Calendar: "nights",
	}
}

// TestDirectoriesThatAreRefused, each with the field of the member.
func TestDirectoriesThatAreRefused(t *testing.T) {
	calendars := func(name string) error {
		if name == "nights" {
			return nil
		}
		return errors.New("there is no such calendar")
	}
	check := func(members ...tenant.Member) error {
		return tenant.Staff{Members: members}.Check([]string{"quality", "finance"}, calendars)
	}
	boss := tenant.Member{User: "bo", Mail: "bo@acme.example", Role: complaint.Executive}
	if err := check(han(), boss); err != nil {
		t.Fatal(err)
	}
	for field, change := range map[string]func(m *tenant.Member){
		"user":       func(m *tenant.Member) { m.User = "" },
		"user ":      func(m *tenant.Member) { m.User = "han mei" },
		"mail":       func(m *tenant.Member) { m.Mail = "Han <han@acme.example>" },
		"mail ":      func(m *tenant.Member) { m.Mail = "han@acme.example\r\nBcc: x@y" },
		"role":       func(m *tenant.Member) { m.Role = complaint.Customer },
		"role ":      func(m *tenant.Member) { m.Role = "boss" },
		"role  ":     func(m *tenant.Member) { m.Role = complaint.System },
		"department": func(m *tenant.Member) { m.Department = "moon" },

		"department ": func(m *tenant.Member) { m.Department = "" },
		"team":        func(m *tenant.Member) { m.Team = "The Team" },
		"capacity":    func(m *tenant.Member) { m.Capacity = -1 },
		"skills":      func(m *tenant.Member) { m.Skills = []complaint.Flow{"juggling"} },
		"languages":   func(m *tenant.Member) { m.Languages = []complaint.Language{"fr"} },
		"calendar":    func(m *tenant.Member) { m.Calendar = "days" },
	} {
		m := han()
		change(&m)
		var refused *complaint.Error
		want := "members[1]." + strings.TrimSpace(field)
		if err := check(boss, m); !errors.As(err, &refused) || refused.Kind != complaint.Invalid || refused.Field != want {
			t.Errorf("%s: %v", want, err)
		}
	}
	for name, members := range map[string][]tenant.Member{"members[1].user": {han(), han()}, "members": nil} {
		var refused *complaint.Error
		if err := check(members...); !errors.As(err, &refused) || refused.Field != name {
			t.Errorf("%s: %v", name, err)
		}
	}
}
