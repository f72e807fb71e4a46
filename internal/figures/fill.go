package figures

import (
	"context"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"golang.org/x/sync/errgroup"

	"redress/internal/casework"
	"redress/internal/dynamo"
)

const (
	inBatch = 25 // how many items one request can write
	fillers = 8  // how many fill a table together
)

// copyist keeps the items of the transactions that it is asked for, and does none of them.
type copyist struct {
	dynamo.Client
	items []types.WriteRequest
}

// TransactWriteItems keeps the items, and writes nothing.
func (c *copyist) TransactWriteItems(
	_ context.Context, in *dynamodb.TransactWriteItemsInput, _ ...func(*dynamodb.Options),
) (*dynamodb.TransactWriteItemsOutput, error) {
	for _, write := range in.TransactItems {
		c.items = append(c.items, types.WriteRequest{PutRequest: &types.PutRequest{Item: write.Put.Item}})
	}
	return &dynamodb.TransactWriteItemsOutput{}, nil
}

// items are what a change of a past writes: the case first, and then its commit. Its notices are not among them, for they
// have left.
func items(ctx context.Context, ch casework.Change) ([]types.WriteRequest, error) {
	ch.Notices, ch.Settles = nil, nil
	c := &copyist{}
	err := (&dynamo.Table{Client: c}).Save(ctx, ch)
	return c.items, err
}

// Open fills the table with so many cases that are handled since an instant. Only the cases themselves are written, which
// are what a sweep would find.
func (y *Yard) Open(ctx context.Context, n int, at time.Time) error {
	crew, ctx := errgroup.WithContext(ctx)
	crew.SetLimit(fillers)
	for left := n; left > 0; left -= inBatch {
		crew.Go(func() error {
			var heads []types.WriteRequest
			for range min(left, inBatch) {
				past, err := Handled(ctx, y.book, at)
				if err != nil {
					return err
				}
				written, err := items(ctx, past[len(past)-1])
				if err != nil {
					return err
				}
				heads = append(heads, written[0])
			}
			return y.write(ctx, heads)
		})
	}
	return crew.Wait()
}

// Put fills the table with pasts: cases and all their commits.
func (y *Yard) Put(ctx context.Context, pasts []Past) error {
	var all []types.WriteRequest
	for _, past := range pasts {
		var head types.WriteRequest
		for _, ch := range past {
			written, err := items(ctx, ch)
			if err != nil {
				return err
			}
			head, all = written[0], append(all, written[1:]...)
		}
		all = append(all, head)
	}
	crew, ctx := errgroup.WithContext(ctx)
	crew.SetLimit(fillers)
	for batch := range slices.Chunk(all, inBatch) {
		crew.Go(func() error { return y.write(ctx, batch) })
	}
	return crew.Wait()
}

// write writes a batch of items, again those that DynamoDB did not take.
func (y *Yard) write(ctx context.Context, batch []types.WriteRequest) error {
	for len(batch) > 0 {
		out, err := y.client.BatchWriteItem(ctx, &dynamodb.BatchWriteItemInput{
			RequestItems: map[string][]types.WriteRequest{y.name: batch},
		})
		if err != nil {
			return err
		}
		batch = out.UnprocessedItems[y.name]
	}
	return nil
}
