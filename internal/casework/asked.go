package casework

import (
	"context"
	"time"
)

// Asked is how many standard questions of a tenant were asked in a day, and what became of them. Nothing is kept of who asked, or
// in which words.
type Asked struct {
	Day      string                `json:"day"` // in UTC, as 2026-11-23
	Asked    int                   `json:"asked"`
	Answered int                   `json:"answered"`
	GoneOn   int                   `json:"gone_on"` // answered, and yet a complaint was filed from the answer's page
	Entries  map[string]AskedEntry `json:"entries"` // by the id of the entry that answered
}

// AskedEntry is the part of one entry.
type AskedEntry struct {
	Answered int `json:"answered"`
	GoneOn   int `json:"gone_on"`
}

// AskedBook counts questions. A count that fails is lost, and one that is tried again may count twice: it is a figure, nothing more.
type AskedBook interface {
	// CountAsked counts a question; entry is what answered it, empty: nothing did.
	CountAsked(ctx context.Context, tenant string, at time.Time, entry string) error
	// CountGoneOn counts a complaint that was filed after the entry had answered.
	CountGoneOn(ctx context.Context, tenant string, at time.Time, entry string) error
	// Asked answers the days from one instant up to another in which something was counted, in order.
	Asked(ctx context.Context, tenant string, from, until time.Time) ([]Asked, error)
}

// AskedDay is the day under which an instant is counted.
func AskedDay(at time.Time) string { return at.UTC().Format(time.DateOnly) }
