package casework

import (
	"context"
	"log/slog"

	"redress/internal/complaint"
)

// warnProvisional raises the alarm for deadlines that were reckoned without the holidays of a year: an operator has to
// publish them and move the cases (redress policy move --provisional). The template's alarm looks for the message.
func warnProvisional(ctx context.Context, ch Change) {
	for _, e := range ch.Commit.Events {
		started, is := e.(*complaint.ClockStarted)
		if is && started.Clock.Provisional {
			slog.WarnContext(ctx, "provisional deadline", "tenant", ch.After.Tenant, "case", ch.After.ID, "clock", started.Clock.ID)
		}
	}
}
