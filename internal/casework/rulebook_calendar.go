package casework

import (
	"cmp"
	"context"

	"redress/internal/calendar"
	"redress/internal/complaint"
)

// readCalendar reads the calendar of an edition. A calendar that comes with the program is found by name or version, a
// tenant's own by the name of its document, which is its version before the official days it takes over.
func (b *Book) readCalendar(ctx context.Context, e edition, ofPolicy string) (*calendar.Calendar, error) {
	published := cmp.Or(b.Published, calendar.Published())
	named := cmp.Or(e.calendar, e.named, ofPolicy)
	if published.Has(named) {
		return published.Calendar(named)
	}
	if e.calendar == "" {
		return b.own(ctx, e.tenant, named, published.Parse)
	}
	as := func(src []byte) (*calendar.Calendar, error) { return published.ParseAs(src, e.calendar) }
	c, err := b.own(ctx, e.tenant, calendar.TextVersion(e.calendar), as)
	if complaint.Is(err, complaint.NotFound) && !published.Has(ofPolicy) { // it may be kept under another name
		if kept, other := b.own(ctx, e.tenant, ofPolicy, as); other == nil || complaint.Is(other, complaint.Unavailable) {
			return kept, other
		}
	}
	return c, err
}

// own reads a tenant's own calendar. The error is of kind NotFound or, where the text cannot be used, Invalid.
func (b *Book) own(ctx context.Context, id, name string, parse func([]byte) (*calendar.Calendar, error)) (*calendar.Calendar, error) {
	src, err := b.Tenants.Document(ctx, id, CalendarDocument, name)
	if err != nil {
		return nil, err
	}
	c, err := parse(src)
	if err != nil {
		return nil, complaint.InvalidField("calendar", "%s: %v", name, err)
	}
	return c, nil
}
