package figures

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"redress/internal/dynamo"
)

// counting is a client that counts its requests.
type counting struct {
	dynamo.Client
	requests atomic.Int64
}

// GetItem counts and asks.
func (c *counting) GetItem(ctx context.Context, in *dynamodb.GetItemInput, o ...func(*dynamodb.Options)) (*dynamodb.GetItemOutput, error) {
	c.requests.Add(1)
	return c.Client.GetItem(ctx, in, o...)
}

// UpdateItem counts and asks.
func (c *counting) UpdateItem(ctx context.Context, in *dynamodb.UpdateItemInput, o ...func(*dynamodb.Options)) (*dynamodb.UpdateItemOutput, error) {
	c.requests.Add(1)
	return c.Client.UpdateItem(ctx, in, o...)
}

// Query counts and asks.
func (c *counting) Query(ctx context.Context, in *dynamodb.QueryInput, o ...func(*dynamodb.Options)) (*dynamodb.QueryOutput, error) {
	c.requests.Add(1)
	return c.Client.Query(ctx, in, o...)
}

// TransactWriteItems counts and asks.
func (c *counting) TransactWriteItems(
	ctx context.Context, in *dynamodb.TransactWriteItemsInput, o ...func(*dynamodb.Options),
) (*dynamodb.TransactWriteItemsOutput, error) {
	c.requests.Add(1)
	return c.Client.TransactWriteItems(ctx, in, o...)
}

// heads keeps the cases of the transactions that it is asked for, and does none of them.
type heads struct {
	dynamo.Client
	items []types.WriteRequest
}

// TransactWriteItems keeps the first item, which is the case, and writes nothing.
func (h *heads) TransactWriteItems(
	_ context.Context, in *dynamodb.TransactWriteItemsInput, _ ...func(*dynamodb.Options),
) (*dynamodb.TransactWriteItemsOutput, error) {
	h.items = append(h.items, types.WriteRequest{PutRequest: &types.PutRequest{Item: in.TransactItems[0].Put.Item}})
	return &dynamodb.TransactWriteItemsOutput{}, nil
}

// inBatch is how many items one request can write.
const inBatch = 25

func (h *heads) flush(ctx context.Context, client *dynamodb.Client, table string) error {
	for len(h.items) > 0 {
		n := min(inBatch, len(h.items))
		out, err := client.BatchWriteItem(ctx, &dynamodb.BatchWriteItemInput{
			RequestItems: map[string][]types.WriteRequest{table: h.items[:n]},
		})
		if err != nil {
			return err
		}
		if left := len(out.UnprocessedItems[table]); left > 0 {
			return errors.New(fmt.Sprint(left, " items were not written"))
		}
		h.items = h.items[n:]
	}
	return nil
}
