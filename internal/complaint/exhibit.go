package complaint

import (
	"slices"
	"time"
)

// FileKind is a kind of file that can be evidence (requirement A2, D3).
type FileKind string

// The kinds of files.
const (
	Photo     FileKind = "photo"
	Video     FileKind = "video"
	Audio     FileKind = "audio"
	PaperFile FileKind = "document"
	TextFile  FileKind = "text"
)

// FileKinds lists every kind.
var FileKinds = []FileKind{Photo, Video, Audio, PaperFile, TextFile}

// FileState is how far a file has come.
type FileState string

// The states of a file.
const (
	FileAwaited FileState = "awaited" // it was asked for; it is not there yet, or is being checked
	FileKept    FileState = "kept"    // it was checked, and is evidence
	FileRefused FileState = "refused" // it was checked, and is not kept
	FileErased  FileState = "erased"  // it was evidence, and went with the personal data of its case
)

// FileStates lists every state.
var FileStates = []FileState{FileAwaited, FileKept, FileRefused, FileErased}

// FileFault is why a file is refused.
type FileFault string

// The faults of files.
const (
	FaultEmpty   FileFault = "empty"    // nothing is in it
	FaultSize    FileFault = "size"     // it has more bytes than its type may have, or others than were said
	FaultType    FileFault = "type"     // it is none of the types that are taken, whatever it is called
	FaultKind    FileFault = "kind"     // it is of another kind than was said
	FaultSum     FileFault = "sum"      // its SHA-256 is not the one that was said
	FaultPixels  FileFault = "pixels"   // the picture would be too large to be shown
	FaultActive  FileFault = "active"   // it would run, open or bring along something else
	FaultDamaged FileFault = "damaged"  // it cannot be read, or only with a password
	FaultTooMany FileFault = "too_many" // the case has as many files as the policy allows
)

// FileFaults lists every fault.
var FileFaults = []FileFault{FaultEmpty, FaultSize, FaultType, FaultKind, FaultSum, FaultPixels, FaultActive, FaultDamaged, FaultTooMany}

// Exhibit is a file that was given to a case as evidence (requirement D3). The case knows its hash; the bytes lie elsewhere.
type Exhibit struct {
	ID      string    `json:"id"`
	Name    string    `json:"name"` // as whoever gave it calls it: to be shown, never to be part of an address
	Kind    FileKind  `json:"kind"`
	State   FileState `json:"state"`
	Type    string    `json:"type,omitempty"`   // media type; as it was said until the file was kept, then as it was found
	Size    int       `json:"size,omitempty"`   // bytes; likewise
	SHA256  string    `json:"sha256,omitempty"` // in hexadecimal digits; likewise
	Fault   FileFault `json:"fault,omitempty"`  // of one that was refused
	By      Actor     `json:"by"`               // who gave it
	AskedAt time.Time `json:"asked_at"`
	Until   time.Time `json:"until"`       // for uploading it
	At      time.Time `json:"at,omitzero"` // when it was kept or refused
}

// Lapsed says whether a file was asked for and did not come in time. One whose check is late may still be kept.
func (x Exhibit) Lapsed(now time.Time) bool { return x.State == FileAwaited && now.After(x.Until) }

// FileRules is what the rules allow of files.
type FileRules struct {
	Keep   int           // files that a case may have, those awaited counted; 0: the rules take none
	Ask    int           // files that may ever be asked for in a case, so that refused ones do not swell it
	Within time.Duration // for how long a file that was asked for can be uploaded
	Types  []FileType
	Pixels int // that a picture may have
}

// FileType is a media type that is taken, and the most bytes that a file of it may have.
type FileType struct {
	Type string
	Kind FileKind
	Most int
}

// Find answers a type that is taken.
func (r FileRules) Find(media string) (FileType, bool) {
	i := slices.IndexFunc(r.Types, func(t FileType) bool { return t.Type == media })
	if i < 0 {
		return FileType{}, false
	}
	return r.Types[i], true
}

// Most is how many bytes a file of a kind may have at the most, of whatever type it is; 0: the kind is not taken.
func (r FileRules) Most(kind FileKind) int {
	most := 0
	for _, t := range r.Types {
		if t.Kind == kind {
			most = max(most, t.Most)
		}
	}
	return most
}

