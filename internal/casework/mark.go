package casework

import (
	"context"
	"time"

	"redress/internal/complaint"
	"redress/internal/duplicate"
)

// Mark is a print as it is kept: under each of its complainant's keys, until it is forgotten.
type Mark struct {
	duplicate.Print
	Until time.Time
}

// Marker makes the prints of what is filed.
type Marker struct {
	Key  duplicate.Key
	Book *Book
}

// mark adds the print of a complaint to the change that files it, if the tenant's policy wants any. It is saved along with
// it, so that whoever reads the prints after a case was filed finds its print.
func (m *Marker) mark(ctx context.Context, ch *Change) error {
	if m == nil {
		return nil
	}
	filed, is := ch.Commit.Events[0].(*complaint.Filed)
	if !is {
		return nil
	}
	rules, err := m.Book.Policy(ctx, complaint.Case{Tenant: filed.Tenant}) // as the case was filed, so that nothing is read anew
	if err != nil {
		return err
	}
	if _, _, _, remember := rules.Sameness(); remember > 0 {
		ch.Mark = &Mark{Print: m.Key.Print(filed), Until: ch.Commit.At.Add(remember)}
	}
	return nil
}

// PrintPage is how many prints are read of one key, however many there are: who complains more often than that is read
// no further back.
const PrintPage = 24
