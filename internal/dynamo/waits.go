package dynamo

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
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
	waits := []casework.Waited{}
	for month := from.UTC(); month.Before(until); month = nextMonth(month) {
		some, err := t.waitsOf(ctx, tenant, month, from, until)
		if err != nil {
			return nil, err
		}
		waits = append(waits, some...)
	}
	return waits, nil
}

func nextMonth(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month()+1, 1, 0, 0, 0, 0, time.UTC)
}

func (t *Table) waitsOf(ctx context.Context, tenant string, month, from, until time.Time) ([]casework.Waited, error) {
	pages := dynamodb.NewQueryPaginator(t.Client, &dynamodb.QueryInput{
		TableName: &t.Name, KeyConditionExpression: aws.String("pk = :month AND sk BETWEEN :from AND :until"),
		ExpressionAttributeValues: item{
			":month": text(waitPK(tenant, month)), ":from": text(stamp(from)), ":until": text(stamp(until)),
		},
	})
	var waits []casework.Waited
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return nil, unavailable("query", err)
		}
		for _, it := range page.Items {
			var w casework.Waited
			if err := json.Unmarshal([]byte(textOf(it, "data")), &w); err != nil {
				return nil, fmt.Errorf("read pause: %w", err)
			}
			waits = append(waits, w)
		}
	}
	return waits, nil
}
