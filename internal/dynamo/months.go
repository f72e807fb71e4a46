package dynamo

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
)

// byMonth reads what is kept in a partition for each month, from one instant up to another: a request for each month that the
// two touch, and one more for each further megabyte.
func byMonth[T any](ctx context.Context, t *Table, pk func(month time.Time) string, from, until time.Time) ([]T, error) {
	all := []T{}
	for month := from.UTC(); month.Before(until); month = nextMonth(month) {
		some, err := ofMonth[T](ctx, t, pk(month), from, until)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}

func nextMonth(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month()+1, 1, 0, 0, 0, 0, time.UTC)
}

func ofMonth[T any](ctx context.Context, t *Table, pk string, from, until time.Time) ([]T, error) {
	pages := dynamodb.NewQueryPaginator(t.Client, &dynamodb.QueryInput{
		TableName: &t.Name, KeyConditionExpression: aws.String("pk = :month AND sk BETWEEN :from AND :until"),
		ExpressionAttributeValues: item{":month": text(pk), ":from": text(stamp(from)), ":until": text(stamp(until))},
	})
	var some []T
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return nil, unavailable("query", err)
		}
		for _, it := range page.Items {
			var v T
			if err := json.Unmarshal([]byte(textOf(it, "data")), &v); err != nil {
				return nil, fmt.Errorf("read %T: %w", v, err)
			}
			some = append(some, v)
		}
	}
	return some, nil
}
