package dynamo

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// putEntry keeps a record as an entry of a ledger: with it once, two write units for each kilobyte.
func (t *Table) putEntry(tenant string, e casework.Entry) (*types.Put, error) {
	data, err := jsonText(e)
	it := key(entryPK(tenant, e.Kind, e.At), entrySK(e))
	it["data"] = data
	return t.putNew(it), err
}

// Entries answers a page of a ledger. It makes a request for each month that the time touches, and reads no more than the page and a key.
func (t *Table) Entries(ctx context.Context, tenant string, want casework.EntryWant) (casework.EntryPage, error) {
	page := casework.EntryPage{Entries: []casework.Entry{}}
	from, err := entriesFrom(want)
	if err != nil {
		return page, err
	}
	month, _ := time.Parse("2006-01", from[:len("2006-01")])
	for ; month.Before(want.Until); month = nextMonth(month) {
		some, err := t.entriesOf(ctx, entryPK(tenant, want.Kind, month), from, want.Until, want.Limit+1-len(page.Entries))
		if err != nil {
			return page, err
		}
		if page.Entries = append(page.Entries, some...); len(page.Entries) > want.Limit {
			page.Entries = page.Entries[:want.Limit]
			page.Next = base64.RawURLEncoding.EncodeToString([]byte(entrySK(page.Entries[want.Limit-1])))
			break
		}
	}
	return page, nil
}

// entriesFrom is the first key that is wanted, or that before it.
func entriesFrom(want casework.EntryWant) (string, error) {
	from := stamp(want.From)
	if want.Cursor == "" {
		return from, nil
	}
	sk, err := base64.RawURLEncoding.DecodeString(want.Cursor)
	if err != nil || !parseEntrySK(string(sk)) {
		return "", complaint.InvalidField("cursor", "must be the next of the page before, as it was given")
	}
	if last := string(sk); last > from {
		return last + "$", nil // the next key after it: no reference goes on so
	}
	return from, nil
}

func (t *Table) entriesOf(ctx context.Context, pk, from string, until time.Time, limit int) ([]casework.Entry, error) {
	var some []casework.Entry
	in := &dynamodb.QueryInput{
		TableName: &t.Name, Limit: aws.Int32(int32(limit)), //nolint:gosec // at most a page
		KeyConditionExpression:    aws.String("pk = :month AND sk BETWEEN :from AND :until"),
		ExpressionAttributeValues: item{":month": text(pk), ":from": text(from), ":until": text(stamp(until))},
	}
	for len(some) < limit {
		out, err := t.Client.Query(ctx, in)
		if err != nil {
			return nil, unavailable("query", err)
		}
		for _, it := range out.Items {
			var e casework.Entry
			if err := json.Unmarshal([]byte(textOf(it, "data")), &e); err != nil {
				return nil, fmt.Errorf("read entry: %w", err)
			}
			some = append(some, e)
		}
		if out.LastEvaluatedKey == nil {
			break
		}
		in.ExclusiveStartKey = out.LastEvaluatedKey
	}
	return some[:min(len(some), limit)], nil
}
