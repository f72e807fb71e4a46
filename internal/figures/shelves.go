package figures

import (
	"context"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"golang.org/x/sync/errgroup"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/dynamo"
	"redress/internal/library"
)

// Shelves is a table of its own with precedents in it.
type Shelves struct {
	client *dynamodb.Client
	name   string
}

// NewShelves makes an empty table. Close it.
func NewShelves(ctx context.Context, client *dynamodb.Client) (*Shelves, error) {
	s := &Shelves{client: client, name: "shelves-" + casework.NewReference()}
	return s, createTable(ctx, client, s.name)
}

// Close removes the table.
func (s *Shelves) Close(ctx context.Context) error {
	_, err := s.client.DeleteTable(ctx, &dynamodb.DeleteTableInput{TableName: &s.name})
	return err
}

// Fill keeps precedents, each by its look, as the function library does, and answers what that took.
func (s *Shelves) Fill(ctx context.Context, all []library.Precedent, looks []library.Look) (Cost, error) {
	scales := &scales{Client: s.client}
	store := &dynamo.Library{Client: scales, Name: s.name}
	crew, ctx := errgroup.WithContext(ctx)
	crew.SetLimit(fillers)
	for i := range all {
		crew.Go(func() error {
			return store.Keep(ctx, yardTenant, all[i], looks[i].Buckets(), time.Now().AddDate(1, 0, 0))
		})
	}
	err := crew.Wait()
	return scales.cost, err
}

// Found is what looking for precedents took.
type Found struct {
	Cost
	Took []time.Duration // of each look
}

// Look looks for precedents one after the other, as the function advice does.
func (s *Shelves) Look(ctx context.Context, looks []library.Look) (Found, error) {
	scales := &scales{Client: s.client}
	shelf := &dynamo.Shelf{Client: scales, Name: s.name}
	var f Found
	for _, look := range looks {
		begun := time.Now()
		if _, err := library.Find(ctx, shelf, complaint.Ref{Tenant: yardTenant}, look, 30, 0); err != nil {
			return f, err
		}
		f.Took = append(f.Took, time.Since(begun))
	}
	f.Cost = scales.cost
	return f, nil
}

// scales is a client that asks with each request what it costs, and adds it up.
type scales struct {
	*dynamodb.Client
	mu   sync.Mutex
	cost Cost
}

func (s *scales) add(read, written float64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.cost.Requests++
	s.cost.ReadUnits += read
	s.cost.WriteUnits += written
}

// Query asks and counts.
func (s *scales) Query(ctx context.Context, in *dynamodb.QueryInput, o ...func(*dynamodb.Options)) (*dynamodb.QueryOutput, error) {
	in.ReturnConsumedCapacity = types.ReturnConsumedCapacityTotal
	out, err := s.Client.Query(ctx, in, o...)
	if err == nil && out.ConsumedCapacity != nil {
		s.add(aws.ToFloat64(out.ConsumedCapacity.CapacityUnits), 0)
	}
	return out, err
}

// GetItem asks and counts.
func (s *scales) GetItem(ctx context.Context, in *dynamodb.GetItemInput, o ...func(*dynamodb.Options)) (*dynamodb.GetItemOutput, error) {
	in.ReturnConsumedCapacity = types.ReturnConsumedCapacityTotal
	out, err := s.Client.GetItem(ctx, in, o...)
	if err == nil && out.ConsumedCapacity != nil {
		s.add(aws.ToFloat64(out.ConsumedCapacity.CapacityUnits), 0)
	}
	return out, err
}

// BatchWriteItem asks and counts.
func (s *scales) BatchWriteItem(
	ctx context.Context, in *dynamodb.BatchWriteItemInput, o ...func(*dynamodb.Options),
) (*dynamodb.BatchWriteItemOutput, error) {
	in.ReturnConsumedCapacity = types.ReturnConsumedCapacityTotal
	out, err := s.Client.BatchWriteItem(ctx, in, o...)
	if err == nil {
		units := 0.0
		for _, c := range out.ConsumedCapacity {
			units += aws.ToFloat64(c.CapacityUnits)
		}
		s.add(0, units)
	}
	return out, err
}
