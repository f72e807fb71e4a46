package casework

import (
	"context"

	"redress/internal/complaint"
)

// Classifier understands a complaint's text. It never fails: what it does not understand it reads as unsure.
type Classifier interface {
	Read(text string) complaint.Reading
}

// Reader gives cases their first reading.
type Reader struct {
	Cases      *Cases
	History    History
	Classifier Classifier
}

// Read reads a case's complaint and answers where the case stands then.
func (r *Reader) Read(ctx context.Context, ref complaint.Ref) (Position, error) {
	filed, err := Complaint(ctx, r.History, ref)
	if err != nil {
		return Position{}, err
	}
	reading := r.Classifier.Read(filed.Scene + "\n" + filed.Content)
	return r.Cases.Advance(ctx, ref, &complaint.Classify{Reading: reading})
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
