package dynamo

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"redress/internal/casework"
)

// putNumber keeps the number of a dispute under its hash, until it is forgotten.
func (t *Table) putNumber(tenant string, n casework.Number) (*types.Put, error) {
	data, err := jsonText(n)
	it := key(numberPK(tenant, n.Key), numberSK(n))
	it["data"], it["expires"] = data, number(n.Until.Unix())
	return t.putNew(it), err
}

// Numbers answers the newest cases in which a number is disputed, with one request.
func (t *Table) Numbers(ctx context.Context, tenant, hash string) ([]casework.Number, error) {
	out, err := t.Client.Query(ctx, &dynamodb.QueryInput{
		TableName: &t.Name, ConsistentRead: aws.Bool(true), ScanIndexForward: aws.Bool(false), Limit: aws.Int32(casework.NumberPage),
		KeyConditionExpression:    aws.String("pk = :number"),
		ExpressionAttributeValues: item{":number": text(numberPK(tenant, hash))},
	})
	if err != nil {
		return nil, unavailable("query", err)
	}
	found := make([]casework.Number, len(out.Items))
	for i, it := range out.Items {
		if err := json.Unmarshal([]byte(textOf(it, "data")), &found[i]); err != nil {
			return nil, fmt.Errorf("read number: %w", err)
		}
		found[i].Key = hash
	}
	return found, nil
}
