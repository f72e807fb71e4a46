package main

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"redress/internal/classify"
	"redress/internal/figures"
	"redress/internal/library"
	"redress/internal/library/trial"
)

// libraryMeasure measures the case library on texts.
type libraryMeasure struct {
	Files    []string `arg:"" help:"CSV files with texts, each with the column that says what a text is about behind a colon, as in complaints.csv:product."`
	Each     int      `help:"How many texts of each kind are looked for." default:"400"`
	Seed     uint64   `help:"Decides the order of the texts and how they are told again." default:"1"`
	Stored   []int    `help:"Numbers of precedents among which the cost is compared." default:"1000,100000"`
	Database string   `help:"Address of a DynamoDB, such as DynamoDB Local, on which the cost is measured, too."`
}

// Help explains the sub-command.
func (libraryMeasure) Help() string {
	return "Every text becomes a precedent, but one in twenty of those that are labelled. Stored texts are told again in other words and looked for: how often " +
		"is their own precedent first, or among the five shown? The others are looked for as they are: how many of the five are of what their source calls the same? " +
		"Beside it stand five by chance of the same category and cause, the newest five of these, and five by chance of all. Then it compares what a look costs among " +
		"few and among many, and fails where that depends on how many there are."
}

// Run measures and prints.
func (c libraryMeasure) Run(out io.Writer) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
	defer cancel()
	stored, asked, err := c.texts()
	if err != nil {
		return err
	}
	reader := classify.New()
	stack := trial.NewStack(stored, reader)
	fmt.Fprintf(out, "## Case library: %d texts of %d files\n", len(stored), len(c.Files))
	if err := c.again(ctx, out, stack, reader); err != nil {
		return err
	}
	if err := c.alike(ctx, out, stack, reader, asked); err != nil {
		return err
	}
	return c.costs(ctx, out, stored, reader)
}

// everyNth of the labelled texts is looked for rather than stored.
const everyNth = 20

// texts are those that are stored, in an order by chance, and those that are looked for, by their files.
func (c libraryMeasure) texts() (stored []trial.Text, asked map[string][]trial.Text, err error) {
	asked = map[string][]trial.Text{}
	for _, file := range c.Files {
		texts, err := labelledTexts(file)
		if err != nil {
			return nil, nil, err
		}
		for i, t := range texts {
			if t.Label != "" && i%everyNth == everyNth-1 {
				asked[t.Source] = append(asked[t.Source], t)
			} else {
				stored = append(stored, t)
			}
		}
	}
	if len(stored) == 0 {
		return nil, nil, fmt.Errorf("%s: no text", strings.Join(c.Files, ", "))
	}
	chance := rand.New(rand.NewPCG(c.Seed, 0)) //nolint:gosec // chance, not a secret
	chance.Shuffle(len(stored), func(i, j int) { stored[i], stored[j] = stored[j], stored[i] })
	return stored, asked, nil
}

// labelledTexts are the texts of a file that are long enough, with what its column behind the colon says of each.
func labelledTexts(file string) ([]trial.Text, error) {
	path, column, labelled := strings.Cut(file, ":")
	var texts []trial.Text
	found := false
	err := eachRow(path, func(cell cellOf) bool {
		t := trial.Text{Source: filepath.Base(path), Content: cell("content")}
		if labelled {
			t.Label = cell(column)
		}
		if t.Usable() {
			texts, found = append(texts, t), found || t.Label != ""
		}
		return true
	})
	if err == nil && labelled && !found {
		err = fmt.Errorf("%s says nothing in a column %q", path, column)
	}
	return texts, err
}

// again looks for stored texts that are told again.
func (c libraryMeasure) again(ctx context.Context, out io.Writer, s *trial.Stack, reader trial.Reader) error {
	table := tabwriter.NewWriter(out, 8, 8, 2, ' ', 0)
	fmt.Fprintln(table, "TOLD AGAIN\tFIRST\tAMONG FIVE (RECALL)\tFIVE BY CHANCE OF THE SAME CAUSE")
	for _, kind := range trial.Retold {
		k, err := s.Again(ctx, reader, s.Some(c.Each), kind, c.Seed)
		if err != nil {
			return err
		}
		fmt.Fprintf(table, "%s\t%.3f\t%.3f\t%.3f\n", kind, share(k.First, k.Tried), share(k.Shown, k.Tried), share(k.ByChance, k.Tried))
	}
	return table.Flush()
}

