package functest

import (
	"time"

	"redress/internal/complaint"
)

// Monday is when every test begins: nine in the morning in China.
var Monday = time.Date(2026, time.March, 2, 1, 0, 0, 0, time.UTC)

// The people of the tests. What is said of them and by them must not be found where it has no business.
var (
	Han = complaint.Actor{Role: complaint.Agent, ID: "han.staff", Mail: "han.staff@acme.example"}
	Lin = complaint.Actor{Role: complaint.Lead, ID: "lin.staff", Mail: "lin.staff@acme.example"}

	Wang = complaint.Complainant{
		Name: "Wang Xiaoming", Email: "wang.xiaoming@mail.example", Phone: "+86 138 0000 1111", Language: complaint.English,
	}
)

const (
	// Content is what Wang complains of.
	Content = "The kettle burst in my hands."
	// Tier is the complainant's as a customer, which staff alone see.
	Tier = "tier_for_staff"

	// StaffOnly is what staff note for themselves.
	StaffOnly = "FOR STAFF ONLY"
)

// masterKey makes the secrets of the tests' links.
const masterKey = "test master key"
