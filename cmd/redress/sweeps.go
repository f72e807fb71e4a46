package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/smithy-go/logging"

	"redress/internal/figures"
)

// sweepsCmd measures the safety net on a DynamoDB.
type sweepsCmd struct {
	Database   string        `help:"Address of a DynamoDB, such as DynamoDB Local." required:"" env:"DATABASE"`
	Benchmarks string        `help:"What go test -bench FileAtOnce wrote." type:"existingfile"`
	Cases      int           `help:"Open cases among which the overdue ones are." default:"20000"`
	Overdue    int           `help:"Overdue ones among them." default:"1500"`
	By         time.Duration `help:"By how much the longest overdue one is." default:"28h"`
	Open       []int         `help:"Numbers of open cases among which the cost of a sweep is compared." default:"1000,20000,200000"`
	Known      []int         `help:"Numbers of stored cases among which the cost of a new one is compared." default:"1000,200000"`
	Queued     []int         `help:"Numbers of open cases among which the cost of the queue's first page is compared." default:"100,100000"`
	Parts      []string      `help:"Which parts: looks, backlog, costs, queue; all unless said." enum:"looks,backlog,costs,queue" default:"looks,backlog,costs,queue"`
	Due        int           `help:"Due ones among each of them." default:"100"`
}

// Help explains the sub-command.
func (sweepsCmd) Help() string {
	return "It fills tables of its own with cases that were filed, read and acknowledged at instants in the past, sweeps them, and reads " +
		"from the commits whether each rung fired exactly once. It fails where one did not, and where a sweep, or a new complaint, among many cases " +
		"costs other than among few. make sweeps starts DynamoDB Local for it."
}

// Run measures everything and prints it as it comes.
func (c sweepsCmd) Run(out io.Writer) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
	defer cancel()
	db := dynamodb.New(dynamodb.Options{
		BaseEndpoint: &c.Database, Region: "us-east-1", Logger: logging.Nop{},
		Credentials: aws.NewCredentialsCache(credentials.NewStaticCredentialsProvider("test", "test", "")),
	})
	fmt.Fprintf(out, "## Sweeps\n\n%s; the database on the same machine\n", figures.Machine(time.Now()))
	if err := c.creates(out); err != nil {
		return err
	}
	parts := map[string]func(context.Context, *dynamodb.Client) (title string, rows []figures.Row, err error){
		"looks": c.looks, "backlog": c.backlog, "costs": c.costs, "queue": c.queue,
	}
	for _, name := range c.Parts {
		title, rows, err := parts[name](ctx, db)
		if err != nil {
			return err
		}
		figures.Print(out, title, rows)
		if i := slices.IndexFunc(rows, func(r figures.Row) bool { return r.Missed }); i >= 0 {
			return fmt.Errorf("%s: %s", rows[i].What, rows[i].Value)
		}
	}
	fmt.Fprint(out, "\nThe state machines do nothing here: of a sweep's work the starts of timers are missing.\n")
	return nil
}

// creates prints what was measured of the intake handler.
func (c sweepsCmd) creates(out io.Writer) error {
	if c.Benchmarks == "" {
		return nil
	}
	file, err := os.Open(c.Benchmarks)
	if err != nil {
		return err
	}
	defer file.Close() //nolint:errcheck // only read
	all, err := figures.Benchmarks(file)
	if err != nil {
		return err
	}
	var rows []figures.Row
	for _, b := range all {
		rows = append(rows, figures.Row{What: "complaints filed by the intake handler, 8 at a time", Value: fmt.Sprintf("%.0f a second", b.Creates)})
	}
	figures.Print(out, "Creates", rows)
	return nil
}

// costs sweeps the same due cases among few and among many open ones, at the same instant.
func (c sweepsCmd) costs(ctx context.Context, db *dynamodb.Client) (string, []figures.Row, error) {
	at := time.Now()
	var rows []figures.Row
	var due []figures.Past
	for _, open := range c.Open {
		yard, err := figures.NewYard(ctx, db)
		if err != nil {
			return "", nil, err
		}
		if due == nil {
			if due, err = yard.Overdue(ctx, c.Due, at, c.By); err != nil {
				return "", nil, err
			}
		}
		row, err := cost(ctx, yard, due, open, at)
		if err != nil {
			return "", nil, err
		}
		rows = append(rows, row)
		if err := yard.Close(ctx); err != nil {
			return "", nil, err
		}
	}
	for i := range rows {
		rows[i].Goal, rows[i].Missed = "the same", rows[i].Value != rows[0].Value
	}
	return fmt.Sprintf("One sweep that finds %d cases due", c.Due), rows, nil
}

func cost(ctx context.Context, yard *figures.Yard, due []figures.Past, open int, at time.Time) (figures.Row, error) {
	filled := time.Now()
	did, audit, err := swept(ctx, yard, due, open, at)
	if err == nil && !audit.Whole() {
		err = fmt.Errorf("among %d open cases: %s", open, audit)
	}
	return figures.Row{
		What:  fmt.Sprintf("among %d open cases", open),
		Value: fmt.Sprintf("%d requests, %.1f read units, %.0f write units", did.Requests, did.ReadUnits, did.WriteUnits),
		Note:  fmt.Sprintf("in %.2f s; %s; filled in %.0f s; units as DynamoDB says", did.Took.Seconds(), audit, (time.Since(filled) - did.Took).Seconds()),
	}, err
}

// swept fills a yard, sweeps it once, and audits it.
func swept(ctx context.Context, yard *figures.Yard, due []figures.Past, open int, at time.Time) (figures.Swept, figures.Audit, error) {
	if err := fill(ctx, yard, due, open, at); err != nil {
		return figures.Swept{}, figures.Audit{}, err
	}
	did, err := yard.Sweep(ctx, at)
	if err != nil {
		return did, figures.Audit{}, err
	}
	audit, err := yard.Audit(ctx, due, at)
	return did, audit, err
}

func fill(ctx context.Context, yard *figures.Yard, due []figures.Past, open int, at time.Time) error {
	if err := yard.Open(ctx, open-len(due), at); err != nil {
		return err
	}
	return yard.Put(ctx, due)
}
