package wire

import (
	"context"

	"redress/internal/cabinet"
	"redress/internal/casework"
	"redress/internal/duplicate"
)

// Recording is Cases for a function in which staff record milestones: what is recorded is checked against the tenants' forms, and
// what a complainant is granted elsewhere counts. It has the key, by which the numbers of disputes are hashed.
func (p *Parts) Recording(ctx context.Context) (*casework.Cases, *cabinet.Cabinet) {
	filed := &cabinet.Cabinet{Book: p.book, Key: duplicate.NewKey(p.Key(ctx)), Index: p.table}
	cases := p.Deciding()
	cases.Forms = filed
	return cases, filed
}
