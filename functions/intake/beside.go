package main

import (
	"context"
	"log/slog"

	"redress/internal/knowledge"
)

// beside is the standard questions that a complaint is like, to be told along with its receipt. The complaint is filed by then: where
// the list cannot be read there are none, and nobody waits for them.
func (in *intake) beside(ctx context.Context, tenant string, f filing) []knowledge.Answer {
	list, err := in.shelf.List(ctx, tenant)
	if err != nil {
		slog.WarnContext(ctx, "no standard questions", "tenant", tenant, "error", err.Error())
		return nil
	}
	if list == nil {
		return nil
	}
	return knowledge.Answers(list.Beside(f.Content, in.cases.Now()), f.Complainant.Language)
}
