package custody

import (
	"context"
	"crypto/rand"
	"regexp"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// FileRef names a file of a case.
type FileRef struct {
	complaint.Ref
	File string
}

// idShape is the id of a file or an export: 130 bits of chance, so that nobody comes upon one by counting (attack 1 of the field).
var idShape = regexp.MustCompile(`^[A-Z2-7]{26}$`)

// NewID makes the id of a file or an export.
func NewID() string { return rand.Text() }

// ValidID says whether a text can be such an id at all.
func ValidID(text string) bool { return idShape.MatchString(text) }

// Kept is a file among the evidence. Where it lies follows from its hash as well, so that other bytes can never stand in its place.
type Kept struct {
	FileRef
	complaint.Exhibit
}

// Slot is what may be uploaded as a file.
type Slot struct {
	FileRef
	Type        string    // media type; empty: not said
	Least, Most int       // bytes
	Until       time.Time // for beginning to upload
	Back        string    // where a browser is led afterwards; empty: nowhere
}

// UploadForm is how a file is uploaded: as multipart/form-data POSTed to the address, with the fields and last the file, under the name file.
type UploadForm struct {
	URL    string            `json:"url"`
	Fields map[string]string `json:"fields"`
}

// Doors opens short ways to where files lie.
type Doors interface {
	// Upload answers a form by which one file, and nothing else, can be put into quarantine.
	Upload(ctx context.Context, s Slot) (UploadForm, error)
	// Download answers an address at which a file of the evidence is handed out, to be saved and not to be shown, for DownloadFor.
	Download(ctx context.Context, k Kept) (string, error)
}

// DownloadFor is for how long an address hands a file out: long enough for a browser to follow it, too short to be passed on.
const DownloadFor = time.Minute

// Files is the use cases around files of evidence.
type Files struct {
	Cases *casework.Cases
	Book  *casework.Book
	Doors Doors
	Looks casework.LookBook
}

// Expect opens a case for a file and answers how it is uploaded.
func (f *Files) Expect(ctx context.Context, ref complaint.Ref, by complaint.Actor, cmd complaint.ExpectFile, back string) (complaint.Exhibit, UploadForm, error) {
	cmd.ID = NewID()
	c, err := f.Cases.Do(ctx, casework.Order{Ref: ref, By: by, Command: &cmd})
	if err != nil {
		return complaint.Exhibit{}, UploadForm{}, err
	}
	rules, err := f.Book.Policy(ctx, c)
	if err != nil {
		return complaint.Exhibit{}, UploadForm{}, err
	}
	x, _ := c.Exhibit(cmd.ID)
	least, most := rules.Files().Room(x)
	form, err := f.Doors.Upload(ctx, Slot{
		FileRef: FileRef{ref, x.ID}, Type: x.Type, Least: least, Most: most, Until: x.Until, Back: back,
	})
	return x, form, err
}

// Show answers an address at which staff can read a file of a case, once the look at it is written down.
func (f *Files) Show(ctx context.Context, ref complaint.Ref, id string, by complaint.Actor) (string, error) {
	if err := Permits(casework.SightFile, by.Role); err != nil {
		return "", err
	}
	x, err := f.find(ctx, ref, id)
	if err != nil {
		return "", err
	}
	look := casework.Look{At: f.now(), By: by, Case: ref.Case, What: casework.SightFile, Of: id}
	if err := f.Looks.PutLook(ctx, ref.Tenant, look); err != nil {
		return "", err
	}
	return f.Doors.Download(ctx, Kept{FileRef{ref, id}, x})
}

// ShowOwn answers an address at which complainants can read what they gave themselves, and nothing else. Who calls it has checked the secret.
func (f *Files) ShowOwn(ctx context.Context, ref complaint.Ref, id string) (string, error) {
	x, err := f.find(ctx, ref, id)
	if err != nil {
		return "", err
	}
	if x.By.Role != complaint.Customer {
		return "", missing
	}
	return f.Doors.Download(ctx, Kept{FileRef{ref, id}, x})
}

var missing = complaint.Errorf(complaint.NotFound, "there is no such file")

// find answers a file that is evidence. One that was refused is never handed out to anybody.
func (f *Files) find(ctx context.Context, ref complaint.Ref, id string) (complaint.Exhibit, error) {
	if !ValidID(id) {
		return complaint.Exhibit{}, missing
	}
	c, err := f.Cases.Store.Case(ctx, ref)
	if err != nil {
		return complaint.Exhibit{}, err
	}
	x, there := c.Exhibit(id)
	switch {
	case !there:
		return x, missing
	case x.State != complaint.FileKept:
		return x, complaint.Errorf(complaint.Conflict, "the file is %s; only one that is kept can be read", x.State)
	}
	return x, nil
}

func (f *Files) now() time.Time { return f.Cases.Now().UTC().Truncate(time.Millisecond) }
