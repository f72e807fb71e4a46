package main

import (
	"net/url"
	"time"

	"redress/internal/complaint"
	"redress/internal/pages"
	"redress/web"
)

// given is a file that the complainant gave. Those that staff gave are for staff.
type given struct {
	File    string              `json:"file"`
	Name    string              `json:"name"`
	Kind    complaint.FileKind  `json:"kind"`
	State   complaint.FileState `json:"state"`
	Fault   complaint.FileFault `json:"fault,omitempty"`
	Type    string              `json:"type,omitempty"`
	Size    int                 `json:"size,omitempty"`
	SHA256  string              `json:"sha256,omitempty"`
	AskedAt time.Time           `json:"asked_at"`
	Until   time.Time           `json:"until"`
}

func givenIn(c complaint.Case) (files []given) {
	for _, x := range c.Files {
		if x.By.Role == complaint.Customer {
			files = append(files, given{x.ID, x.Name, x.Kind, x.State, x.Fault, x.Type, x.Size, x.SHA256, x.AskedAt, x.Until})
		}
	}
	return files
}

// giveFiles puts onto the page what the complainant gave, but for what was announced and never came, and the form for more.
func giveFiles(t *web.Track, set pages.Setting, c complaint.Case, v view) {
	at := set.Site + "/v1/" + c.Tenant + "/complaints/" + c.ID + "/files"
	t.FileTo = at + "?lang=" + string(set.Language)
	for _, g := range v.Files {
		f := web.File{Name: g.Name, State: g.State, Fault: g.Fault}
		if g.State == complaint.FileKept {
			f.Open = at + "/" + g.File + "?secret=" + url.QueryEscape(t.Secret)
		}
		t.Files = append(t.Files, f)
	}
	for _, kind := range complaint.FileKinds {
		if set.Files.Most(kind) > 0 {
			t.FileKinds = append(t.FileKinds, kind)
		}
	}
}
