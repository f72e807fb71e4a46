package dynamo

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"redress/internal/complaint"
	"redress/internal/tenant"
)

// Tenant answers a tenant.
func (t *Table) Tenant(ctx context.Context, id string) (tenant.Tenant, error) {
	var found tenant.Tenant
	err := t.getJSON(ctx, tenantPK(id), tenantKey, "tenant", &found)
	return found, err
}

// PutTenant writes a tenant's record.
func (t *Table) PutTenant(ctx context.Context, of tenant.Tenant) error {
	data, err := jsonText(of)
	if err != nil {
		return err
	}
	it := key(tenantPK(of.ID), tenantKey)
	it["data"] = data
	if _, err := t.Client.PutItem(ctx, &dynamodb.PutItemInput{TableName: &t.Name, Item: it}); err != nil {
		return unavailable("put", err)
	}
	return nil
}

// Document answers the text of a policy, a calendar or a knowledge list.
func (t *Table) Document(ctx context.Context, id, kind, name string) ([]byte, error) {
	it, err := t.get(ctx, tenantPK(id), documentSK(kind, name))
	if err != nil {
		return nil, err
	}
	if it == nil {
		return nil, complaint.Errorf(complaint.NotFound, "there is no %s %s", kind, name)
	}
	return []byte(textOf(it, "data")), nil
}

// PutDocument keeps a version of a policy, a calendar or a knowledge list. A version is written once: the same text again is nothing,
// another text under its name is a Conflict.
func (t *Table) PutDocument(ctx context.Context, id, kind, name string, src []byte) error {
	it := key(tenantPK(id), documentSK(kind, name))
	it["data"] = text(string(src))
	_, err := t.Client.PutItem(ctx, &dynamodb.PutItemInput{
		TableName: &t.Name, Item: it,
		ConditionExpression:       aws.String("attribute_not_exists(pk) OR #data = :data"),
		ExpressionAttributeNames:  map[string]string{"#data": "data"},
		ExpressionAttributeValues: item{":data": text(string(src))},
	})
	switch {
	case conditionFailed(err):
		return complaint.Errorf(complaint.Conflict, "%s %s exists with another text; a changed text needs a new version", kind, name)
	case err != nil:
		return unavailable("put", err)
	}
	return nil
}
