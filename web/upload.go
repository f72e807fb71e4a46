package web

import (
	"io"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"redress/internal/complaint"
)

// Upload is the page from which a browser sends a file, without a script: a form that goes to where uploads lie.
type Upload struct {
	Language  complaint.Language
	Brand     string
	Name      string // as the complainant calls the file
	Kind      complaint.FileKind
	Types     []string // media types of this kind that are taken
	Megabytes int      // that it may have
	Until     time.Time
	Zone      *time.Location
	To        string            // where the form sends it
	Fields    map[string]string // that go along
	Back      string            // address of the case's page
}

// UploadPage writes the page.
func UploadPage(w io.Writer, u Upload) error {
	s := sheet{Language: u.Language, Brand: u.Brand, Content: parcel{u}, here: u.Back, zone: u.Zone}
	title, err := s.Text("upload.title")
	if err != nil {
		return err
	}
	s.Title = title
	return s.write(w, uploadTemplate)
}

// parcel is an Upload as its template reads it.
type parcel struct{ Upload }

// field is one of those that go along.
type field struct{ Name, Value string }

// Hidden are the fields, in order.
func (p parcel) Hidden() (fields []field) {
	for _, name := range slices.Sorted(maps.Keys(p.Fields)) {
		fields = append(fields, field{name, p.Fields[name]})
	}
	return fields
}

// Accept is what a browser offers to choose among.
func (p parcel) Accept() string { return strings.Join(p.Types, ",") }

// Limit is how many megabytes the file may have.
func (p parcel) Limit() string { return strconv.Itoa(p.Megabytes) }

// List names the types.
func (p parcel) List() string { return strings.Join(p.Types, ", ") }

// UploadPolicy is Policy for the page from which a file is sent: its form may go to that address's host, and from there back to ours.
func UploadPolicy(to string) string {
	at, err := url.Parse(to)
	if err != nil || at.Host == "" {
		return Policy
	}
	return strings.Replace(Policy, "form-action 'self'", "form-action 'self' "+at.Scheme+"://"+at.Host, 1)
}
