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
	return scan(ctx, client, scanCases(table, tenant, "pk, rev"), func(it item) error {
		ref, err := parseCasePK(textOf(it, "pk"))
		if err != nil {
			return err
		}
		return see(ref, numberOf(it, "rev"))
	})
}

// Cases goes through all cases of a tenant as they are. As Heads it reads the whole table, and is the operator's.
func Cases(ctx context.Context, client dynamodb.ScanAPIClient, table, tenant string, see func(complaint.Case) error) error {
	return scan(ctx, client, scanCases(table, tenant, "packed"), func(it item) error {
		var c complaint.Case
		if err := unpack(it["packed"], &c); err != nil {
			return err
		}
		return see(c)
	})
}

// Tenants lists the records of all tenants. As Heads it reads the whole table, and is the operator's.
func Tenants(ctx context.Context, client dynamodb.ScanAPIClient, table string) (all []tenant.Tenant, err error) {
	err = scan(ctx, client, &dynamodb.ScanInput{
		TableName: &table, ConsistentRead: aws.Bool(true),
		FilterExpression:          aws.String("sk = :tenant AND begins_with(pk, :of)"),
		ExpressionAttributeValues: item{":tenant": text(tenantKey), ":of": text(tenantPK(""))},
	}, func(it item) error {
		var t tenant.Tenant
		if err := json.Unmarshal([]byte(textOf(it, "data")), &t); err != nil {
			return fmt.Errorf("read tenant: %w", err)
		}
		all = append(all, t)
		return nil
	})
	slices.SortFunc(all, func(a, b tenant.Tenant) int { return strings.Compare(a.ID, b.ID) })
	return all, err
}

// scanCases asks for some attributes of all cases of a tenant.
func scanCases(table, tenant, attributes string) *dynamodb.ScanInput {
	return &dynamodb.ScanInput{
		TableName: &table, ConsistentRead: aws.Bool(true), ProjectionExpression: &attributes,
		FilterExpression:          aws.String("sk = :case AND begins_with(pk, :of)"),
		ExpressionAttributeValues: item{":case": text(caseKey), ":of": text(casePK(complaint.Ref{Tenant: tenant}))},
	}
}

// scan sees every item that is asked for.
func scan(ctx context.Context, client dynamodb.ScanAPIClient, in *dynamodb.ScanInput, see func(item) error) error {
	pages := dynamodb.NewScanPaginator(client, in)
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return unavailable("scan", err)
		}
		for _, it := range page.Items {
			if err := see(it); err != nil {
				return err
			}
		}
	}
	return nil
}
