package dynamo

import (
	"context"

	"golang.org/x/sync/errgroup"

	"redress/internal/casework"
)

const (
	abreast = 16  // lanes that are read together
	taste   = 10  // lines first read of each of many lanes: no more than DynamoDB counts as one piece
	fewest  = 3   // lanes of which each is read in pieces of a whole page
	pieces  = 20  // that are read beyond the first of each lane, for one page
	piece   = 100 // lines of each of them
)

// Queue answers a page of a tenant's open cases, the next deadline first, at a cost that does not depend on how many are open: each lane
// that can hold what is wanted is asked once, and some again. A page may be shorter than asked, even empty, while there is a
// next one: where too much had to be passed over.
func (t *Table) Queue(ctx context.Context, tenant string, want casework.Want) (casework.QueuePage, error) {
	after, err := want.After(tenant)
	if err != nil {
		return casework.QueuePage{}, err
	}
	lanes := lanesFor(tenant, want)
	first := taste
	if len(lanes) <= fewest {
		first = want.Limit
	}
	for _, l := range lanes {
		l.end = after
	}
	if err := t.readAll(ctx, lanes, want, min(first, want.Limit)); err != nil {
		return casework.QueuePage{}, err
	}
	m := merger{table: t, want: want, lanes: lanes, left: pieces, page: casework.QueuePage{Cases: []casework.Brief{}}}
	end, err := m.merge(ctx)
	if err == nil && end != "" {
		m.page.Next = want.CursorAt(tenant, end)
	}
	return m.page, err
}

func (t *Table) readAll(ctx context.Context, lanes []*lane, want casework.Want, n int) error {
	crew, ctx := errgroup.WithContext(ctx)
	crew.SetLimit(abreast)
	for _, l := range lanes {
		crew.Go(func() error { return l.read(ctx, t, want, n) })
	}
	return crew.Wait()
}

// merger makes one page of many lanes.
type merger struct {
	table *Table
	want  casework.Want
	lanes []*lane
	left  int // pieces that may still be read
	page  casework.QueuePage
	last  string // key of the page's last line
}

// merge fills the page and answers the key that the next page begins behind; empty: there is none.
func (m *merger) merge(ctx context.Context) (string, error) {
	for len(m.page.Cases) < m.want.Limit {
		next := m.next()
		before := ""
		if next != nil {
			before = next.lines[0].key
		}
		blocking := m.blocking(before)
		switch {
		case len(blocking) > m.left:
			return earliest(blocking), nil
		case len(blocking) > 0:
			m.left -= len(blocking)
			if err := m.table.readAll(ctx, blocking, m.want, piece); err != nil {
				return "", err
			}
		case next == nil:
			return "", nil
		default:
			m.take(next)
		}
	}
	return m.last, nil
}

// next is the lane with the earliest line; nil: none has one.
func (m *merger) next() (first *lane) {
	for _, l := range m.lanes {
		if len(l.lines) > 0 && (first == nil || l.lines[0].key < first.lines[0].key) {
			first = l
		}
	}
	return first
}

// blocking are the lanes that may hold an earlier line and have to be read on first.
func (m *merger) blocking(before string) (lanes []*lane) {
	for _, l := range m.lanes {
		if l.open(before) {
			lanes = append(lanes, l)
		}
	}
	return lanes
}

// take moves a lane's first line to the page; one that is on its way from one lane to another is in both for a moment.
func (m *merger) take(from *lane) {
	line := from.lines[0]
	from.lines = from.lines[1:]
	if line.key == m.last {
		return
	}
	m.page.Cases, m.last = append(m.page.Cases, line.brief), line.key
}

// earliest is how far all lanes have been read.
func earliest(lanes []*lane) string {
	end := lanes[0].end
	for _, l := range lanes {
		end = min(end, l.end)
	}
	return end
}
