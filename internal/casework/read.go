package casework

import (
	"context"

	"redress/internal/complaint"
)

// Classifier understands a complaint's text. It never fails: what it does not understand it reads as unsure.
type Classifier interface {
	Read(text string) complaint.Reading
}

// Openings answers with one request what a complainant said when a case was opened, and the case as it is now.
type Openings interface {
	// Opening fails with kind NotFound where there is no such case.
	Opening(ctx context.Context, ref complaint.Ref) (complaint.Case, *complaint.Filed, error)
}

// Reader gives cases their first reading, and makes one case of those that are the same complaint.
type Reader struct {
	Cases      *Cases
	Openings   Openings
	Classifier Classifier
	Same       *Recogniser // nil: nothing is recognised
	Second     *Second     // nil: nobody else is asked
}

// Read reads a case's complaint, compares it with the others of its complainant, and answers where the case stands then. Two
// that come in at the same moment find each other: the print of each was kept when it was filed, before either is read.
func (r *Reader) Read(ctx context.Context, ref complaint.Ref) (Position, error) {
	c, filed, err := r.Openings.Opening(ctx, ref)
	if err == nil && fresh(c) {
		c, err = r.read(ctx, c, filed)
	}
	return PositionOf(c), err
}

// fresh says whether a case has not been read, or only just: the time in which it is compared with others.
func fresh(c complaint.Case) bool {
	return c.Phase == complaint.Received || c.Phase == complaint.Classified
}

func (r *Reader) read(ctx context.Context, before complaint.Case, filed *complaint.Filed) (complaint.Case, error) {
	reading := r.Second.consider(ctx, before, filed, r.Classifier.Read(filed.Scene+"\n"+filed.Content))
	s, err := r.Same.look(ctx, r.Cases.Store, before, filed, reading)
	if err != nil {
		return complaint.Case{}, err
	}
	c, err := r.Cases.Do(ctx, Order{
		Ref: before.Ref(), By: complaint.TheSystem, On: &before,
		Command: &complaint.Classify{
			Reading: reading, Earlier: s.earlier, Twins: s.twins, Value: s.value, Others: s.others, People: s.people,
		},
	})
	if err != nil {
		return complaint.Case{}, err
	}
	return r.Cases.unite(ctx, c, s.certain)
}

// OpeningOf is what a commit that opened a case says; it is for stores.
func OpeningOf(first complaint.Commit) (*complaint.Filed, error) {
	if len(first.Events) > 0 {
		if filed, is := first.Events[0].(*complaint.Filed); is {
			return filed, nil
		}
	}
	return nil, complaint.Errorf(complaint.Fault, "the case does not begin with a complaint")
}
