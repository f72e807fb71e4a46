package dynamo

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"redress/internal/library"
)

// ShelfClient is what looking for precedents needs of DynamoDB.
type ShelfClient interface {
	Query(context.Context, *dynamodb.QueryInput, ...func(*dynamodb.Options)) (*dynamodb.QueryOutput, error)
}

// Shelf is where precedents are looked for.
type Shelf struct {
	Client ShelfClient
	Name   string // of the table
}

// Bucket answers the newest precedents of a bucket, in one request however many there are. They may be some seconds old, which is half as dear.
func (s *Shelf) Bucket(ctx context.Context, tenant, bucket string) ([]library.Precedent, error) {
	out, err := s.Client.Query(ctx, &dynamodb.QueryInput{
		TableName: &s.Name, ScanIndexForward: aws.Bool(false), Limit: aws.Int32(library.Page),
		KeyConditionExpression: aws.String("pk = :bucket"), ExpressionAttributeValues: item{":bucket": text(precedentPK(tenant, bucket))},
	})
	if err != nil {
		return nil, unavailable("query", err)
	}
	page := make([]library.Precedent, len(out.Items))
	for i, it := range out.Items {
		if err := json.Unmarshal([]byte(textOf(it, "data")), &page[i]); err != nil {
			return nil, fmt.Errorf("read precedent: %w", err)
		}
	}
	return page, nil
}

// LibraryClient is what keeping precedents needs of DynamoDB besides.
type LibraryClient interface {
	ShelfClient
	GetItem(context.Context, *dynamodb.GetItemInput, ...func(*dynamodb.Options)) (*dynamodb.GetItemOutput, error)
	BatchWriteItem(context.Context, *dynamodb.BatchWriteItemInput, ...func(*dynamodb.Options)) (*dynamodb.BatchWriteItemOutput, error)
}

// Library keeps precedents: a copy in each bucket, so that a bucket is read with one request, and a card that says which buckets these are. The
// card is written before the copies and removed after them: there is no copy that no card knows of.
type Library struct {
	Client LibraryClient
	Name   string // of the table
}

var _ library.Store = (*Library)(nil)

// Bucket answers the newest precedents of a bucket.
func (l *Library) Bucket(ctx context.Context, tenant, bucket string) ([]library.Precedent, error) {
	return (&Shelf{Client: l.Client, Name: l.Name}).Bucket(ctx, tenant, bucket)
}

// card says where the copies of a precedent are.
type card struct {
	Place   string   `json:"place"` // sort key of the copies
	Buckets []string `json:"buckets"`
}

// Keep puts a precedent into its buckets, in three requests the first time, and takes it out of others that it was in.
func (l *Library) Keep(ctx context.Context, tenant string, p library.Precedent, buckets []string, until time.Time) error {
	data, err := jsonText(p)
	if err != nil {
		return err
	}
	before, err := l.card(ctx, tenant, p.ID)
	if err != nil {
		return err
	}
	now := card{precedentSK(p), buckets}
	var writes []types.WriteRequest
	for _, bucket := range buckets {
		it := key(precedentPK(tenant, bucket), now.Place)
		it["data"], it["expires"] = data, number(until.Unix())
		writes = append(writes, types.WriteRequest{PutRequest: &types.PutRequest{Item: it}})
	}
	stale := slices.DeleteFunc(slices.Clone(before.Buckets), func(b string) bool { return slices.Contains(buckets, b) })
	if err := l.putCard(ctx, tenant, p.ID, card{now.Place, slices.Concat(buckets, stale)}, until); err != nil {
		return err
	}
	if err := l.write(ctx, append(writes, deletes(tenant, before.Place, stale)...)); err != nil || len(stale) == 0 {
		return err
	}
	return l.putCard(ctx, tenant, p.ID, now, until)
}

// Drop takes a precedent out of all its buckets.
func (l *Library) Drop(ctx context.Context, tenant, id string) error {
	known, err := l.card(ctx, tenant, id)
	if err != nil || known.Buckets == nil {
		return err
	}
	if err := l.write(ctx, deletes(tenant, known.Place, known.Buckets)); err != nil {
		return err
	}
	return l.write(ctx, []types.WriteRequest{{DeleteRequest: &types.DeleteRequest{Key: key(cardPK(tenant, id), cardKey)}}})
}

func deletes(tenant, place string, buckets []string) []types.WriteRequest {
	writes := make([]types.WriteRequest, len(buckets))
	for i, bucket := range buckets {
		writes[i] = types.WriteRequest{DeleteRequest: &types.DeleteRequest{Key: key(precedentPK(tenant, bucket), place)}}
	}
	return writes
}

// card reads where a precedent is; one without buckets is nowhere.
func (l *Library) card(ctx context.Context, tenant, id string) (card, error) {
	var c card
	out, err := l.Client.GetItem(ctx, &dynamodb.GetItemInput{
		TableName: &l.Name, Key: key(cardPK(tenant, id), cardKey), ConsistentRead: aws.Bool(true),
	})
	if err != nil {
		return c, unavailable("get", err)
	}
	if out.Item == nil {
		return c, nil
	}
	if err := json.Unmarshal([]byte(textOf(out.Item, "data")), &c); err != nil {
		return c, fmt.Errorf("read card: %w", err)
	}
	return c, nil
}

func (l *Library) putCard(ctx context.Context, tenant, id string, c card, until time.Time) error {
	data, err := jsonText(c)
	if err != nil {
		return err
	}
	it := key(cardPK(tenant, id), cardKey)
	it["data"], it["expires"] = data, number(until.Unix())
	return l.write(ctx, []types.WriteRequest{{PutRequest: &types.PutRequest{Item: it}}})
}

const (
	mostWritten = 25 // items of one request
	mostTimes   = 8  // that what DynamoDB did not take is sent again
)

var errBusy = errors.New("DynamoDB did not take all of a batch")

// write writes items, again those that DynamoDB did not take.
func (l *Library) write(ctx context.Context, writes []types.WriteRequest) error {
	for batch := range slices.Chunk(writes, mostWritten) {
		for try := 0; len(batch) > 0; try++ {
			if try == mostTimes {
				return unavailable("batch", errBusy)
			}
			out, err := l.Client.BatchWriteItem(ctx, &dynamodb.BatchWriteItemInput{RequestItems: map[string][]types.WriteRequest{l.Name: batch}})
			if err != nil {
				return unavailable("batch", err)
			}
			batch = out.UnprocessedItems[l.Name]
		}
	}
	return nil
}
