package dynamo

import (
	"context"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"redress/internal/casework"
)

// PutLook writes down that somebody looked at what is confidential.
func (t *Table) PutLook(ctx context.Context, tenant string, l casework.Look) error {
	data, err := jsonText(l)
	if err != nil {
		return err
	}
	it := key(lookPK(tenant, l.At), lookSK(l))
	it["data"] = data
	if _, err := t.Client.PutItem(ctx, &dynamodb.PutItemInput{TableName: &t.Name, Item: it}); err != nil {
		return unavailable("put look", err)
	}
	return nil
}

// Looks answers the looks of a tenant from one instant up to another. It reads one partition for each month.
func (t *Table) Looks(ctx context.Context, tenant string, from, until time.Time) ([]casework.Look, error) {
	return byMonth[casework.Look](ctx, t, func(month time.Time) string { return lookPK(tenant, month) }, from, until)
}