// Room is how many bytes an awaited file may have: as many as it was said to have, else the most of its type or kind.
func (r FileRules) Room(x Exhibit) (least, most int) {
	if x.Size > 0 {
		return x.Size, x.Size
	}
	if t, taken := r.Find(x.Type); taken {
		return 1, t.Most
	}
	return 1, r.Most(x.Kind)
}

// Exhibit answers a file of the case.
func (c Case) Exhibit(id string) (Exhibit, bool) {
	i := slices.IndexFunc(c.Files, func(x Exhibit) bool { return x.ID == id })
	if i < 0 {
		return Exhibit{}, false
	}
	return c.Files[i], true
}

// KeptFiles are the files of the case that are evidence.
func (c Case) KeptFiles() []Exhibit {
	return slices.DeleteFunc(slices.Clone(c.Files), func(x Exhibit) bool { return x.State != FileKept })
}

// FileExpected says that somebody asked to upload a file.
type FileExpected struct {
	File   string    `json:"file"`
	Name   string    `json:"name"`
	Kind   FileKind  `json:"file_kind"`
	Type   string    `json:"type,omitempty"`
	Size   int       `json:"size,omitempty"`
	SHA256 string    `json:"sha256,omitempty"`
	Until  time.Time `json:"until"`
}

// FileKeptAs says what a file was found to be, and that it is evidence. By it the log of commits holds the file's hash.
type FileKeptAs struct {
	File   string `json:"file"`
	Type   string `json:"type"`
	Size   int    `json:"size"`
	SHA256 string `json:"sha256"`
}

// FileTurnedAway says that a file is not kept, and why.
type FileTurnedAway struct {
	File  string    `json:"file"`
	Fault FileFault `json:"fault"`
}

func (e *FileExpected) apply(c *Case, at time.Time, by Actor) {
	c.Files = append(c.Files, Exhibit{
		ID: e.File, Name: e.Name, Kind: e.Kind, State: FileAwaited, Type: e.Type, Size: e.Size, SHA256: e.SHA256,
		By: Actor{Role: by.Role, ID: by.ID}, AskedAt: at, Until: e.Until,
	})
}

func (e *FileKeptAs) apply(c *Case, at time.Time, _ Actor) {
	c.settle(e.File, func(x *Exhibit) {
		x.State, x.Type, x.Size, x.SHA256, x.At = FileKept, e.Type, e.Size, e.SHA256, at
	})
}

func (e *FileTurnedAway) apply(c *Case, at time.Time, _ Actor) {
	c.settle(e.File, func(x *Exhibit) { x.State, x.Fault, x.At = FileRefused, e.Fault, at })
}

// settle changes a file in place.
func (c *Case) settle(id string, change func(*Exhibit)) {
	for i := range c.Files {
		if c.Files[i].ID == id {
			change(&c.Files[i])
		}
	}
}

// SafeTypes are the media types that a policy can take, with the kind that each is: nothing that runs, opens or unpacks anything where
// it is shown. So there is no SVG, HTML, archive or office file among them, whatever a tenant writes (attacks 3 and 19 of the field).
var SafeTypes = map[string]FileKind{
	"image/jpeg": Photo, "image/png": Photo, "image/webp": Photo, "image/heic": Photo, "image/heif": Photo,
	"video/mp4": Video, "video/quicktime": Video,
	"audio/mpeg": Audio, "audio/mp4": Audio, "audio/x-m4a": Audio, "audio/wav": Audio, "audio/aac": Audio, "audio/amr": Audio,
	"application/pdf": PaperFile,
	"text/plain":      TextFile,
}

// endings are what the name of a file of a type ends with.
var endings = map[string]string{
	"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "image/heic": ".heic", "image/heif": ".heif",
	"video/mp4": ".mp4", "video/quicktime": ".mov",
	"audio/mpeg": ".mp3", "audio/mp4": ".m4a", "audio/x-m4a": ".m4a", "audio/wav": ".wav", "audio/aac": ".aac", "audio/amr": ".amr",
	"application/pdf": ".pdf", "text/plain": ".txt",
}

// Ending is what the name of a file like this one ends with, by what it was found to be.
func (x Exhibit) Ending() string { return endings[x.Type] }
