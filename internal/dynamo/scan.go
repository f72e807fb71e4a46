package dynamo

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"redress/internal/complaint"
	"redress/internal/tenant"
)

// Heads goes through all cases of a tenant and says how many commits each has. It reads the whole table and is paid for that: it is
// the operator's, for what no index can tell, and no function has the right to it.
func Heads(ctx context.Context, client dynamodb.ScanAPIClient, table, tenant string, see func(complaint.Ref, int) error) error {
	pages := dynamodb.NewScanPaginator(client, &dynamodb.ScanInput{
		TableName: &table, ConsistentRead: aws.Bool(true),
		FilterExpression:          aws.String("sk = :case AND begins_with(pk, :of)"),
		ProjectionExpression:      aws.String("pk, rev"),
		ExpressionAttributeValues: item{":case": text(caseKey), ":of": text(casePK(complaint.Ref{Tenant: tenant}))},
	})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return unavailable("scan", err)
		}
		for _, it := range page.Items {
			ref, err := parseCasePK(textOf(it, "pk"))
			if err != nil {
				return err
			}
			if err := see(ref, numberOf(it, "rev")); err != nil {
				return err
			}
		}
	}
	return nil
}

// Cases goes through all cases of a tenant as they are. As Heads it reads the whole table, and is the operator's.
func Cases(ctx context.Context, client dynamodb.ScanAPIClient, table, tenant string, see func(complaint.Case) error) error {
	pages := dynamodb.NewScanPaginator(client, &dynamodb.ScanInput{
		TableName: &table, ConsistentRead: aws.Bool(true),
		FilterExpression:          aws.String("sk = :case AND begins_with(pk, :of)"),
		ProjectionExpression:      aws.String("packed"),
		ExpressionAttributeValues: item{":case": text(caseKey), ":of": text(casePK(complaint.Ref{Tenant: tenant}))},
	})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return unavailable("scan", err)
		}
		for _, it := range page.Items {
			var c complaint.Case
			if err := unpack(it["packed"], &c); err != nil {
				return err
			}
			if err := see(c); err != nil {
				return err
			}
		}
	}
	return nil
}

// Tenants lists the records of all tenants. As Heads it reads the whole table, and is the operator's.
func Tenants(ctx context.Context, client dynamodb.ScanAPIClient, table string) ([]tenant.Tenant, error) {
	pages := dynamodb.NewScanPaginator(client, &dynamodb.ScanInput{
		TableName: &table, ConsistentRead: aws.Bool(true),
		FilterExpression:          aws.String("sk = :tenant AND begins_with(pk, :of)"),
		ExpressionAttributeValues: item{":tenant": text(tenantKey), ":of": text(tenantPK(""))},
	})
	var all []tenant.Tenant
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return nil, unavailable("scan", err)
		}
		for _, it := range page.Items {
			var t tenant.Tenant
			if err := json.Unmarshal([]byte(textOf(it, "data")), &t); err != nil {
				return nil, fmt.Errorf("read tenant: %w", err)
			}
			all = append(all, t)
		}
	}
	slices.SortFunc(all, func(a, b tenant.Tenant) int { return strings.Compare(a.ID, b.ID) })
	return all, nil
}
