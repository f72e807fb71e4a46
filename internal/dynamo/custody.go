package dynamo

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// Eraser is the client that may delete, which no other part of the table needs.
type Eraser interface {
	DeleteItem(context.Context, *dynamodb.DeleteItemInput, ...func(*dynamodb.Options)) (*dynamodb.DeleteItemOutput, error)
}

// Custody is the hand on what is kept.
type Custody struct {
	*Table
	Eraser Eraser
}

var _ casework.Custody = Custody{}

// Forget deletes the prints of a case under its complainant's keys, and the purchases there.
func (c Custody) Forget(ctx context.Context, ref complaint.Ref, people []string, purchases bool) error {
	for _, person := range people {
		items, err := c.queryItems(ctx, "pk = :pk", item{":pk": text(printPK(ref.Tenant, person))})
		if err != nil {
			return err
		}
		for _, it := range items {
			sk := textOf(it, "sk")
			if !strings.HasSuffix(sk, "#"+ref.Case) && (sk != purchasesKey || !purchases) {
				continue
			}
			if err := c.drop(ctx, printPK(ref.Tenant, person), sk); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c Custody) drop(ctx context.Context, pk, sk string) error {
	if _, err := c.Eraser.DeleteItem(ctx, &dynamodb.DeleteItemInput{TableName: &c.Name, Key: key(pk, sk)}); err != nil {
		return unavailable("delete", err)
	}
	return nil
}

// Replace writes what is left of notices and commits, the first commit last: it tells by which keys the complainant is found.
func (c Custody) Replace(ctx context.Context, ref complaint.Ref, by int, notices []complaint.Notice, commits []complaint.Commit) error {
	for _, n := range notices {
		if err := c.rewrite(ctx, casePK(ref), noticeSK(n.ID), n, by); err != nil {
			return err
		}
	}
	for _, m := range slices.Backward(commits) {
		if err := c.forgetEntries(ctx, ref, m, by); err != nil {
			return err
		}
		if err := c.rewrite(ctx, casePK(ref), commitSK(m.Revision), m, by); err != nil {
			return err
		}
	}
	return c.drop(ctx, casePK(ref), tokenKey)
}

// forgetEntries takes what is private from the entries of ledgers that a commit made. The entries stay.
func (c Custody) forgetEntries(ctx context.Context, ref complaint.Ref, m complaint.Commit, by int) error {
	for _, kind := range casework.LedgersOf(m) {
		pk, sk := entryPK(ref.Tenant, kind, m.At), entrySK(casework.Entry{At: m.At, Case: ref.Case})
		var e casework.Entry
		switch err := c.getJSON(ctx, pk, sk, "entry", &e); {
		case complaint.Is(err, complaint.NotFound):
			continue
		case err != nil:
			return err
		}
		if err := c.rewrite(ctx, pk, sk, complaint.Forgotten(e), by); err != nil {
			return err
		}
	}
	return nil
}

// rewrite puts another text in the place of one, and notes by which commit of the case that was done.
func (c Custody) rewrite(ctx context.Context, pk, sk string, left any, by int) error {
	data, err := jsonText(left)
	if err != nil {
		return err
	}
	_, err = c.Client.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName: &c.Name, Key: key(pk, sk),
		UpdateExpression: aws.String("SET #data = :data, erased = :by"), ConditionExpression: aws.String("attribute_exists(pk)"),
		ExpressionAttributeNames:  map[string]string{"#data": "data"},
		ExpressionAttributeValues: item{":data": data, ":by": number(int64(by))},
	})
	if err != nil && !conditionFailed(err) {
		return unavailable("update", err)
	}
	return nil
}

// Remove has the commits before one, the notices and the token expire at an instant. The table's TTL deletes them some time later; from
// that instant on nobody reads them.
func (c Custody) Remove(ctx context.Context, ref complaint.Ref, before int, at time.Time) error {
	items, err := c.queryBetween(ctx, casePK(ref), commitSK(1), commitSK(before-1))
	if err != nil {
		return err
	}
	notices, err := c.queryAll(ctx, casePK(ref), noticePrefix)
	if err != nil {
		return err
	}
	for _, it := range append(notices, items...) {
		_, err := c.Client.UpdateItem(ctx, &dynamodb.UpdateItemInput{
			TableName: &c.Name, Key: key(casePK(ref), textOf(it, "sk")),
			UpdateExpression:          aws.String("SET expires = :at, erased = :by REMOVE due_pk, due_sk"),
			ConditionExpression:       aws.String("attribute_exists(pk)"),
			ExpressionAttributeValues: item{":at": number(at.Unix()), ":by": number(int64(before))},
		})
		if err != nil && !conditionFailed(err) {
			return unavailable("update", err)
		}
	}
	return c.drop(ctx, casePK(ref), tokenKey)
}

// Standing answers where a case's commits stand in its tenant's log.
func (t *Table) Standing(ctx context.Context, ref complaint.Ref) (leaves []int64, sums []string, err error) {
	place, err := t.Place(ctx, ref)
	for _, sum := range place.Sums {
		sums = append(sums, sum.String())
	}
	return place.Leaves, sums, err
}

func putKeep(it item, ref complaint.Ref, at time.Time) {
	it["due_pk"], it["due_sk"] = text(keepPK(shardOf(ref))), text(dueSK(at, ref))
}
