package figures

import (
	"context"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"redress/internal/dynamo"
)

// Cost is what was asked of DynamoDB, and the units that it says this took.
type Cost struct {
	Requests              int
	ReadUnits, WriteUnits float64
}

// metered is a client that asks with each request what it costs, and adds it up.
type metered struct {
	dynamo.Client
	mu   sync.Mutex
	cost Cost
}

// read counts a request that only reads.
func (m *metered) read(c *types.ConsumedCapacity) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.cost.Requests++
	if c != nil {
		m.cost.ReadUnits += aws.ToFloat64(c.CapacityUnits)
	}
}

// wrote counts a request that writes.
func (m *metered) wrote(all ...types.ConsumedCapacity) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.cost.Requests++
	for _, c := range all {
		m.cost.WriteUnits += aws.ToFloat64(c.CapacityUnits)
	}
}

// GetItem asks and counts.
func (m *metered) GetItem(ctx context.Context, in *dynamodb.GetItemInput, o ...func(*dynamodb.Options)) (*dynamodb.GetItemOutput, error) {
	in.ReturnConsumedCapacity = types.ReturnConsumedCapacityTotal
	out, err := m.Client.GetItem(ctx, in, o...)
	if err != nil {
		m.read(nil)
		return out, err
	}
	m.read(out.ConsumedCapacity)
	return out, nil
}

// Query asks and counts.
func (m *metered) Query(ctx context.Context, in *dynamodb.QueryInput, o ...func(*dynamodb.Options)) (*dynamodb.QueryOutput, error) {
	in.ReturnConsumedCapacity = types.ReturnConsumedCapacityTotal
	out, err := m.Client.Query(ctx, in, o...)
	if err != nil {
		m.read(nil)
		return out, err
	}
	m.read(out.ConsumedCapacity)
	return out, nil
}

// UpdateItem asks and counts.
func (m *metered) UpdateItem(ctx context.Context, in *dynamodb.UpdateItemInput, o ...func(*dynamodb.Options)) (*dynamodb.UpdateItemOutput, error) {
	in.ReturnConsumedCapacity = types.ReturnConsumedCapacityTotal
	out, err := m.Client.UpdateItem(ctx, in, o...)
	if err != nil || out.ConsumedCapacity == nil {
		m.wrote()
		return out, err
	}
	m.wrote(*out.ConsumedCapacity)
	return out, nil
}

// TransactWriteItems asks and counts.
func (m *metered) TransactWriteItems(
	ctx context.Context, in *dynamodb.TransactWriteItemsInput, o ...func(*dynamodb.Options),
) (*dynamodb.TransactWriteItemsOutput, error) {
	in.ReturnConsumedCapacity = types.ReturnConsumedCapacityTotal
	out, err := m.Client.TransactWriteItems(ctx, in, o...)
	if err != nil {
		m.wrote()
		return out, err
	}
	m.wrote(out.ConsumedCapacity...)
	return out, nil
}
