package complaint

import (
	"cmp"
	"regexp"
	"slices"
	"time"
)

// SourceKind is a sort of thing that a finding rests on.
type SourceKind string

// The kinds of sources (requirement D3; seed 001, seed 003).
const (
	SourcePhoto            SourceKind = "photo"
	SourceVideo            SourceKind = "video"
	SourceReceipt          SourceKind = "receipt"
	SourceServiceRecord    SourceKind = "service_record"
	SourceChatLog          SourceKind = "chat_log"
	SourceCallRecording    SourceKind = "call_recording"
	SourceInspectionReport SourceKind = "inspection_report"
	SourceStatement        SourceKind = "statement" // what somebody said who was there
	SourceSiteVisit        SourceKind = "site_visit"
	SourceOther            SourceKind = "other"
)

// SourceKinds lists every kind.
var SourceKinds = []SourceKind{
	SourcePhoto, SourceVideo, SourceReceipt, SourceServiceRecord, SourceChatLog, SourceCallRecording, SourceInspectionReport,
	SourceStatement, SourceSiteVisit, SourceOther,
}

// Finding is an entry of a case's investigation, without its words, which stand in its commit.
type Finding struct {
	Number      int          `json:"number"` // from 1, in the order in which they were entered
	Sources     []SourceKind `json:"sources"`
	Evidence    []string     `json:"evidence,omitempty"`     // ids
	Corrects    int          `json:"corrects,omitempty"`     // the number of the one it takes the place of
	CorrectedBy int          `json:"corrected_by,omitempty"` // the number of the one that takes its place
	By          string       `json:"by"`                     // user name
	At          time.Time    `json:"at"`
}

// Investigated enters a finding. None is ever changed or removed; a wrong one is corrected by another.
type Investigated struct {
	Number   int          `json:"number"`
	LookedAt string       `json:"looked_at"`
	Finding  string       `json:"finding"`
	Sources  []SourceKind `json:"sources"`
	Evidence []string     `json:"evidence,omitempty"`
	Corrects int          `json:"corrects,omitempty"`
}

// Investigate enters what was looked at, what was found, and what that rests on.
type Investigate struct {
	LookedAt string       `json:"looked_at"`
	Finding  string       `json:"finding"`
	Sources  []SourceKind `json:"sources"`
	Evidence []string     `json:"evidence,omitempty"` // ids
	Corrects Positive     `json:"corrects,omitempty"` // number of a finding
}

func (*Investigate) name() string { return "investigate" }

// evidenceShape is the id of a piece of evidence.
var evidenceShape = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$`)

// maxFindings keeps a case inside one database item.
const maxFindings = 200

func (m *Investigate) check() error {
	if len(m.Sources) == 0 || len(m.Sources) > len(SourceKinds) {
		return InvalidField("sources", "must hold one or more of %s, each once", oneOf(SourceKinds))
	}
	for i, s := range m.Sources {
		if !slices.Contains(SourceKinds, s) || slices.Contains(m.Sources[:i], s) {
			return InvalidField("sources", "must hold one or more of %s, each once", oneOf(SourceKinds))
		}
	}
	if m.Corrects < 0 {
		return InvalidField("corrects", "must be the number of a finding, from 1")
	}
	return cmp.Or(
		longText("looked_at", m.LookedAt, maxText), longText("finding", m.Finding, maxText), checkEvidence(m.Evidence),
	)
}

// checkEvidence looks at the shape of evidence ids only. What they name is kept elsewhere.
func checkEvidence(ids []string) error {
	if len(ids) > maxEntries {
		return InvalidField("evidence", "must hold at most %d ids", maxEntries)
	}
	for _, id := range ids {
		if !evidenceShape.MatchString(id) {
			return InvalidField("evidence", "must hold ids of 1 to 64 letters, digits, dots, dashes and underscores")
		}
	}
	return nil
}

// looking are the phases in which facts may still come to light.
var looking = []Phase{Handling, Executed, Surveying, Concluding}

func (m *Investigate) decide(d *decision) error {
	if err := cmp.Or(d.in(looking...), d.owned()); err != nil {
		return err
	}
	if len(d.c.Findings) >= maxFindings {
		return Errorf(Conflict, "the case has %d findings, as many as one can have", maxFindings)
	}
	if m.Corrects != 0 {
		if err := d.c.standing("corrects", int(m.Corrects)); err != nil {
			return err
		}
	}
	d.record(&Investigated{
		Number: len(d.c.Findings) + 1, LookedAt: m.LookedAt, Finding: m.Finding, Sources: m.Sources, Evidence: m.Evidence, Corrects: int(m.Corrects),
	})
	return nil
}

// standing refuses the number of a finding that is not there, or that another one has taken the place of.
func (c Case) standing(field string, number int) error {
	switch {
	case number < 1 || number > len(c.Findings):
		return ConflictField(field, "must name a finding of this case; it has %d", len(c.Findings))
	case c.Findings[number-1].CorrectedBy != 0:
		return ConflictField(field, "names finding %d, which was corrected by %d", number, c.Findings[number-1].CorrectedBy)
	}
	return nil
}

func (e *Investigated) apply(c *Case, at time.Time, by Actor) {
	c.Findings = append(c.Findings, Finding{
		Number: e.Number, Sources: e.Sources, Evidence: e.Evidence, Corrects: e.Corrects, By: by.ID, At: at,
	})
	if e.Corrects != 0 {
		c.Findings[e.Corrects-1].CorrectedBy = e.Number
	}
}
