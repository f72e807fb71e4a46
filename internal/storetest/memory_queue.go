package storetest

import (
	"context"
	"encoding/base64"
	"encoding/json"
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
	brief []byte
}

// lineOf is the place of a case in the queue; a closed one has none.
func lineOf(c complaint.Case) (*line, error) {
	if !c.Open() {
		return nil, nil //nolint:nilnil // no place is an answer
	}
	b := casework.BriefOf(c)
	data, err := json.Marshal(b)
	due := never
	if !b.Due.IsZero() {
		due = b.Due.UTC().Format(stamp)
	}
	return &line{key: due + "#" + c.ID, brief: data}, err
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
		b, err := read[casework.Brief](l.brief)
		if err != nil {
			return casework.QueuePage{}, err
		}
		if wanted(b, want) {
			page.Cases = append(page.Cases, b)
		}
	}
	return page, nil
}

// lines are a tenant's lines in their order, from behind a key.
func (m *Memory) lines(tenant, after string) []line {
	m.mu.Lock()
	defer m.mu.Unlock()
	var lines []line
	for ref, f := range m.folders {
		if ref.Tenant == tenant && f.line != nil && f.line.key > after {
			lines = append(lines, *f.line)
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
