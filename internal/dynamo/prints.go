package dynamo

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"redress/internal/casework"
	"redress/internal/complaint"
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

// Person answers what is kept under a key: purchases, which stand before every print, and the newest prints. One of these that has
// expired may still be among them.
func (t *Table) Person(ctx context.Context, tenant, person string) (casework.Person, error) {
	items, err := t.newest(ctx, printPK(tenant, person), 1+casework.PrintPage)
	if err != nil {
		return casework.Person{}, err
	}
	p := casework.Person{Prints: make([]duplicate.Print, 0, len(items))}
	for _, it := range items {
		if err := readPerson(&p, it); err != nil {
			return casework.Person{}, err
		}
	}
	p.Prints = p.Prints[:min(len(p.Prints), casework.PrintPage)]
	return p, nil
}

// newest answers the last items under a key, with one request.
func (t *Table) newest(ctx context.Context, pk string, most int32) ([]item, error) {
	out, err := t.Client.Query(ctx, &dynamodb.QueryInput{
		TableName: &t.Name, ConsistentRead: aws.Bool(true), ScanIndexForward: aws.Bool(false), Limit: &most,
		KeyConditionExpression: aws.String("pk = :pk"), ExpressionAttributeValues: item{":pk": text(pk)},
	})
	if err != nil {
		return nil, unavailable("query", err)
	}
	return out.Items, nil
}

// readPerson adds to a person what an item says of them.
func readPerson(p *casework.Person, it item) error {
	data := []byte(textOf(it, "data"))
	if textOf(it, "sk") == purchasesKey {
		if err := json.Unmarshal(data, &p.Purchases); err != nil {
			return fmt.Errorf("read purchases: %w", err)
		}
		return nil
	}
	var one duplicate.Print
	if err := json.Unmarshal(data, &one); err != nil {
		return fmt.Errorf("read print: %w", err)
	}
	p.Prints = append(p.Prints, one)
	return nil
}

// PutPurchases keeps a customer's purchases under a key, in place of those told before.
func (t *Table) PutPurchases(ctx context.Context, tenant, person string, p complaint.Purchases) error {
	data, err := jsonText(p)
	if err != nil {
		return err
	}
	it := key(printPK(tenant, person), purchasesKey)
	it["data"] = data
	if _, err := t.Client.PutItem(ctx, &dynamodb.PutItemInput{TableName: &t.Name, Item: it}); err != nil {
		return unavailable("put purchases", err)
	}
	return nil
}
