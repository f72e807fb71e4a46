// Package tenant is the client company whose complaints are handled: its name, its policy, and where its staff are told.
package tenant

import (
	"regexp"
	"slices"

	"redress/internal/complaint"
)

// Tenant is one client company.
type Tenant struct {
	ID        string                        `json:"id"`
	Names     map[complaint.Language]string `json:"names"`     // the brand complainants know, by language
	Policy    string                        `json:"policy"`    // version for cases received from now on; empty: the built-in one
	Site      string                        `json:"site"`      // base address of the links in notices, without a slash at the end
	From      string                        `json:"from"`      // sender of its mail
	Mailboxes map[complaint.Level]string    `json:"mailboxes"` // where each level of the ladder is told
	Language  complaint.Language            `json:"language"`  // of its staff
}

// shape is a tenant's id; it is part of addresses and keys.
var shape = regexp.MustCompile(`^[a-z][a-z0-9-]{1,30}$`)

// ValidID says whether a text can be a tenant's id.
func ValidID(id string) bool { return shape.MatchString(id) }

// staffLevels are the levels a tenant must be able to tell.
var staffLevels = []complaint.Level{complaint.ToOwner, complaint.ToLead, complaint.ToManager, complaint.ToExecutive}

// Check refuses a tenant that could not be served. The error is of kind Invalid.
func (t Tenant) Check() error {
	switch {
	case !ValidID(t.ID):
		return complaint.InvalidField("id", "must be 2 to 31 lower-case letters, digits and dashes, a letter first")
	case t.From == "":
		return complaint.InvalidField("from", "is required: the sender of the tenant's mail")
	case !slices.Contains(complaint.Languages, t.Language):
		return complaint.InvalidField("language", "must be one of %v", complaint.Languages)
	}
	for _, l := range complaint.Languages {
		if t.Names[l] == "" {
			return complaint.InvalidField("names."+string(l), "is required")
		}
	}
	for _, l := range staffLevels {
		if t.Mailboxes[l] == "" {
			return complaint.InvalidField("mailboxes."+string(l), "is required")
		}
	}
	return nil
}

// Name is the brand in a language.
func (t Tenant) Name(l complaint.Language) string {
	if name := t.Names[l]; name != "" {
		return name
	}
	return t.ID
}
