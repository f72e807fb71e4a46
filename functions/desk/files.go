package main

import (
	"context"

	"redress/internal/complaint"
)

// partFile is a file of a case that was merged into the one that is shown. It stays with its own case, where it is also read.
type partFile struct {
	Of string `json:"case"`
	complaint.Exhibit
}

// partFiles are the files of the cases that were merged into a case, and into those.
func (d *desk) partFiles(ctx context.Context, c complaint.Case) (files []partFile, err error) {
	for _, a := range c.Absorbed {
		part, err := d.cases.Store.Case(ctx, complaint.Ref{Tenant: c.Tenant, Case: a.Case})
		if err != nil {
			return nil, err
		}
		for _, x := range part.Files {
			files = append(files, partFile{part.ID, x})
		}
		inner, err := d.partFiles(ctx, part)
		if err != nil {
			return nil, err
		}
		files = append(files, inner...)
	}
	return files, nil
}
