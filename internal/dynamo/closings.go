package dynamo

import (
	"context"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"redress/internal/casework"
)

// putClosing keeps what figures need of a case that closed, in some two kilobytes: four write units in its transaction.
func (t *Table) putClosing(tenant string, c casework.Closing) (*types.Put, error) {
	data, err := jsonText(c)
	it := key(closingPK(tenant, c.At), closingSK(c))
	it["data"] = data
	return t.putNew(it), err
}

// Closings answers what is kept of the cases of a tenant that closed from one instant up to another. It reads one partition for each
// month, some 600 closings with each request.
func (t *Table) Closings(ctx context.Context, tenant string, from, until time.Time) ([]casework.Closing, error) {
	return byMonth[casework.Closing](ctx, t, func(month time.Time) string { return closingPK(tenant, month) }, from, until)
}
