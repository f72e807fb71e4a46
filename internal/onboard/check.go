package onboard

import (
	"fmt"
	"maps"
	"net/mail"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"redress/internal/calendar"
	"redress/internal/complaint"
	"redress/internal/tenant"
)

// What people's names and departments may be.
const (
	maxName  = 60   // characters of a name that complainants or colleagues see
	maxStaff = 1000 // people of one tenant
)

var (
	userShape       = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{1,59}$`)
	departmentShape = regexp.MustCompile(`^[a-z][a-z0-9_]{1,39}$`)
	diallingShape   = regexp.MustCompile(`^\+[1-9][0-9]{0,3}$`)
)

// staffRoles are the roles that somebody can sign in with.
var staffRoles = []complaint.Role{
	complaint.Agent, complaint.Lead, complaint.Manager, complaint.Executive, complaint.Legal, complaint.Auditor, complaint.TenantAdmin,
}

// told are the levels of the ladder that need a mailbox.
var told = []complaint.Level{complaint.ToOwner, complaint.ToLead, complaint.ToManager, complaint.ToExecutive}

func contains[T comparable](all []T, one T) bool { return slices.Contains(all, one) }

// checkRecord checks what the tenant's record says itself.
func (r *reader) checkRecord() {
	if !tenant.ValidID(r.Tenant) {
		r.add("tenant", "must be 2 to 31 lower-case letters, digits and dashes, a letter first")
	}
	r.checkNames()
	r.checkAddresses()
}

func (r *reader) checkNames() {
	for _, l := range complaint.Languages {
		if !nameable(r.Names[l]) {
			r.add("names."+string(l), "must be 1 to %d characters on one line: the name that complainants know", maxName)
		}
	}
	r.onlyKnown("names", slices.Sorted(maps.Keys(r.Names)), complaint.Languages)
	if !contains(complaint.Languages, r.Language) {
		r.add("language", "must be one of %v: what staff are written in", complaint.Languages)
	}
}

func (r *reader) checkAddresses() {
	if r.Site != "" && !isSite(r.Site) {
		r.add("site", "must be an address such as https://care.example.com, without a slash at the end; leave it out for the installation's own")
	}
	if _, err := mail.ParseAddress(r.Sender); err != nil {
		r.add("sender", "must be a mail address, such as Anju Furniture <care@example.com>")
	}
	if r.Dialling != "" && !diallingShape.MatchString(r.Dialling) {
		r.add("dialling", "must be a country's code such as +86; leave it out if telephone numbers are always given with one")
	}
	r.checkMailboxes()
	r.faults = append(r.faults, r.Brand.Faults()...)
	if o := r.SecondOpinion; o != nil && (o.Below <= 0 || o.Below > 1) {
		r.add("second_opinion.below", "must be above 0 and at most 1; leave second_opinion out to ask nobody")
	}
}

func (r *reader) checkMailboxes() {
	for _, l := range told {
		if !isMail(r.Mailboxes[l]) {
			r.add("mailboxes."+string(l), "must be a mail address: who is told when an escalation reaches this level")
		}
	}
	for _, l := range slices.Sorted(maps.Keys(r.Mailboxes)) {
		if !contains(told, l) {
			r.add("mailboxes."+string(l), "is no level; allowed are %v", told)
		}
	}
}

func (r *reader) onlyKnown(field string, said, known []complaint.Language) {
	for _, l := range said {
		if !contains(known, l) {
			r.add(field+"."+string(l), "is no language here; allowed are %v", known)
		}
	}
}

// checkDepartments compares the departments with those that the policy makes responsible.
func (r *reader) checkDepartments() {
	if len(r.Departments) == 0 {
		r.add("departments", "must list the company's departments")
	}
	for i, name := range r.Departments {
		switch at := fmt.Sprintf("departments[%d]", i); {
		case !departmentShape.MatchString(name):
			r.add(at, "must be 2 to 40 lower-case letters, digits and underscores, a letter first")
		case contains(r.Departments[:i], name):
			r.add(at, "%s stands twice", name)
		}
	}
	if r.wish.Policy == nil {
		return
	}
	for _, c := range complaint.Categories {
		name := r.wish.Policy.Categories[c].Department
		if !contains(r.Departments, name) {
			r.add("departments", "must list %s, which the policy makes responsible for %s", name, c)
			continue
		}
		staffed := slices.ContainsFunc(r.Staff, func(m tenant.Member) bool { return m.Department == name })
		if says := "nobody of the staff is in the department " + name; !staffed && !contains(r.wish.Warnings, says) {
			r.wish.Warnings = append(r.wish.Warnings, says)
		}
	}
}

// checkStaff checks who is to sign in.
func (r *reader) checkStaff() {
	if len(r.Staff) == 0 || len(r.Staff) > maxStaff {
		r.add("staff", "must list 1 to %d people", maxStaff)
	}
	users, mails := map[string]bool{}, map[string]bool{}
	for i, m := range r.Staff {
		at := fmt.Sprintf("staff[%d]", i)
		r.checkMember(at, m)
		if users[m.User] {
			r.add(at+".user", "%s stands twice", m.User)
		}
		if mails[strings.ToLower(m.Mail)] {
			r.add(at+".mail", "is another member's, too")
		}
		users[m.User], mails[strings.ToLower(m.Mail)] = true, true
	}
	for _, needed := range []complaint.Role{complaint.Agent, complaint.Lead} {
		if !slices.ContainsFunc(r.Staff, func(m tenant.Member) bool { return m.Role == needed }) {
			r.wish.Warnings = append(r.wish.Warnings, fmt.Sprintf("nobody of the staff is %s", needed))
		}
	}
}

func (r *reader) checkMember(at string, m tenant.Member) {
	if !userShape.MatchString(m.User) {
		r.add(at+".user", "must be 2 to 60 lower-case letters, digits, dots, dashes or underscores")
	}
	if m.Name != "" && !nameable(m.Name) {
		r.add(at+".name", "must be at most %d characters on one line", maxName)
	}
	if !isMail(m.Mail) {
		r.add(at+".mail", "must be a mail address")
	}
	if !contains(staffRoles, m.Role) {
		r.add(at+".role", "must be one of %v", staffRoles)
	}
	if !contains(r.Departments, m.Department) {
		r.add(at+".department", "must be one of the departments above: %v", r.Departments)
	}
	for j, f := range m.Skills {
		if !contains(complaint.Flows, f) {
			r.add(fmt.Sprintf("%s.skills[%d]", at, j), "must be one of %v", complaint.Flows)
		}
	}
	r.onlyKnown(at+".languages", m.Languages, complaint.Languages)
	if m.Capacity < 0 {
		r.add(at+".capacity", "must be 0, for any number, or more")
	}
	if m.Calendar != "" && m.Calendar != r.wish.Tenant.Calendar && !calendar.Published().Has(m.Calendar) {
		r.add(at+".calendar", "must be one of %v, or the tenant's own", calendar.Names())
	}
}

func nameable(text string) bool {
	return strings.TrimSpace(text) != "" && utf8.RuneCountInString(text) <= maxName && !strings.ContainsFunc(text, unicode.IsControl)
}

// isMail says whether a text is a mail address alone, without a name beside it.
func isMail(text string) bool {
	a, err := mail.ParseAddress(text)
	return err == nil && a.Address == text
}

func isSite(text string) bool {
	u, err := url.Parse(text)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && !strings.HasSuffix(text, "/") && u.RawQuery == "" && u.Fragment == ""
}
