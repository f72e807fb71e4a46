package evidence

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"slices"
	"strconv"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"redress/internal/complaint"
	"redress/internal/ledger"
	"redress/internal/message"
)

// Finding is something that is wrong with an export: a text of the catalogue with what it names.
type Finding struct {
	Key  string
	Args []string
}

// In says the finding in a language.
func (f Finding) In(lang complaint.Language) string {
	args := make([]any, len(f.Args))
	for i, a := range f.Args {
		args[i] = a
	}
	text, err := message.Text(lang, f.Key, args...)
	if err != nil {
		return f.Key
	}
	return text
}

// Trust is what a verifier got by another way than the export. Nothing of it is needed, and each makes the result worth more.
type Trust struct {
	Key   *ledger.Key // the public key; nil: the export's own is believed
	Older []byte      // a signed head of the same log; nil: none
}

// Verdict is what was found.
type Verdict struct {
	Findings []Finding // none: the export is what was signed
	Ref      complaint.Ref
	Commits  int
	Files    int       // given as evidence, and as they were recorded
	Size     int64     // of the log, at the head
	At       time.Time // of the statement
	Key      string    // fingerprint of the key that everything was checked with
	Erased   []Erasure // what was erased of the case by its own commits, the last one first
	Older    int64     // size of the older head since which the log is proved to have only grown; 0: of none
}

// Verify is VerifyFrom of an export in memory.
func Verify(packed []byte, trust Trust) Verdict {
	return VerifyFrom(bytes.NewReader(packed), int64(len(packed)), trust)
}

// VerifyFrom checks an export of so many bytes and names everything that is wrong with it. It needs nothing but the export.
func VerifyFrom(packed io.ReaderAt, size int64, trust Trust) Verdict {
	a, err := open(packed, size)
	if err != nil {
		return Verdict{Findings: []Finding{{"verify.unreadable", []string{err.Error()}}}}
	}
	v := &verifier{files: a.files, given: a.attached, trust: trust}
	if v.signatures() {
		v.content()
		v.commits()
		v.folded()
		v.attached()
		v.older()
		v.sums()
	}
	return v.Verdict
}

// verifier is one verification.
type verifier struct {
	Verdict
	files     Files
	given     map[string]*zip.File // as evidence, and not looked at yet
	trust     Trust
	key       ledger.Key
	statement Statement
	head      ledger.Head
	proofs    Proofs
	sound     bool         // every commit is there as it was entered, or as an erasure says
	removed   map[int]bool // commits of which an erasure says that nothing is left
}

func (v *verifier) find(key string, args ...string) {
	v.Findings = append(v.Findings, Finding{key, args})
}

// signatures checks the key, the statement and the head; without them nothing else can be judged.
func (v *verifier) signatures() bool {
	for _, name := range []string{keyFile, statementFile, headFile} {
		if v.files[name] == nil {
			v.find("verify.file.missing", name)
		}
	}
	if len(v.Findings) > 0 {
		return false
	}
	own, err := ledger.ParsePEM(v.files[keyFile])
	switch {
	case v.trust.Key != nil:
		if v.key = *v.trust.Key; err != nil || !own.Equal(v.key) {
			v.find("verify.key.other", keyFile)
		}
	case err != nil:
		v.find("verify.key.unreadable", keyFile, err.Error())
		return false
	default:
		v.key = own
	}
	v.Key = v.key.Fingerprint()
	return v.signed()
}

// signed opens the statement and the head.
func (v *verifier) signed() bool {
	tenant := tenantOf(v.files[statementFile])
	text, err := ledger.OpenNote(v.files[statementFile], v.key, tenant)
	if err == nil {
		v.statement, err = parseStatement(text)
	}
	if err != nil {
		v.find("verify.unsigned", statementFile, err.Error())
	}
	head, broken := ledger.OpenHead(v.files[headFile], v.key, tenant)
	if broken != nil {
		v.find("verify.unsigned", headFile, broken.Error())
	}
	if err != nil || broken != nil {
		return false
	}
	v.head = head
	v.Ref, v.Commits, v.Size, v.At = v.statement.Ref, v.statement.Revision, head.Size, v.statement.At
	if head.Size != v.statement.Size || head.Root != v.statement.Root {
		v.find("verify.head.other", headFile, statementFile)
	}
	return true
}

// content says which files are missing and which are too many.
func (v *verifier) content() {
	for _, name := range slices.Sorted(maps.Keys(v.statement.Sums)) {
		if v.files[name] == nil {
			v.find("verify.file.missing", name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(v.files)) {
		if _, stated := v.statement.Sums[name]; !stated && name != statementFile {
			v.find("verify.file.extra", name)
		}
	}
	if err := json.Unmarshal(v.files[proofsFile], &v.proofs); err != nil && v.files[proofsFile] != nil {
		v.find("verify.file.unreadable", proofsFile, err.Error())
	}
}

// sums says which files are not those that the statement was signed on. The details came before.
func (v *verifier) sums() {
	for _, name := range slices.Sorted(maps.Keys(v.statement.Sums)) {
		if data := v.files[name]; data != nil && ledger.SumOf(data) != v.statement.Sums[name] {
			v.find("verify.file.changed", name)
		}
	}
}

// folded checks that the case is what its commits say.
func (v *verifier) folded() {
	if !v.sound || v.files[caseFile] == nil || len(v.removed) > 0 {
		return // the fold of other commits is another
	}
	history, err := parseCommits(split(v.files[commitsFile]))
	if err != nil {
		v.find("verify.file.unreadable", commitsFile, err.Error())
		return
	}
	told, sound := folded(history)
	want, err := caseText(told)
	if err != nil || !sound || !bytes.Equal(want, v.files[caseFile]) {
		v.find("verify.case", caseFile)
	}
}

// older checks that the log only grew since the older head in the export, and since the one that the verifier holds.
func (v *verifier) older() {
	if v.proofs.Older != nil && v.files[olderFile] != nil {
		v.grown(v.files[olderFile], olderFile)
	}
	if v.trust.Older != nil {
		v.grown(v.trust.Older, "--head")
	}
}

func (v *verifier) grown(signed []byte, name string) {
	head, err := ledger.OpenHead(signed, v.key, v.Ref.Tenant)
	if err != nil {
		v.find("verify.unsigned", name, err.Error())
		return
	}
	size := strconv.FormatInt(head.Size, 10)
	g := v.proofs.Older
	switch {
	case head.Size == v.head.Size && head.Root == v.head.Root:
	case head.Size == v.head.Size, head.Size > v.head.Size && head.At.Before(v.head.At):
		v.find("verify.rewritten", size, name)
		return
	case g == nil || g.Size != head.Size:
		v.find("verify.older.unproved", size, name)
		return
	case tlog.CheckTree(g.Proof, v.head.Size, v.head.Root, head.Size, head.Root) != nil:
		v.find("verify.rewritten", size, name)
		return
	}
	v.Older = head.Size
}
