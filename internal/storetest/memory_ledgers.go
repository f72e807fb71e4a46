package storetest

import (
	"cmp"
	"context"
	"encoding/base64"
	"slices"
	"strings"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// ledgers is what forms that were filled in bring to the books.
type ledgers struct {
	entries map[ledgerKey][]casework.Entry
	numbers map[printKey][]casework.Number
}

type ledgerKey struct{ tenant, kind string }

func newLedgers() ledgers {
	return ledgers{entries: map[ledgerKey][]casework.Entry{}, numbers: map[printKey][]casework.Number{}}
}

// enter keeps what a change adds to the ledgers. The caller holds the lock.
func (m *Memory) enter(ch casework.Change) {
	tenant := ch.After.Tenant
	if ch.Entry != nil {
		e := *ch.Entry
		e.At, e.Data = exact(e.At), slices.Clone(e.Data)
		at := ledgerKey{tenant, e.Kind}
		m.ledgers.entries[at] = append(m.ledgers.entries[at], e)
	}
	for _, n := range ch.Numbers {
		n.At, n.Until = exact(n.At), time.Time{} // it is not read again
		at := printKey{tenant, n.Key}
		m.ledgers.numbers[at] = append(m.ledgers.numbers[at], n)
	}
}

// entryPlace is where an entry stands among the others of its ledger.
func entryPlace(e casework.Entry) string {
	return e.At.UTC().Format("2006-01-02T15:04:05.000Z") + "#" + e.Case
}

// Entries answers a page of a tenant's ledger.
func (m *Memory) Entries(_ context.Context, tenant string, want casework.EntryWant) (casework.EntryPage, error) {
	after, err := placeIn(want.Cursor)
	if err != nil {
		return casework.EntryPage{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	page := casework.EntryPage{Entries: []casework.Entry{}}
	all := between(m.ledgers.entries[ledgerKey{tenant, want.Kind}], want.From, want.Until, func(e casework.Entry) (time.Time, string) { return e.At, e.Case })
	for _, e := range all {
		switch {
		case entryPlace(e) <= after:
			continue
		case len(page.Entries) == want.Limit:
			page.Next = base64.RawURLEncoding.EncodeToString([]byte(entryPlace(page.Entries[want.Limit-1])))
			return page, nil
		}
		page.Entries = append(page.Entries, e)
	}
	return page, nil
}

func placeIn(cursor string) (string, error) {
	place, err := base64.RawURLEncoding.DecodeString(cursor)
	at, id, _ := strings.Cut(string(place), "#")
	_, wrong := time.Parse("2006-01-02T15:04:05.000Z", at)
	if cursor != "" && (err != nil || wrong != nil || !casework.ValidReference(id)) {
		return "", complaint.InvalidField("cursor", "must be the next of the page before, as it was given")
	}
	return string(place), nil
}

// Numbers answers the newest cases in which a number is disputed.
func (m *Memory) Numbers(_ context.Context, tenant, key string) ([]casework.Number, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	page := append([]casework.Number{}, m.ledgers.numbers[printKey{tenant, key}]...)
	slices.SortFunc(page, func(a, b casework.Number) int {
		return cmp.Or(b.At.Compare(a.At), cmp.Compare(b.Case, a.Case))
	})
	return page[:min(len(page), casework.NumberPage)], nil
}
