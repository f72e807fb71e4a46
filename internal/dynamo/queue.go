package dynamo

import (
	"context"
	"encoding/base64"
	"fmt"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// Queue answers a page of a tenant's open cases, the next deadline first. A page may be shorter than asked, even
// empty, while there is a next one: what is not wanted is passed over after it was read.
func (t *Table) Queue(ctx context.Context, tenant string, want casework.Want) (casework.QueuePage, error) {
	in := &dynamodb.QueryInput{
		TableName: &t.Name, IndexName: aws.String(queueIndex), Limit: aws.Int32(int32(want.Limit)), //nolint:gosec // at most 100
		KeyConditionExpression:    aws.String("queue_pk = :tenant"),
		ExpressionAttributeValues: item{":tenant": text(queuePK(tenant))},
	}
	filter(in, want)
	if err := startAfter(in, tenant, want.Cursor); err != nil {
		return casework.QueuePage{}, err
	}
	out, err := t.Client.Query(ctx, in)
	if err != nil {
		return casework.QueuePage{}, unavailable("query", err)
	}
	page := casework.QueuePage{Cases: make([]casework.Brief, len(out.Items)), Next: cursorOf(out.LastEvaluatedKey)}
	for i, it := range out.Items {
		if err := unpack(it["brief"], &page.Cases[i]); err != nil {
			return casework.QueuePage{}, fmt.Errorf("read brief: %w", err)
		}
	}
	return page, nil
}

// filter asks only for what is wanted.
func filter(in *dynamodb.QueryInput, want casework.Want) {
	names := map[string]string{}
	var tests []string
	for name, value := range map[string]string{
		"owner": want.Owner, "flow": string(want.Flow), "phase": string(want.Phase),
	} {
		if value != "" {
			tests = append(tests, "#"+name+" = :"+name)
			names["#"+name], in.ExpressionAttributeValues[":"+name] = name, text(value)
		}
	}
	if want.Grade != 0 {
		tests = append(tests, "#grade = :grade")
		names["#grade"], in.ExpressionAttributeValues[":grade"] = "grade", number(int64(want.Grade))
	}
	if len(tests) > 0 {
		in.FilterExpression, in.ExpressionAttributeNames = aws.String(strings.Join(tests, " AND ")), names
	}
}

// cursorOf is where a page ended, without saying whose: the next page is looked for with the asker's own tenant.
func cursorOf(last item) string {
	if last == nil {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString([]byte(textOf(last, "queue_sk")))
}

func startAfter(in *dynamodb.QueryInput, tenant, cursor string) error {
	if cursor == "" {
		return nil
	}
	sk, err := base64.RawURLEncoding.DecodeString(cursor)
	id, whole := parseQueueSK(string(sk))
	if err != nil || !whole {
		return complaint.InvalidField("cursor", "must be the next of the page before, as it was given")
	}
	start := key(casePK(complaint.Ref{Tenant: tenant, Case: id}), caseKey)
	start["queue_pk"], start["queue_sk"] = text(queuePK(tenant)), text(string(sk))
	in.ExclusiveStartKey = start
	return nil
}
