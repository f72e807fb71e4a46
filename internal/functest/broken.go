package functest

import (
	"context"
	"errors"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// Broken is a store that is out of order, and whose errors say too much.
type Broken struct{ casework.Store }

// Case fails.
func (Broken) Case(context.Context, complaint.Ref) (complaint.Case, error) {
	return complaint.Case{}, errors.New("no route to 10.0.0.1")
}
