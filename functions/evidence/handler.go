package main

import (
	"context"
	"log/slog"

	"redress/internal/custody"
	"redress/internal/depot"
)

// examiner is what examines files.
type examiner interface {
	Examine(ctx context.Context, f custody.FileRef) error
	Sweep(ctx context.Context) error
}

// keeper examines what comes into quarantine.
type keeper struct{ examiner examiner }

// event is an object that came in, as EventBridge tells of it, or the order to look for forgotten ones.
type event struct {
	Sweep  bool `json:"sweep"`
	Detail struct {
		Object struct {
			Key string `json:"key"`
		} `json:"object"`
	} `json:"detail"`
}

// handle examines the file of an event. It fails where the file has to be examined again, and Lambda brings the event again then.
func (k keeper) handle(ctx context.Context, e event) error {
	if e.Sweep {
		return k.examiner.Sweep(ctx)
	}
	f, err := depot.ParseUpload(e.Detail.Object.Key)
	if err != nil { // nothing else is written there; it expires
		slog.WarnContext(ctx, "no upload", "error", err.Error())
		return nil
	}
	return k.examiner.Examine(ctx, f)
}
