package dynamo

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"redress/internal/complaint"
)

// Client is what the table needs of DynamoDB.
type Client interface {
	GetItem(context.Context, *dynamodb.GetItemInput, ...func(*dynamodb.Options)) (*dynamodb.GetItemOutput, error)
	PutItem(context.Context, *dynamodb.PutItemInput, ...func(*dynamodb.Options)) (*dynamodb.PutItemOutput, error)
	UpdateItem(context.Context, *dynamodb.UpdateItemInput, ...func(*dynamodb.Options)) (*dynamodb.UpdateItemOutput, error)
	Query(context.Context, *dynamodb.QueryInput, ...func(*dynamodb.Options)) (*dynamodb.QueryOutput, error)
	TransactWriteItems(context.Context, *dynamodb.TransactWriteItemsInput, ...func(*dynamodb.Options)) (*dynamodb.TransactWriteItemsOutput, error)
}

// Table is the one table.
type Table struct {
	Client Client
	Name   string
}

// item is one item of the table.
type item = map[string]types.AttributeValue

func text(s string) types.AttributeValue { return &types.AttributeValueMemberS{Value: s} }

func number(n int64) types.AttributeValue {
	return &types.AttributeValueMemberN{Value: strconv.FormatInt(n, 10)}
}

func key(pk, sk string) item { return item{"pk": text(pk), "sk": text(sk)} }

// textOf is a text attribute, or nothing.
func textOf(it item, name string) string {
	if s, ok := it[name].(*types.AttributeValueMemberS); ok {
		return s.Value
	}
	return ""
}

func numberOf(it item, name string) int {
	if n, ok := it[name].(*types.AttributeValueMemberN); ok {
		value, _ := strconv.Atoi(n.Value)
		return value
	}
	return 0
}

func jsonText(v any) (types.AttributeValue, error) {
	data, err := json.Marshal(v)
	return text(string(data)), err
}

// get reads one item as it is now; nil: there is none.
func (t *Table) get(ctx context.Context, pk, sk string) (item, error) {
	out, err := t.Client.GetItem(ctx, &dynamodb.GetItemInput{
		TableName: &t.Name, Key: key(pk, sk), ConsistentRead: aws.Bool(true),
	})
	if err != nil {
		return nil, unavailable("get", err)
	}
	return out.Item, nil
}

// getJSON reads one item's data, or fails with NotFound.
func (t *Table) getJSON(ctx context.Context, pk, sk, what string, into any) error {
	it, err := t.get(ctx, pk, sk)
	if err != nil {
		return err
	}
	if it == nil {
		return complaint.Errorf(complaint.NotFound, "there is no such %s", what)
	}
	if err := json.Unmarshal([]byte(textOf(it, "data")), into); err != nil {
		return fmt.Errorf("read %s: %w", what, err)
	}
	return nil
}

// queryAll reads all items of a partition whose sort key begins with a prefix.
func (t *Table) queryAll(ctx context.Context, pk, prefix string) ([]item, error) {
	return t.queryItems(ctx, "pk = :pk AND begins_with(sk, :prefix)", item{":pk": text(pk), ":prefix": text(prefix)})
}

// queryBetween reads all items of a partition whose sort key lies between two, both included.
func (t *Table) queryBetween(ctx context.Context, pk, from, to string) ([]item, error) {
	return t.queryItems(ctx, "pk = :pk AND sk BETWEEN :from AND :to", item{":pk": text(pk), ":from": text(from), ":to": text(to)})
}

func (t *Table) queryItems(ctx context.Context, condition string, values item) ([]item, error) {
	pages := dynamodb.NewQueryPaginator(t.Client, &dynamodb.QueryInput{
		TableName: &t.Name, ConsistentRead: aws.Bool(true), KeyConditionExpression: &condition, ExpressionAttributeValues: values,
	})
	var items []item
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return nil, unavailable("query", err)
		}
		items = append(items, page.Items...)
	}
	return slices.DeleteFunc(items, expired), nil
}

// expired says whether an item is over, and only waits for the table's TTL to delete it. Prints are read past it: they hold no text.
func expired(it item) bool {
	until := numberOf(it, "expires")
	return until != 0 && strings.HasPrefix(textOf(it, "pk"), "C#") && int64(until) <= time.Now().Unix()
}

// unavailable says that the database did not do its part; the caller may try again.
func unavailable(verb string, err error) error {
	return &complaint.Error{Kind: complaint.Unavailable, Detail: "the database did not answer; try again", Cause: fmt.Errorf("%s: %w", verb, err)}
}

// conditionFailed says whether a write's condition did not hold.
func conditionFailed(err error) bool {
	var failed *types.ConditionalCheckFailedException
	return errors.As(err, &failed)
}
