package dynamo

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// Case answers a case.
func (t *Table) Case(ctx context.Context, ref complaint.Ref) (complaint.Case, error) {
	it, err := t.get(ctx, casePK(ref), caseKey)
	if err != nil {
		return complaint.Case{}, err
	}
	if it == nil {
		return complaint.Case{}, complaint.Errorf(complaint.NotFound, "there is no such case")
	}
	var c complaint.Case
	if err := unpack(it["packed"], &c); err != nil {
		return complaint.Case{}, fmt.Errorf("read case: %w", err)
	}
	return c, nil
}

// Opening answers how a case began, and what it is now: nothing stands between the two in the table.
func (t *Table) Opening(ctx context.Context, ref complaint.Ref) (complaint.Case, *complaint.Filed, error) {
	out, err := t.Client.Query(ctx, &dynamodb.QueryInput{
		TableName: &t.Name, ConsistentRead: aws.Bool(true),
		KeyConditionExpression:    aws.String("pk = :pk AND sk BETWEEN :case AND :first"),
		ExpressionAttributeValues: item{":pk": text(casePK(ref)), ":case": text(caseKey), ":first": text(commitSK(1))},
	})
	switch {
	case err != nil:
		return complaint.Case{}, nil, unavailable("query", err)
	case len(out.Items) != 2:
		return complaint.Case{}, nil, complaint.Errorf(complaint.NotFound, "there is no such case")
	}
	var c complaint.Case
	if err := unpack(out.Items[0]["packed"], &c); err != nil {
		return complaint.Case{}, nil, fmt.Errorf("read case: %w", err)
	}
	var first complaint.Commit
	if err := json.Unmarshal([]byte(textOf(out.Items[1], "data")), &first); err != nil {
		return complaint.Case{}, nil, fmt.Errorf("read commit: %w", err)
	}
	filed, err := casework.OpeningOf(first)
	return c, filed, err
}

// Commits answers all commits of a case in their order.
func (t *Table) Commits(ctx context.Context, ref complaint.Ref) ([]complaint.Commit, error) {
	items, err := t.queryAll(ctx, casePK(ref), commitPrefix)
	if err != nil {
		return nil, err
	}
	commits := make([]complaint.Commit, len(items))
	for i, it := range items {
		if err := json.Unmarshal([]byte(textOf(it, "data")), &commits[i]); err != nil {
			return nil, fmt.Errorf("read commit: %w", err)
		}
	}
	return commits, nil
}

// caseItem is a case with its places in the indexes.
func caseItem(c complaint.Case) (item, error) {
	if _, err := parseCasePK(casePK(c.Ref())); err != nil {
		return nil, err // a name that could be taken for another case's
	}
	packed, err := pack(c)
	if err != nil {
		return nil, err
	}
	it := key(casePK(c.Ref()), caseKey)
	it["rev"], it["packed"] = number(int64(c.Revision)), packed
	if at := c.NextCheck(); !at.IsZero() {
		putDue(it, c.Ref(), at)
	} else if at := c.NextKeeping(); !at.IsZero() {
		putKeep(it, c.Ref(), at)
	}
	if c.Open() {
		err = putQueue(it, c.Tenant, casework.BriefOf(c))
	}
	return it, err
}

func putDue(it item, ref complaint.Ref, at time.Time) {
	it["due_pk"], it["due_sk"] = text(duePK(shardOf(ref))), text(dueSK(at, ref))
}

// putQueue gives a case its two places in the queue: among those of its kind, and among those of its owner or, where nobody owns it,
// of its department.
func putQueue(it item, tenant string, b casework.Brief) error {
	brief, err := pack(b)
	it["queue_pk"], it["owner_pk"] = text(queuePK(tenant, shelfOf(b))), text(ownerPK(tenant, b))
	it["queue_sk"], it["brief"] = text(queueSK(b)), brief
	return err
}
