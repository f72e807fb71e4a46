package storetest

import (
	"context"
	"encoding/base64"
	"slices"
	"strings"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// stamp is an instant that sorts as text; never stands for none, after all others.
const (
	stamp = "2006-01-02T15:04:05.000Z"
	never = "9999"
)

// line is a case's place in the queue.
type line struct {
	key   string // the next deadline and the case
	brief casework.Brief
}

func lineOf(c complaint.Case) line {
	b, due := casework.BriefOf(c), never
	if !b.Due.IsZero() {
		due = b.Due.UTC().Format(stamp)
	}
	return line{key: due + "#" + c.ID, brief: b}
}

// Queue answers a page of a tenant's open cases. What is not wanted is passed over after it was counted, and a page
// that is full names a next one even if nothing follows: both as the database does it.
func (m *Memory) Queue(_ context.Context, tenant string, want casework.Want) (casework.QueuePage, error) {
	if want.Limit < 1 {
		return casework.QueuePage{}, complaint.Errorf(complaint.Unavailable, "the limit must be 1 or more")
	}
	after, err := readCursor(want.Cursor)
	if err != nil {
		return casework.QueuePage{}, err
	}
	page := casework.QueuePage{Cases: []casework.Brief{}}
	lines := m.lines(tenant, after)
	if len(lines) >= want.Limit {
		lines = lines[:want.Limit]
		page.Next = base64.RawURLEncoding.EncodeToString([]byte(lines[len(lines)-1].key))
	}
	for _, l := range lines {
		if wanted(l.brief, want) {
			page.Cases = append(page.Cases, l.brief)
		}
	}
	return page, nil
}

// lines are a tenant's open cases in their order, from behind a key.
func (m *Memory) lines(tenant, after string) []line {
	m.mu.Lock()
	defer m.mu.Unlock()
	var lines []line
	for ref, f := range m.folders {
		if ref.Tenant != tenant || f.Head.Revision == 0 || !f.Head.Open() {
			continue
		}
		if l := lineOf(f.Head); l.key > after {
			lines = append(lines, l)
		}
	}
	slices.SortFunc(lines, func(a, b line) int { return strings.Compare(a.key, b.key) })
	return lines
}

func wanted(b casework.Brief, want casework.Want) bool {
	return (want.Owner == "" || want.Owner == b.Owner) &&
		(want.Flow == "" || want.Flow == b.Flow) &&
		(want.Phase == "" || want.Phase == b.Phase) &&
		(want.Grade == 0 || want.Grade == b.Grade)
}

// readCursor reads the key at which the page before ended; it refuses what no page ever gave.
func readCursor(cursor string) (string, error) {
	if cursor == "" {
		return "", nil
	}
	key, err := base64.RawURLEncoding.DecodeString(cursor)
	due, id, _ := strings.Cut(string(key), "#")
	_, noTime := time.Parse(stamp, due)
	if err != nil || due != never && noTime != nil || !casework.ValidReference(id) {
		return "", complaint.InvalidField("cursor", "must be the next of the page before, as it was given")
	}
	return string(key), nil
}
