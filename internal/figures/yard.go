package figures

import (
	"context"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/dynamo"
	"redress/internal/tenant"
)

// Yard is a table of its own with cases in it, on which a sweep is counted.
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

// cases are the use cases on a client, as if it were another time.
func (y *Yard) cases(client dynamo.Client, now time.Time) *casework.Cases {
	table := &dynamo.Table{Client: client, Name: y.name}
	return &casework.Cases{
		Store: table, Rules: y.book, Now: func() time.Time { return now },
		Drive: &casework.Driver{Machines: still{}, Tokens: table},
	}
}

// Fill files so many cases as if it were another time, many with one request. Only the cases themselves are written,
// which are what a sweep looks for.
func (y *Yard) Fill(ctx context.Context, n int, at time.Time) error {
	heads := &heads{Client: y.client}
	cases := y.cases(heads, at)
	for range n {
		if _, err := cases.File(ctx, complaint.TheComplainant, yardFile(), nil); err != nil {
			return err
		}
	}
	return heads.flush(ctx, y.client, y.name)
}

func yardFile() *complaint.File {
	return &complaint.File{
		Ref: complaint.Ref{Tenant: yardTenant}, Channel: complaint.Web, Demand: complaint.Refund, Content: "The seam split.",
		Complainant: complaint.Complainant{Name: "Ann Reed", Email: "ann@yard.example"},
	}
}

// Sweep sweeps once, and answers what was found and how many requests it took.
func (y *Yard) Sweep(ctx context.Context) (casework.Swept, int64, error) {
	counting := &counting{Client: y.client}
	cases := y.cases(counting, time.Now())
	table := &dynamo.Table{Client: counting, Name: y.name}
	swept, err := (&casework.Sweeper{Cases: cases, Index: table, Width: 16}).Sweep(ctx)
	return swept, counting.requests.Load(), err
}
