package dynamo

import (
	"context"
	"errors"
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

// Due hands over everything in a shard that is due, the longest overdue first. An item that is none of ours is an error in
// the end, and keeps those behind it from nothing.
func (t *Table) Due(ctx context.Context, shard int, at time.Time, take func([]casework.DueItem) error) error {
	return t.dueIn(ctx, duePK(shard), at, take)
}

// KeepingDue hands over the cases of a shard that were kept for long enough, or of which something is being erased, the longest due first.
func (t *Table) KeepingDue(ctx context.Context, shard int, at time.Time, take func([]casework.DueItem) error) error {
	return t.dueIn(ctx, keepPK(shard), at, take)
}

func (t *Table) dueIn(ctx context.Context, part string, at time.Time, take func([]casework.DueItem) error) error {
	pages := dynamodb.NewQueryPaginator(t.Client, &dynamodb.QueryInput{
		TableName: &t.Name, IndexName: aws.String(dueIndex), Limit: aws.Int32(dueBatch),
		KeyConditionExpression:    aws.String("due_pk = :shard AND due_sk < :after"),
		ExpressionAttributeValues: item{":shard": text(part), ":after": text(stamp(at.Add(time.Millisecond)))},
	})
	var strange error
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return errors.Join(strange, unavailable("query", err))
		}
		batch, none := dueItems(page.Items)
		strange = errors.Join(strange, none)
		if err := take(batch); err != nil {
			return errors.Join(strange, err)
		}
	}
	return strange
}

// dueItems reads the items, and says which are none of ours.
func dueItems(items []item) (batch []casework.DueItem, strange error) {
	for _, it := range items {
		ref, err := parseCasePK(textOf(it, "pk"))
		if err != nil {
			strange = errors.Join(strange, err)
			continue
		}
		notice, _ := strings.CutPrefix(textOf(it, "sk"), noticePrefix)
		if notice == caseKey {
			notice = ""
		}
		batch = append(batch, casework.DueItem{Ref: ref, Notice: notice})
	}
	return batch, strange
}
