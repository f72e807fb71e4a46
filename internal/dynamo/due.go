package dynamo

import (
	"context"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"redress/internal/casework"
)

// Shards is the number of parts of the due index.
func (t *Table) Shards() int { return shards }

// dueBatch is how many due items are read with one request.
const dueBatch = 200

// Due hands over everything in a shard that is due, the longest overdue first.
func (t *Table) Due(ctx context.Context, shard int, at time.Time, take func([]casework.DueItem) error) error {
	pages := dynamodb.NewQueryPaginator(t.Client, &dynamodb.QueryInput{
		TableName: &t.Name, IndexName: aws.String(dueIndex), Limit: aws.Int32(dueBatch),
		KeyConditionExpression:    aws.String("due_pk = :shard AND due_sk < :after"),
		ExpressionAttributeValues: item{":shard": text(duePK(shard)), ":after": text(stamp(at.Add(time.Millisecond)))},
	})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return unavailable("query", err)
		}
		batch, err := dueItems(page.Items)
		if err != nil {
			return err
		}
		if err := take(batch); err != nil {
			return err
		}
	}
	return nil
}

func dueItems(items []item) ([]casework.DueItem, error) {
	batch := make([]casework.DueItem, len(items))
	for i, it := range items {
		ref, err := parseCasePK(textOf(it, "pk"))
		if err != nil {
			return nil, err
		}
		notice, _ := strings.CutPrefix(textOf(it, "sk"), noticePrefix)
		if notice == caseKey {
			notice = ""
		}
		batch[i] = casework.DueItem{Ref: ref, Notice: notice}
	}
	return batch, nil
}
