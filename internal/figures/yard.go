package figures

import (
	"context"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"redress/internal/casework"
	"redress/internal/dynamo"
	"redress/internal/tenant"
)

// Yard is a table of its own with cases in it, on which sweeps are measured.
type Yard struct {
	client *dynamodb.Client
	name   string
	book   *casework.Book
}

// NewYard makes an empty table. Close it.
func NewYard(ctx context.Context, client *dynamodb.Client) (*Yard, error) {
	company := owner{tenant.Tenant{ID: yardTenant, Site: "https://yard.example", From: "care@yard.example"}}
	y := &Yard{
		client: client, name: "figures-" + casework.NewReference(), book: &casework.Book{Tenants: company, Now: time.Now},
	}
	return y, createTable(ctx, client, y.name)
}

// Close removes the table.
func (y *Yard) Close(ctx context.Context) error {
	_, err := y.client.DeleteTable(ctx, &dynamodb.DeleteTableInput{TableName: &y.name})
	return err
}

const yardTenant = "yard"

// Table is the table itself.
func (y *Yard) Table() *dynamo.Table { return &dynamo.Table{Client: y.client, Name: y.name} }

// yardWidth is how many cases a sweep looks at together, as functions/escalation has it.
const yardWidth = 16

// Swept is what a sweep did and what it took.
type Swept struct {
	casework.Swept
	Cost
	Effort
}

// Sweep sweeps once, as if it were an instant, with state machines that do nothing.
func (y *Yard) Sweep(ctx context.Context, at time.Time) (Swept, error) {
	client := &metered{Client: y.client}
	table := &dynamo.Table{Client: client, Name: y.name}
	sweeper := &casework.Sweeper{Index: table, Width: yardWidth, Cases: &casework.Cases{
		Store: table, Rules: y.book, Now: func() time.Time { return at },
		Drive: &casework.Driver{Machines: still{}, Tokens: table},
	}}
	var did Swept
	var err error
	did.Effort = measured(func() { did.Swept, err = sweeper.Sweep(ctx) })
	did.Cost = client.cost
	return did, err
}
