package complaint

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// mediaShape is a media type without parameters (RFC 6838, 4.2), in lower case; sumShape is a SHA-256.
var (
	mediaShape = regexp.MustCompile(`^[a-z0-9][a-z0-9!#$&^_.+-]{0,62}/[a-z0-9][a-z0-9!#$&^_.+-]{0,62}$`)
	sumShape   = regexp.MustCompile(`^[0-9a-f]{64}$`)
)

// ExpectFile asks to upload a file as evidence. It promises nothing of the file: what comes is checked before it is kept.
type ExpectFile struct {
	ID     string   // made by whoever carries the command out; nobody can guess it
	Name   string   // what whoever gives it calls it
	Kind   FileKind // may be left out where the type is said
	Type   string   // media type; may be left out where the kind is said
	Size   int      // bytes; 0: not said
	SHA256 string   // in hexadecimal digits; empty: not said
}

func (*ExpectFile) name() string { return "expect_file" }

func (m *ExpectFile) check() error {
	switch {
	case strings.TrimSpace(m.Name) == "":
		return InvalidField("name", "is required; write 1 to %d characters", maxWord)
	case m.Kind == "" && m.Type == "":
		return InvalidField("media_type", "is required, such as image/jpeg")
	case m.Type != "" && !mediaShape.MatchString(m.Type):
		return InvalidField("media_type", "must be a media type such as image/jpeg, in lower case")
	case m.Size < 0:
		return InvalidField("size", "must be a number of bytes above 0")
	case m.SHA256 != "" && !sumShape.MatchString(m.SHA256):
		return InvalidField("sha256", "must be 64 hexadecimal digits in lower case")
	}
	return cmp.Or(oneLine("name", m.Name), amongOrEmpty("kind", m.Kind, FileKinds))
}

func (m *ExpectFile) decide(d *decision) error {
	rules := d.rules.Files()
	if rules.Keep == 0 {
		return Errorf(Conflict, "the rules that this case is judged by take no files")
	}
	kind, most, err := m.fits(rules)
	switch {
	case err != nil:
		return err
	case m.Size > most:
		return ConflictField("size", "must be at most %d bytes", most)
	case d.countFiles() >= rules.Keep:
		return Errorf(Conflict, "the case has %d files; it may have no more", rules.Keep)
	case len(d.c.Files) >= rules.Ask:
		return Errorf(Conflict, "%d files were asked for in this case; no more can be", rules.Ask)
	}
	d.record(&FileExpected{
		File: m.ID, Name: m.Name, Kind: kind, Type: m.Type, Size: m.Size, SHA256: m.SHA256, Until: d.at.Add(rules.Within),
	})
	return nil
}

// fits answers of which kind the file is to be, and how many bytes it may have.
func (m *ExpectFile) fits(rules FileRules) (FileKind, int, error) {
	if m.Type == "" {
		most := rules.Most(m.Kind)
		if most == 0 {
			return "", 0, ConflictField("kind", "is not taken in this case")
		}
		return m.Kind, most, nil
	}
	t, taken := rules.Find(m.Type)
	switch {
	case !taken:
		return "", 0, ConflictField("media_type", "must be %s", oneOf(rules.names()))
	case m.Kind != "" && m.Kind != t.Kind:
		return "", 0, ConflictField("kind", "must be %s, as the media type is", t.Kind)
	}
	return t.Kind, t.Most, nil
}

func (r FileRules) names() []string {
	var names []string
	for _, t := range r.Types {
		names = append(names, t.Type)
	}
	return names
}

// countFiles counts the files that are kept and those that may still come.
func (d *decision) countFiles() (n int) {
	for _, x := range d.c.Files {
		if x.State == FileKept || x.State == FileAwaited && !x.Lapsed(d.at) {
			n++
		}
	}
	return n
}

// KeepFile makes a file that was uploaded and checked evidence. Where it was kept or refused already it does nothing.
type KeepFile struct {
	ID     string
	Type   string // as it was found to be
	Size   int
	SHA256 string
}

func (*KeepFile) name() string { return "keep_file" }

func (m *KeepFile) decide(d *decision) error {
	x, err := d.awaited(m.ID)
	switch {
	case err != nil || x == nil:
		return err
	case len(d.c.KeptFiles()) >= d.rules.Files().Keep: // one that lapsed came late
		return Errorf(Conflict, "the case may have no more files")
	}
	d.record(&FileKeptAs{File: m.ID, Type: m.Type, Size: m.Size, SHA256: m.SHA256})
	if x.By.Role == Customer { // it may be what they were waited for
		d.resume(EndedByWord)
	}
	return nil
}

// awaited is a file that was asked for and has not been judged yet; nil: it has.
func (d *decision) awaited(id string) (*Exhibit, error) {
	x, asked := d.c.Exhibit(id)
	switch {
	case !asked:
		return nil, Errorf(NotFound, "nobody asked for this file")
	case x.State != FileAwaited:
		return nil, nil //nolint:nilnil // there is nothing to do, which is no error
	}
	return &x, nil
}

// RefuseFile turns a file that was uploaded away. Where it was kept or refused already it does nothing.
type RefuseFile struct {
	ID    string
	Fault FileFault
}

func (*RefuseFile) name() string { return "refuse_file" }

func (m *RefuseFile) decide(d *decision) error {
	x, err := d.awaited(m.ID)
	switch {
	case err != nil || x == nil:
		return err
	case !slices.Contains(FileFaults, m.Fault):
		return InvalidField("fault", "must be %s", oneOf(FileFaults))
	}
	d.record(&FileTurnedAway{File: m.ID, Fault: m.Fault})
	return nil
}
