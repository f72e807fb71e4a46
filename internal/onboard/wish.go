package onboard

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"regexp"

	"redress/internal/calendar"
	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/knowledge"
	"redress/internal/message"
	"redress/internal/policy"
	"redress/internal/tenant"
)

// Presets are the texts that come with the program to start from. Each answers an error that lists the names there are.
type Presets struct {
	Policy    func(name string) ([]byte, error)
	Knowledge func(name string) ([]byte, error)
}

// Wish is what a document asks for: a tenant's record, the documents it names, and who signs in.
type Wish struct {
	Tenant    tenant.Tenant
	Documents []Text
	Staff     []tenant.Member
	Policy    *policy.Policy
	Calendar  *calendar.Calendar
	Warnings  []string // what is allowed and perhaps not meant
}

// Text is a version of one of a tenant's documents.
type Text struct {
	Kind, Name string
	Source     []byte
	at         string // the field that asks for it
}

// reader resolves a document and gathers what is wrong with it.
type reader struct {
	*Document
	beside  fs.FS
	presets Presets
	wish    Wish
	faults  []error
}

func (r *reader) add(field, says string, args ...any) {
	r.faults = append(r.faults, complaint.InvalidField(field, says, args...))
}

// under notes an error of something that a field names.
func (r *reader) under(field string, err error) {
	r.faults = append(r.faults, fmt.Errorf("%s: %w", field, err))
}

// Resolve reads everything that a document names, and answers what it asks for. The faults are all there are, in the order of the
// document; with any of them nothing may be done. beside is the folder the document lies in, site the address of the API.
func (d *Document) Resolve(beside fs.FS, presets Presets, site string) (Wish, []error) {
	r := &reader{Document: d, beside: beside, presets: presets}
	r.wish.Tenant = tenant.Tenant{
		ID: d.Tenant, Names: d.Names, Site: d.Site, From: d.Sender, Mailboxes: d.Mailboxes, Language: d.Language, Dialling: d.Dialling,
		Brand: d.Brand, SecondOpinion: d.SecondOpinion,
	}
	if d.Site == "" {
		r.wish.Tenant.Site = site
	}
	r.wish.Staff = d.Staff
	r.checkRecord()
	r.readCalendar()
	r.readPolicy()
	r.readKnowledge()
	r.readTemplates()
	r.checkDepartments()
	r.checkStaff()
	r.keepStaff()
	return r.wish, r.faults
}

// keepStaff makes the directory of whom cases are given to. Its version is the hash of its text.
func (r *reader) keepStaff() {
	src, err := json.Marshal(tenant.Staff{Members: r.Staff})
	if err != nil {
		r.under("staff", err)
		return
	}
	r.wish.Tenant.Staff = casework.VersionOf(src)
	r.keep("staff", casework.StaffDocument, r.wish.Tenant.Staff, src)
}

// one says whether a source says exactly one of the ways that are allowed.
func (r *reader) one(field string, s Source, allowed ...string) bool {
	said := s.said()
	ok := len(said) == 1 && contains(allowed, said[0])
	if !ok {
		r.add(field, "must say exactly one of %v", allowed)
	}
	if s.Version != "" && s.Preset == "" {
		r.add(field+".version", "may only be said with a preset; a file says its own")
	}
	return ok
}

// file reads a file beside the document, never one that lies elsewhere.
func (r *reader) file(field, name string) []byte {
	if !fs.ValidPath(name) {
		r.add(field+".file", "must be the name of a file beside the document, such as policy.yaml")
		return nil
	}
	src, err := fs.ReadFile(r.beside, name)
	if err != nil {
		r.add(field+".file", "cannot be read: there is no file %s beside the document", name)
		return nil
	}
	return src
}

