package casework

import (
	"context"

	"redress/internal/complaint"
)

// File opens a case, or answers the one that the same request opened before: then it is not the one that file names.
func (w *Cases) File(ctx context.Context, by complaint.Actor, file *complaint.File, request *Request) (complaint.Case, error) {
	blank := complaint.Case{Tenant: file.Ref.Tenant}
	return w.insist(ctx, false, func() (complaint.Case, error) {
		file.Ref.Case = NewReference()
		return w.decide(ctx, blank, Order{Ref: file.Ref, By: by, Command: file, Request: request})
	})
}
