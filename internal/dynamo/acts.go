package dynamo

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"regexp"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// actPK is the month, in UTC, in which somebody did something.
func actPK(tenant string, at time.Time) string {
	return "B#" + tenant + "#" + at.UTC().Format("2006-01")
}

func actSK(a casework.Act) string { return fmt.Sprintf("%s#%s#%08d", stamp(a.At), a.Case, a.Revision) }

// PutActs writes acts down, each in a write unit of its own: its key is the commit's, so that it is one however often it comes.
func (t *Table) PutActs(ctx context.Context, tenant string, acts []casework.Act) error {
	for _, a := range acts {
		data, err := jsonText(a)
		if err != nil {
			return err
		}
		it := key(actPK(tenant, a.At), actSK(a))
		it["data"] = data
		if _, err := t.Client.PutItem(ctx, &dynamodb.PutItemInput{TableName: &t.Name, Item: it}); err != nil {
			return unavailable("put act", err)
		}
	}
	return nil
}

// ActPage answers a page of who did what in a month.
func (t *Table) ActPage(ctx context.Context, tenant string, of casework.Leaf) ([]casework.Act, string, error) {
	return leafOf[casework.Act](ctx, t, actPK(tenant, of.Month), of)
}

// LookPage answers a page of who saw what in a month.
func (t *Table) LookPage(ctx context.Context, tenant string, of casework.Leaf) ([]casework.Look, string, error) {
	return leafOf[casework.Look](ctx, t, lookPK(tenant, of.Month), of)
}

// cursorShape is the sort key of a line, which begins with its instant.
var cursorShape = regexp.MustCompile(`^2[0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9:.]{12}Z#[\x21-\x7e]{0,200}$`)

// leafOf reads a page with one request. The cursor is a sort key alone: with it nobody comes to another partition.
func leafOf[T any](ctx context.Context, t *Table, pk string, of casework.Leaf) ([]T, string, error) {
	in := &dynamodb.QueryInput{
		TableName: &t.Name, Limit: aws.Int32(int32(min(of.Limit, 1000))), //nolint:gosec // it is small
		KeyConditionExpression: aws.String("pk = :month"), ExpressionAttributeValues: item{":month": text(pk)},
	}
	if of.Cursor != "" {
		after, err := base64.RawURLEncoding.DecodeString(of.Cursor)
		if err != nil || !cursorShape.Match(after) {
			return nil, "", complaint.InvalidField("cursor", "must be the next of the page before")
		}
		in.ExclusiveStartKey = key(pk, string(after))
	}
	out, err := t.Client.Query(ctx, in)
	if err != nil {
		return nil, "", unavailable("query", err)
	}
	page := make([]T, len(out.Items))
	for i, it := range out.Items {
		if err := json.Unmarshal([]byte(textOf(it, "data")), &page[i]); err != nil {
			return nil, "", fmt.Errorf("read %T: %w", page[i], err)
		}
	}
	if len(out.LastEvaluatedKey) == 0 {
		return page, "", nil
	}
	return page, base64.RawURLEncoding.EncodeToString([]byte(textOf(out.LastEvaluatedKey, "sk"))), nil
}
