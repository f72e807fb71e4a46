package wire

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"redress/internal/dynamo"
)

// stacks is what keeping precedents needs of DynamoDB, and nothing else of it.
type stacks struct {
	query          call[dynamodb.QueryInput, dynamodb.QueryOutput, dynamodb.Options]
	getItem        call[dynamodb.GetItemInput, dynamodb.GetItemOutput, dynamodb.Options]
	batchWriteItem call[dynamodb.BatchWriteItemInput, dynamodb.BatchWriteItemOutput, dynamodb.Options]
}

// Query is DynamoDB's.
func (s stacks) Query(ctx context.Context, in *dynamodb.QueryInput, options ...func(*dynamodb.Options)) (*dynamodb.QueryOutput, error) {
	return s.query(ctx, in, options...)
}

// GetItem is DynamoDB's.
func (s stacks) GetItem(ctx context.Context, in *dynamodb.GetItemInput, options ...func(*dynamodb.Options)) (*dynamodb.GetItemOutput, error) {
	return s.getItem(ctx, in, options...)
}

// BatchWriteItem is DynamoDB's.
func (s stacks) BatchWriteItem(
	ctx context.Context, in *dynamodb.BatchWriteItemInput, options ...func(*dynamodb.Options),
) (*dynamodb.BatchWriteItemOutput, error) {
	return s.batchWriteItem(ctx, in, options...)
}

// Shelf is where precedents are looked for, with the table's own rights.
func (p *Parts) Shelf() *dynamo.Shelf {
	return &dynamo.Shelf{Client: p.table.Client, Name: p.table.Name}
}

// Library is where precedents are kept.
func (p *Parts) Library() *dynamo.Library {
	c := dynamodb.NewFromConfig(p.AWS)
	return &dynamo.Library{Client: stacks{c.Query, c.GetItem, c.BatchWriteItem}, Name: p.table.Name}
}
