package figures

import (
	"context"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"golang.org/x/sync/errgroup"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/duplicate"
	"redress/internal/dynamo"
)

// yardKey is the key of a yard's prints.
var yardKey = duplicate.NewKey([]byte("yard"))

// Complainant is somebody who complains in a yard.
type Complainant struct {
	Name  string
	Filed int // complaints before, of other matters
}

// Complainants are those whose complaints are compared: a new one, and one who has filed more than is ever read.
var Complainants = []Complainant{{"new", 0}, {"regular", 40}}

func (c Complainant) file(i int) *complaint.File {
	f := yardFile()
	f.Complainant.Email = c.Name + "@yard.example"
	f.Complainant.Phone, f.Complainant.CustomerNumber = fmt.Sprintf("+1 555 %07d", len(c.Name)), c.Name
	f.Content = fmt.Sprintf("%d: %s", i, matters[i%len(matters)])
	return f
}

// matters are texts that have nothing in common.
var matters = []string{
	"The lamp in the hall hums all night and nobody came on the agreed morning.", "Two screws were missing in the box, and the manual is of another shelf.",
	"My invoice names a delivery that I never ordered.", "Your driver left the parcel in the rain behind the garage.",
	"The mattress smells of glue after a month of airing.", "I was promised a voucher in March and wait for it still.",
}

// Known fills the table with so many cases that were filed, each of another complainant, with their prints; and with those of
// the complainants that are compared.
func (y *Yard) Known(ctx context.Context, n int, at time.Time) error {
	crew, ctx := errgroup.WithContext(ctx)
	crew.SetLimit(fillers)
	for first := 0; first < n; first += inBatch / 2 {
		crew.Go(func() error {
			var batch []types.WriteRequest
			for i := first; i < min(first+inBatch/2, n); i++ {
				f := yardFile()
				f.Complainant.Email = fmt.Sprintf("somebody-%d@yard.example", i)
				written, err := y.filed(ctx, f, at.Add(-time.Duration(i)*time.Second))
				if err != nil {
					return err
				}
				batch = append(batch, written[0], written[len(written)-1]) // the case and its print
			}
			return y.write(ctx, batch)
		})
	}
	for _, c := range Complainants {
		for i := range c.Filed {
			crew.Go(func() error {
				written, err := y.filed(ctx, c.file(i), at.Add(-time.Duration(i+1)*time.Hour))
				if err != nil {
					return err
				}
				return y.write(ctx, written)
			})
		}
	}
	return crew.Wait()
}

// filed are the items that filing a complaint at an instant writes.
func (y *Yard) filed(ctx context.Context, f *complaint.File, at time.Time) ([]types.WriteRequest, error) {
	client := &copyist{}
	_, err := y.cases(client, at).File(ctx, complaint.TheComplainant, f, nil)
	return client.items, err
}

// cases are the use cases at an instant, with state machines that do nothing.
func (y *Yard) cases(client dynamo.Client, at time.Time) *casework.Cases {
	table := &dynamo.Table{Client: client, Name: y.name}
	return &casework.Cases{
		Store: table, Rules: y.book, Now: func() time.Time { return at }, Drive: &casework.Driver{Machines: still{}, Tokens: table},
		Marks: &casework.Marker{Key: yardKey, Book: y.book},
	}
}

// Looked is what filing a complaint and reading it took of DynamoDB.
type Looked struct{ Filing, Reading Cost }

// Look files a complaint of somebody and has it read, as the functions do.
func (y *Yard) Look(ctx context.Context, c Complainant, at time.Time) (Looked, error) {
	client := &metered{Client: y.client}
	cases := y.cases(client, at)
	f := c.file(0)
	f.Content = yardFile().Content
	filed, err := cases.File(ctx, complaint.TheComplainant, f, &casework.Request{Key: c.Name, Digest: "x"})
	if err != nil {
		return Looked{}, err
	}
	looked := Looked{Filing: client.cost}
	client.cost = Cost{}
	table := &dynamo.Table{Client: client, Name: y.name}
	reader := &casework.Reader{
		Cases: cases, Openings: table, Classifier: yardClerk{}, Same: &casework.Recogniser{Key: yardKey, Book: y.book, People: table},
	}
	_, err = reader.Read(ctx, filed.Ref())
	looked.Reading = client.cost
	return looked, err
}

// yardClerk reads every complaint the same.
type yardClerk struct{}

// Read answers the yard's reading.
func (yardClerk) Read(string) complaint.Reading { return yardReading }
