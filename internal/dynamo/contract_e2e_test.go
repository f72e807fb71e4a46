//go:build e2e

package dynamo_test

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"redress/internal/casework"
	"redress/internal/dynamo"
	"redress/internal/storetest"
)

// The suite that the store in memory passes, on a table of its own at AWS_ENDPOINT_URL.
func TestTableKeepsTheContract(t *testing.T) {
	table := &dynamo.Table{Client: connect(t), Name: "contract" + strings.ToLower(casework.NewReference()[2:])}
	createTable(t, table)
	storetest.Contract(t, func(*testing.T) storetest.Store { return dynamo.Custody{Table: table, Eraser: connect(t)} })
}

func connect(t *testing.T) *dynamodb.Client {
	t.Helper()
	endpoint := os.Getenv("AWS_ENDPOINT_URL")
	if endpoint == "" {
		t.Skip("AWS_ENDPOINT_URL is not set; an emulator's address is needed")
	}
	return dynamodb.New(dynamodb.Options{
		BaseEndpoint: &endpoint, Region: "us-east-1",
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "test", SecretAccessKey: "test"}, nil
		}),
	})
}

// createTable makes a table with the keys and indexes of the template's, which goes when the test has ended.
func createTable(t *testing.T, table *dynamo.Table) {
	t.Helper()
	client := connect(t)
	_, err := client.CreateTable(t.Context(), &dynamodb.CreateTableInput{
		TableName: &table.Name, BillingMode: types.BillingModePayPerRequest,
		AttributeDefinitions: texts("pk", "sk", "due_pk", "due_sk", "queue_pk", "queue_sk", "owner_pk"),
		KeySchema:            keys("pk", "sk"),
		GlobalSecondaryIndexes: []types.GlobalSecondaryIndex{
			index("due", types.ProjectionTypeKeysOnly),
			index("queue", types.ProjectionTypeInclude, "brief", "flow", "owner", "phase", "grade"),
			byOwner,
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx := context.Background() //nolint:usetesting // the test's own context has ended
		if _, err := client.DeleteTable(ctx, &dynamodb.DeleteTableInput{TableName: &table.Name}); err != nil {
			t.Error(err)
		}
	})
	waiter := dynamodb.NewTableExistsWaiter(client)
	if err := waiter.Wait(t.Context(), &dynamodb.DescribeTableInput{TableName: &table.Name}, time.Minute); err != nil {
		t.Fatal(err)
	}
}

func texts(names ...string) []types.AttributeDefinition {
	all := make([]types.AttributeDefinition, len(names))
	for i := range names {
		all[i] = types.AttributeDefinition{AttributeName: &names[i], AttributeType: types.ScalarAttributeTypeS}
	}
	return all
}

func keys(hash, sort string) []types.KeySchemaElement {
	return []types.KeySchemaElement{
		{AttributeName: &hash, KeyType: types.KeyTypeHash}, {AttributeName: &sort, KeyType: types.KeyTypeRange},
	}
}

// byOwner is sorted as the queue is.
var byOwner = types.GlobalSecondaryIndex{
	IndexName: aws.String("owner"), KeySchema: keys("owner_pk", "queue_sk"),
	Projection: &types.Projection{ProjectionType: types.ProjectionTypeInclude, NonKeyAttributes: []string{"brief"}},
}

func index(name string, projects types.ProjectionType, attributes ...string) types.GlobalSecondaryIndex {
	return types.GlobalSecondaryIndex{
		IndexName: &name, KeySchema: keys(name+"_pk", name+"_sk"),
		Projection: &types.Projection{ProjectionType: projects, NonKeyAttributes: attributes},
	}
}
