package storetest

import (
	"context"
	"slices"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// Case answers a case.
func (m *Memory) Case(_ context.Context, ref complaint.Ref) (complaint.Case, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f, ok := m.folders[ref]
	switch {
	case !ok || f.Head.Revision == 0:
		return complaint.Case{}, missing("case")
	case m.Shares || m.writes:
		return given(f.Head, f.head)
	}
	return f.Head.Clone(), nil
}

// Commits answers all commits of a case in their order.
func (m *Memory) Commits(_ context.Context, ref complaint.Ref) ([]complaint.Commit, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f, ok := m.folders[ref]
	if !ok {
		return nil, nil
	}
	commits := slices.Clone(f.Commits)
	for i, text := range f.commits {
		var err error
		if commits[i], err = given(commits[i], text); err != nil {
			return nil, err
		}
	}
	return commits, nil
}

// HoldToken keeps the token with which a case's journey waits, in place of the one before.
func (m *Memory) HoldToken(_ context.Context, ref complaint.Ref, token string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.folder(ref).token = token
	return nil
}

// Token answers the token held, or an empty one.
func (m *Memory) Token(_ context.Context, ref complaint.Ref) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if f, ok := m.folders[ref]; ok {
		return f.token, nil
	}
	return "", nil
}

func missing(what string) error {
	return complaint.Errorf(complaint.NotFound, "there is no such %s", what)
}

// Opening answers how a case began, and what it is now.
func (m *Memory) Opening(ctx context.Context, ref complaint.Ref) (complaint.Case, *complaint.Filed, error) {
	c, err := m.Case(ctx, ref)
	if err != nil {
		return complaint.Case{}, nil, err
	}
	commits, err := m.Commits(ctx, ref)
	if err != nil {
		return complaint.Case{}, nil, err
	}
	filed, err := casework.OpeningOf(commits[0])
	return c, filed, err
}
