// Package tenant is the client company whose complaints are handled: its name, its policy, and where its staff are told.
package tenant

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"redress/internal/complaint"
)

// Tenant is one client company.
type Tenant struct {
	ID        string                        `json:"id"`
	Names     map[complaint.Language]string `json:"names"`               // the brand complainants know, by language
	Policy    string                        `json:"policy"`              // version for cases received from now on; empty: the built-in one
	Coming    []Coming                      `json:"coming,omitempty"`    // versions that come into force later
	Absences  []Absence                     `json:"absences,omitempty"`  // of its staff
	Calendar  string                        `json:"calendar,omitempty"`  // name or version for cases received from now on; empty: the policy's
	Knowledge string                        `json:"knowledge,omitempty"` // version of the list of standard questions; empty: none is answered
	Staff     string                        `json:"staff,omitempty"`     // version of its staff directory; empty: nobody is assigned
	Templates string                        `json:"templates,omitempty"` // version of its own letters; empty: the catalogue's are sent
	Site      string                        `json:"site"`                // base address of the links in notices, without a slash at the end
	From      string                        `json:"from"`                // sender of its mail
	Mailboxes map[complaint.Level]string    `json:"mailboxes"`           // where each level of the ladder is told
	Language  complaint.Language            `json:"language"`            // of its staff
	Dialling  string                        `json:"dialling,omitempty"`  // code of its country, such as +86, for numbers written without one

	Brand     *Brand `json:"brand,omitempty"`     // how its pages look; nil: like nobody's in particular
	Suspended bool   `json:"suspended,omitempty"` // no new complaint is taken; those that are open go on

	SecondOpinion *SecondOpinion `json:"second_opinion,omitempty"` // nil: complaints are read by the program alone
}

// SecondOpinion says that the tenant lets the masked text of a complaint be shown to a model outside of the program, where the own
// reading is less sure than Below, from 0 to 1.
type SecondOpinion struct {
	Below float64 `json:"below"`
}

// Coming is a policy that cases are received under from an instant on.
type Coming struct {
	Policy string    `json:"policy"`
	From   time.Time `json:"from"`
}

// PolicyAt is the version of the policy that a case received at the instant is judged by; empty: the built-in one.
func (t Tenant) PolicyAt(at time.Time) string {
	version, since := t.Policy, time.Time{}
	for _, c := range t.Coming {
		if !at.Before(c.From) && !c.From.Before(since) {
			version, since = c.Policy, c.From
		}
	}
	return version
}

// Absence is a time in which another stands in for a member of staff: who is told of a case of theirs.
type Absence struct {
	User  string    `json:"user"`
	From  time.Time `json:"from"`
	Until time.Time `json:"until"`
	Stand Standin   `json:"substitute"`

	Role complaint.Role `json:"role,omitempty"` // as which the substitute may approve in their place; empty: they may not
}

// Standin is who stands in.
type Standin struct {
	User string `json:"user"`
	Mail string `json:"mail"`
}

// Substitute is who stands in for a member of staff at the instant, if anybody does. One who is absent as well is stood in
// for by their own substitute, as far as that leads.
func (t Tenant) Substitute(user string, at time.Time) (Standin, bool) {
	stand, found := Standin{User: user}, false
	for range t.Absences {
		next, absent := t.standin(stand.User, at)
		if !absent {
			break
		}
		stand, found = next, true
	}
	return stand, found
}

// approvers are the roles that can approve an offer.
var approvers = []complaint.Role{complaint.Lead, complaint.Manager, complaint.Executive, complaint.Legal}

// ApprovesFor is the role as which a member of staff may approve in an absent one's place at the instant; empty: they may not. A
// substitute's substitute has not been given that.
func (t Tenant) ApprovesFor(user, absent string, at time.Time) complaint.Role {
	for _, a := range t.Absences {
		if a.User == absent && a.Stand.User == user && !at.Before(a.From) && at.Before(a.Until) {
			return a.Role
		}
	}
	return ""
}

func (t Tenant) standin(user string, at time.Time) (Standin, bool) {
	for _, a := range t.Absences {
		if a.User == user && !at.Before(a.From) && at.Before(a.Until) {
			return a.Stand, true
		}
	}
	return Standin{}, false
}

func (t Tenant) checkAbsences() error {
	for i, a := range t.Absences {
		switch field := fmt.Sprintf("absences[%d]", i); {
		case a.User == "" || a.Stand.User == "" || a.Stand.User == a.User:
			return complaint.InvalidField(field, "needs a user, and another one as substitute")
		case !strings.Contains(a.Stand.Mail, "@"):
			return complaint.InvalidField(field+".substitute.mail", "must be a mail address")
		case a.Role != "" && !slices.Contains(approvers, a.Role):
			return complaint.InvalidField(field+".role", "must be one of %v; leave it out if the substitute does not approve", approvers)
		case !a.From.Before(a.Until):
			return complaint.InvalidField(field, "must end after it begins")
		}
	}
	return nil
}

// separators are what people group the digits of a number with.
var separators = regexp.MustCompile(`[ ()./-]`)

// Dial is a telephone number as a carrier dials it (E.164); empty where a number without a country's code meets a
// tenant that has none either.
func (t Tenant) Dial(number string) string {
	digits := separators.ReplaceAllString(number, "")
	switch {
	case strings.HasPrefix(digits, "+"):
		return digits
	case strings.HasPrefix(digits, "00"):
		return "+" + digits[2:]
	case digits == "" || t.Dialling == "":
		return ""
	}
	return t.Dialling + strings.TrimPrefix(digits, "0")
}

// shape is a tenant's id; it is part of addresses and keys.
var shape = regexp.MustCompile(`^[a-z][a-z0-9-]{1,30}$`)

// diallingShape is a country's code.
var diallingShape = regexp.MustCompile(`^\+[1-9][0-9]{0,3}$`)

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
	case t.Dialling != "" && !diallingShape.MatchString(t.Dialling):
		return complaint.InvalidField("dialling", "must be a country's code such as +86")
	case t.SecondOpinion != nil && (t.SecondOpinion.Below <= 0 || t.SecondOpinion.Below > 1):
		return complaint.InvalidField("second_opinion.below", "must be above 0 and at most 1; leave second_opinion out to ask nobody")
	case !slices.Contains(complaint.Languages, t.Language):
		return complaint.InvalidField("language", "must be one of %v", complaint.Languages)
	}
	if faults := t.Brand.Faults(); len(faults) > 0 {
		return faults[0]
	}
	if err := t.checkAbsences(); err != nil {
		return err
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
