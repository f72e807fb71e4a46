package dynamo

import (
	"context"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"redress/internal/casework"
)

func (t *Table) putWait(tenant string, w casework.Waited) (*types.Put, error) {
	data, err := jsonText(w)
	it := key(waitPK(tenant, w.To), waitSK(w))
	it["data"] = data
	return &types.Put{TableName: &t.Name, Item: it}, err
}

// Waits answers the pauses of a tenant that ended from one instant up to another. It reads one partition for each month.
func (t *Table) Waits(ctx context.Context, tenant string, from, until time.Time) ([]casework.Waited, error) {
	return byMonth[casework.Waited](ctx, t, func(month time.Time) string { return waitPK(tenant, month) }, from, until)
}
