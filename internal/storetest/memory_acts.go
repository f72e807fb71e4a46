package storetest

import (
	"cmp"
	"context"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// PutActs writes acts down.
func (m *Memory) PutActs(_ context.Context, tenant string, acts []casework.Act) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, a := range acts {
		if !slices.ContainsFunc(m.acts[tenant], func(b casework.Act) bool { return b.Case == a.Case && b.Revision == a.Revision }) {
			a.At = exact(a.At)
			m.acts[tenant] = append(m.acts[tenant], a)
		}
	}
	return nil
}

// ActPage answers a page of who did what in a month.
func (m *Memory) ActPage(_ context.Context, tenant string, of casework.Leaf) ([]casework.Act, string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return leafOf(m.acts[tenant], of, func(a casework.Act) (time.Time, string) { return a.At, fmt.Sprintf("%s#%08d", a.Case, a.Revision) })
}

// LookPage answers a page of who saw what in a month.
func (m *Memory) LookPage(_ context.Context, tenant string, of casework.Leaf) ([]casework.Look, string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return leafOf(m.looks[tenant], of, func(l casework.Look) (time.Time, string) {
		return l.At, strings.Join([]string{l.By.ID, l.Case, string(l.What), l.Of}, "#")
	})
}

func leafOf[T any](all []T, of casework.Leaf, keyed func(T) (time.Time, string)) ([]T, string, error) {
	after, err := base64.RawURLEncoding.DecodeString(of.Cursor)
	if err != nil || of.Cursor != "" && !strings.HasPrefix(string(after), "2") {
		return nil, "", complaint.InvalidField("cursor", "must be the next of the page before")
	}
	place := func(v T) string { at, rest := keyed(v); return at.UTC().Format(time.RFC3339Nano) + "#" + rest }
	ordered := slices.SortedFunc(slices.Values(all), func(a, b T) int {
		at, one := keyed(a)
		then, other := keyed(b)
		return cmp.Or(at.Compare(then), cmp.Compare(one, other))
	})
	page, last := []T{}, ""
	passed := of.Cursor == ""
	for _, v := range ordered {
		at, _ := keyed(v)
		switch {
		case at.UTC().Format("2006-01") != of.Month.UTC().Format("2006-01"):
		case !passed:
			passed = place(v) == string(after)
		case len(page) == of.Limit:
			return page, base64.RawURLEncoding.EncodeToString([]byte(last)), nil
		default:
			page, last = append(page, v), place(v)
		}
	}
	return page, "", nil
}