// versionShape is the version of a document; it is part of keys.
var versionShape = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$`)

// versionLine is where a document says its version.
var versionLine = regexp.MustCompile(`(?m)^version:.*$`)

// own is a preset's text under a version of the tenant's own.
func (r *reader) own(field string, s Source, preset func(string) ([]byte, error)) []byte {
	if !versionShape.MatchString(s.Version) || policy.IsBuiltin(s.Version) {
		r.add(field+".version", "must be a version of your own, such as %s-2026.1: 1 to 64 letters, digits, dots, dashes or underscores, not beginning with redress-", r.Tenant)
		return nil
	}
	src, err := preset(s.Preset)
	if err != nil {
		r.add(field+".preset", "%s", err.Error())
		return nil
	}
	return versionLine.ReplaceAll(bytes.Clone(src), []byte("version: "+s.Version))
}

// text is the source of a document that is kept for the tenant, from a preset or a file.
func (r *reader) text(field string, s Source, preset func(string) ([]byte, error)) []byte {
	if s.Preset != "" {
		return r.own(field, s, preset)
	}
	return r.file(field, s.File)
}

func (r *reader) keep(field, kind, name string, src []byte) {
	r.wish.Documents = append(r.wish.Documents, Text{kind, name, src, field})
}

func (r *reader) readCalendar() {
	s := r.Calendar
	if !r.one("calendar", s, "builtin", "file") {
		return
	}
	if s.Builtin != "" {
		if !calendar.Published().Has(s.Builtin) {
			r.add("calendar.builtin", "must be one of %v", calendar.Names())
			return
		}
		r.wish.Tenant.Calendar = s.Builtin
		r.wish.Calendar, _ = calendar.Published().Calendar(s.Builtin)
		return
	}
	src := r.file("calendar", s.File)
	if src == nil {
		return
	}
	cal, err := calendar.Published().Parse(src)
	if err == nil {
		err = calendar.CheckName(src)
	}
	if err != nil {
		r.under("calendar.file", err)
		return
	}
	r.wish.Calendar, r.wish.Tenant.Calendar = cal, calendar.TextVersion(cal.Version())
	r.keep("calendar", casework.CalendarDocument, r.wish.Tenant.Calendar, src)
}

func (r *reader) readPolicy() {
	s := r.Policy
	if !r.one("policy", s, "builtin", "preset", "file") {
		return
	}
	if s.Builtin != "" {
		r.readBuiltinPolicy(s.Builtin)
		return
	}
	src := r.text("policy", s, r.presets.Policy)
	if src == nil {
		return
	}
	p, err := policy.Parse(src)
	switch {
	case err != nil:
		r.under("policy", err)
		return
	case policy.IsBuiltin(p.Version):
		r.add("policy.file", "its version %s is named like a built-in one; give it a name of your own", p.Version)
		return
	case !calendar.Published().Has(p.Calendar) && p.Calendar != r.wish.Tenant.Calendar:
		r.add("policy.file", "it counts in the calendar %s, which is neither the tenant's nor one of %v", p.Calendar, calendar.Names())
	}
	r.wish.Policy, r.wish.Tenant.Policy = p, p.Version
	r.keep("policy", casework.PolicyDocument, p.Version, src)
}

// current is what a document says for the built-in policy of the day, whichever that is.
const current = "current"

func (r *reader) readBuiltinPolicy(version string) {
	p, err := policy.Default()
	if version != current {
		p, err = policy.Builtin(version)
		r.wish.Tenant.Policy = version
	}
	if err != nil {
		r.add("policy.builtin", "must be %s or the version of a built-in policy", current)
	}
	r.wish.Policy = p
}

func (r *reader) readKnowledge() {
	s := r.Knowledge
	if s == nil || !r.one("knowledge", *s, "preset", "file") {
		return
	}
	src := r.text("knowledge", *s, r.presets.Knowledge)
	if src == nil {
		return
	}
	l, err := knowledge.Parse(src)
	if err != nil {
		r.under("knowledge", err)
		return
	}
	r.wish.Tenant.Knowledge = l.Version
	r.keep("knowledge", casework.KnowledgeDocument, l.Version, src)
}

func (r *reader) readTemplates() {
	s := r.Templates
	if s == nil || !r.one("templates", *s, "file") {
		return
	}
	src := r.file("templates", s.File)
	if src == nil {
		return
	}
	w, err := message.ParseWording(src)
	if err != nil {
		for _, one := range unjoined(err) {
			r.under("templates", one)
		}
		return
	}
	r.wish.Tenant.Templates = w.Version
	r.keep("templates", casework.TemplatesDocument, w.Version, src)
}

// unjoined are the errors that were joined into one.
func unjoined(err error) []error {
	if several, is := err.(interface{ Unwrap() []error }); is {
		return several.Unwrap()
	}
	return []error{err}
}