// alike looks for texts that are not stored.
func (c libraryMeasure) alike(ctx context.Context, out io.Writer, s *trial.Stack, reader trial.Reader, asked map[string][]trial.Text) error {
	table := tabwriter.NewWriter(out, 8, 8, 2, ' ', 0)
	fmt.Fprintln(table, "\nLOOKED FOR\tTEXTS\tOF FIVE THE SAME (PRECISION)\tONE AT LEAST\tBY CHANCE OF THE SAME CAUSE\tNEWEST OF THE SAME CAUSE\tBY CHANCE OF ALL")
	for _, file := range c.Files {
		path, _, _ := strings.Cut(file, ":")
		some := asked[filepath.Base(path)]
		if len(some) == 0 { // it has no labels
			continue
		}
		l, err := s.Alike(ctx, reader, some[:min(len(some), c.Each)], c.Seed)
		if err != nil {
			return err
		}
		all := trial.Shown * l.Tried
		fmt.Fprintf(table, "%s\t%d\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f\n", filepath.Base(path), l.Tried, share(l.Same, all), share(l.At, l.Tried),
			share(l.Peers, all), share(l.Newest, all), share(l.Chance, all))
	}
	return table.Flush()
}

func share(part, all int) float64 { return float64(part) / float64(max(1, all)) }

// costs compares what looking for the same texts takes among few precedents and among many.
func (c libraryMeasure) costs(ctx context.Context, out io.Writer, texts []trial.Text, reader trial.Reader) error {
	looks := make([]library.Look, min(c.Each, len(texts)))
	for i := range looks {
		looks[i] = trial.LookAt(texts[i].Content, reader)
	}
	fmt.Fprintln(out)
	var first float64
	for i, n := range c.Stored {
		stack := trial.NewStack(trial.Padded(texts, n, c.Seed), reader)
		if err := stack.Look(ctx, looks); err != nil {
			return err
		}
		asked := share(stack.Asked, len(looks))
		if i == 0 {
			first = asked
		}
		fmt.Fprintf(out, "among %d precedents: %.1f requests, %.0f precedents, %.1f kB and %.1f read units a look, at most %d requests and %.0f units; reckoned by the items' sizes\n", n, asked,
			share(stack.Read, len(looks)), float64(stack.Bytes)/float64(len(looks))/1000, stack.Units/float64(len(looks)), library.Buckets, stack.MostUnits())
		if asked != first {
			return fmt.Errorf("among %d precedents a look takes %.1f requests, among %d %.1f", n, asked, c.Stored[0], first)
		}
		if err := c.measured(ctx, out, stack, looks); err != nil {
			return err
		}
	}
	return nil
}

// measured looks for the same on a DynamoDB.
func (c libraryMeasure) measured(ctx context.Context, out io.Writer, stack *trial.Stack, looks []library.Look) error {
	if c.Database == "" {
		return nil
	}
	db := dynamodb.New(dynamodb.Options{
		BaseEndpoint: &c.Database, Region: "us-east-1",
		Credentials: aws.NewCredentialsCache(credentials.NewStaticCredentialsProvider("test", "test", "")),
	})
	shelves, err := figures.NewShelves(ctx, db)
	if err != nil {
		return err
	}
	defer shelves.Close(ctx) //nolint:errcheck // the database is thrown away
	begun := time.Now()
	kept, err := shelves.Fill(ctx, stack.All, stack.Looks)
	if err != nil {
		return err
	}
	filled := time.Since(begun)
	looked, err := shelves.Look(ctx, looks)
	if err != nil {
		return err
	}
	slices.Sort(looked.Took)
	n := float64(len(looks))
	_, err = fmt.Fprintf(out, "  on DynamoDB: %.1f requests and %.1f read units a look, as it says; p50 %.1f ms, p95 %.1f ms; kept with %.1f requests and %.1f write units each, in %.0f s\n",
		float64(looked.Requests)/n, looked.ReadUnits/n, ms(looked.Took[len(looked.Took)/2]), ms(looked.Took[len(looked.Took)*95/100]),
		float64(kept.Requests)/float64(len(stack.All)), kept.WriteUnits/float64(len(stack.All)), filled.Seconds())
	return err
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
