package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/aws/smithy-go/logging"

	"redress/internal/client"
	"redress/internal/figures"
)

// figuresCmd measures what the project promises of itself.
type figuresCmd struct {
	stackFlag
	Benchmarks string  `help:"What go test -bench of the functions wrote." type:"existingfile"`
	Build      string  `help:"Where sam has built the functions." default:".aws-sam/build" type:"existingdir"`
	Policy     string  `help:"Policy of the counted cases; its deadlines should be seconds." default:"samples/policy-seconds.yaml" type:"existingfile"`
	Slower     float64 `help:"How much longer than written the policy's deadlines are." default:"2"`
	Starts     int     `help:"How often each function is started." default:"20"`
	Proxy      string  `help:"Address at which the emulator's functions look for AWS; the counting proxy listens there." default:"127.0.0.1:4597"`
}

// Help explains the sub-command.
func (figuresCmd) Help() string {
	return "It prints tables in Markdown: benchmarks, package sizes, starts, and what one case of each flow needs of DynamoDB " +
		"and Step Functions on an emulator, with its list price. make costs starts an emulator whose functions find AWS " +
		"behind the counting proxy."
}

// Run measures everything and prints it as it comes.
func (c figuresCmd) Run(out io.Writer) error {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Minute)
	defer cancel()
	s, err := client.Find(ctx, c.Stack)
	if err != nil {
		return err
	}
	s.AWS.Logger = logging.Nop{} // the SDK warns of an emulator that ends connections early
	fmt.Fprintf(out, "## Figures\n\n%s\n", figures.Machine(time.Now()))
	for _, part := range []func(context.Context, *client.Stack, io.Writer) error{
		c.benchmarks, c.functions, c.cases,
	} {
		if err := part(ctx, s, out); err != nil {
			return err
		}
	}
	return nil
}

func (c figuresCmd) benchmarks(_ context.Context, _ *client.Stack, out io.Writer) error {
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
		rows = append(rows, b.Row())
	}
	figures.Print(out, "Handlers, with the store in memory", rows)
	return nil
}

// functions measures the size and the start of each function.
func (c figuresCmd) functions(ctx context.Context, s *client.Stack, out io.Writer) error {
	stack := functionsOf(s, c.Stack)
	names, err := stack.names(ctx)
	if err != nil {
		return err
	}
	var sizes, starts []figures.Row
	for _, name := range names {
		deployed, err := stack.deployed(ctx, name.physical)
		if err != nil {
			return err
		}
		sizes = append(sizes, figures.SizeRow(name.logical, deployed.size))
		p50, most, err := figures.Starts(ctx, c.Starts, filepath.Join(c.Build, name.logical, "bootstrap"), deployed.environment)
		if err != nil {
			return err
		}
		starts = append(starts, figures.StartRow(name.logical, p50, most))
	}
	figures.Print(out, "Packages, as deployed", sizes)
	figures.Print(out, fmt.Sprintf("From the start of the process to its first request for an event, %d starts", c.Starts), starts)
	return nil
}
