package dynamo

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"redress/internal/casework"
	"redress/internal/duplicate"
)

// putPrints keeps a print under each of its complainant's keys, each in less than a kilobyte.
func (t *Table) putPrints(tenant string, m casework.Mark) ([]types.TransactWriteItem, error) {
	data, err := jsonText(m.Print)
	var writes []types.TransactWriteItem
	for _, person := range m.People() {
		it := key(printPK(tenant, person), printSK(m))
		it["data"], it["expires"] = data, number(m.Until.Unix())
		writes = append(writes, types.TransactWriteItem{Put: t.putNew(it)})
	}
	return writes, err
}

// Prints answers the newest prints that were kept under a key. One that has expired may still be among them.
func (t *Table) Prints(ctx context.Context, tenant, person string) ([]duplicate.Print, error) {
	out, err := t.Client.Query(ctx, &dynamodb.QueryInput{
		TableName: &t.Name, ConsistentRead: aws.Bool(true), ScanIndexForward: aws.Bool(false), Limit: aws.Int32(casework.PrintPage),
		KeyConditionExpression:    aws.String("pk = :person"),
		ExpressionAttributeValues: item{":person": text(printPK(tenant, person))},
	})
	if err != nil {
		return nil, unavailable("query", err)
	}
	prints := make([]duplicate.Print, len(out.Items))
	for i, it := range out.Items {
		if err := json.Unmarshal([]byte(textOf(it, "data")), &prints[i]); err != nil {
			return nil, fmt.Errorf("read print: %w", err)
		}
	}
	return prints, nil
}
