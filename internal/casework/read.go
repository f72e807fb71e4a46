package casework

import (
	"context"

	"redress/internal/complaint"
)

// Classifier understands a complaint's text. It never fails: what it does not understand it reads as unsure.
type Classifier interface {
	Read(text string) complaint.Reading
}

// Reader gives cases their first reading, and makes one case of those that are the same complaint.
type Reader struct {
	Cases      *Cases
	History    History
	Classifier Classifier
	Same       *Recogniser // nil: nothing is recognised
}

// Read reads a case's complaint, compares it with the others of its complainant, and answers where the case stands then. Two
// that come in at the same moment find each other: the print of each was kept when it was filed, before either is read.
func (r *Reader) Read(ctx context.Context, ref complaint.Ref) (Position, error) {
	filed, err := Complaint(ctx, r.History, ref)
	if err != nil {
		return Position{}, err
	}
	reading := r.Classifier.Read(filed.Scene + "\n" + filed.Content)
	c, err := r.read(ctx, ref, filed, reading)
	return PositionOf(c), err
}

func (r *Reader) read(ctx context.Context, ref complaint.Ref, filed *complaint.Filed, reading complaint.Reading) (complaint.Case, error) {
	before, err := r.Cases.Store.Case(ctx, ref)
	if err != nil || !fresh(before) {
		return before, err
	}
	s, err := r.Same.look(ctx, r.Cases.Store, before, filed, reading.Grade)
	if err != nil {
		return complaint.Case{}, err
	}
	c, err := r.Cases.Do(ctx, Order{
		Ref: ref, By: complaint.TheSystem, On: &before,
		Command: &complaint.Classify{Reading: reading, Earlier: s.earlier, Twins: s.twins},
	})
	if err != nil {
		return complaint.Case{}, err
	}
	return r.Cases.unite(ctx, c, s.certain)
}

// Complaint answers what the complainant said when the case was opened.
func Complaint(ctx context.Context, h History, ref complaint.Ref) (*complaint.Filed, error) {
	commits, err := h.Commits(ctx, ref)
	if err != nil {
		return nil, err
	}
	if len(commits) > 0 {
		if filed, ok := commits[0].Events[0].(*complaint.Filed); ok {
			return filed, nil
		}
	}
	return nil, complaint.Errorf(complaint.NotFound, "there is no such case")
}
