package ledger

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/tlog"
)

// Head says what a tenant's log was at an instant: everything that it will ever hold in its first Size leaves is fixed by Root. Signed
// it is a checkpoint (C2SP tlog-checkpoint) with the instant as its one extension line.
type Head struct {
	Tenant string
	Size   int64
	Root   tlog.Hash
	At     time.Time
}

// Text is the head without its signature.
func (h Head) Text() string {
	return fmt.Sprintf("%s\n%d\n%s\nat %s\n", Origin(h.Tenant), h.Size, h.Root, h.At.UTC().Format(time.RFC3339))
}

// Sign signs the head.
func (h Head) Sign(ctx context.Context, by Signer) ([]byte, error) {
	return SignNote(ctx, by, h.Tenant, h.Text())
}

// OpenHead reads a signed head of a tenant's log.
func OpenHead(signed []byte, key Key, tenant string) (Head, error) {
	text, err := OpenNote(signed, key, tenant)
	if err != nil {
		return Head{}, err
	}
	return parseHead(text, tenant)
}

func parseHead(text, tenant string) (h Head, err error) {
	lines := strings.Split(text, "\n")
	if len(lines) != 5 || lines[0] != Origin(tenant) || lines[4] != "" {
		return h, errors.New("it is no head of the log " + Origin(tenant))
	}
	h.Tenant = tenant
	if h.Size, err = strconv.ParseInt(lines[1], 10, 64); err != nil || h.Size < 1 {
		return h, fmt.Errorf("%q is no size of a log", lines[1])
	}
	if h.Root, err = tlog.ParseHash(lines[2]); err != nil {
		return h, err
	}
	h.At, err = time.Parse("at "+time.RFC3339, lines[3])
	return h, err
}
