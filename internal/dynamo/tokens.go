package dynamo

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"redress/internal/complaint"
)

// HoldToken keeps the token with which a case's journey waits, in place of the one before.
func (t *Table) HoldToken(ctx context.Context, ref complaint.Ref, token string) error {
	it := key(casePK(ref), tokenKey)
	it["token"] = text(token)
	if _, err := t.Client.PutItem(ctx, &dynamodb.PutItemInput{TableName: &t.Name, Item: it}); err != nil {
		return unavailable("put", err)
	}
	return nil
}

// Token answers the token held, or an empty one.
func (t *Table) Token(ctx context.Context, ref complaint.Ref) (string, error) {
	it, err := t.get(ctx, casePK(ref), tokenKey)
	return textOf(it, "token"), err
}
