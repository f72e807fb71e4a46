package faults

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"golang.org/x/sync/errgroup"

	"redress/internal/casework"
	"redress/internal/client"
	"redress/internal/complaint"
)

// Found is a case as it is kept.
type Found struct {
	Case    complaint.Case
	Commits []complaint.Commit
	Notices []casework.NoticeState
}

// Evidence is everything that is left of a run, read past the functions when all is quiet.
type Evidence struct {
	AsOf     time.Time
	Found    map[complaint.Ref]Found // every case that the table holds
	Due      []Entry
	Posted   map[string][]string        // what each letter that a carrier took says, by its id
	Journeys map[string]map[string]bool // the running executions' names, by case
	Timers   map[string]map[string]bool
}

// Entry is an entry of the due index.
type Entry struct {
	Ref    complaint.Ref
	Notice string // empty: the case itself
	At     string
}

// readers is how many cases are read at once.
const readers = 8

// Gather reads what is left, to be judged by what must have been done by an instant.
func Gather(ctx context.Context, s *client.Stack, asOf time.Time) (e Evidence, err error) {
	e = Evidence{AsOf: asOf, Found: map[complaint.Ref]Found{}}
	refs, err := casesOf(ctx, s)
	if err != nil {
		return e, err
	}
	if e.Found, err = read(ctx, s, refs); err != nil {
		return e, err
	}
	if e.Due, err = DueEntries(ctx, s, always); err != nil {
		return e, err
	}
	if e.Posted, err = posted(ctx, s.Endpoint); err != nil {
		return e, err
	}
	if e.Journeys, err = running(ctx, s, s.Outputs["JourneyArn"]); err != nil {
		return e, err
	}
	e.Timers, err = running(ctx, s, s.Outputs["TimerArn"])
	return e, err
}

// casesOf are all cases of the table.
func casesOf(ctx context.Context, s *client.Stack) (refs []complaint.Ref, err error) {
	pages := dynamodb.NewScanPaginator(dynamodb.NewFromConfig(s.AWS), &dynamodb.ScanInput{
		TableName: aws.String(s.Outputs["Table"]), ProjectionExpression: aws.String("pk"),
		FilterExpression:          aws.String("sk = :case"),
		ExpressionAttributeValues: map[string]types.AttributeValue{":case": &types.AttributeValueMemberS{Value: "CASE"}},
	})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return nil, err
		}
		for _, it := range page.Items {
			ref, err := refOfKey(textOf(it, "pk"))
			if err != nil {
				return nil, err
			}
			refs = append(refs, ref)
		}
	}
	return refs, nil
}

func textOf(it map[string]types.AttributeValue, name string) string {
	if s, is := it[name].(*types.AttributeValueMemberS); is {
		return s.Value
	}
	return ""
}

// refOfKey reads the key of a case's items.
func refOfKey(pk string) (complaint.Ref, error) {
	parts := strings.Split(pk, "#")
	if len(parts) != 3 || parts[0] != "C" {
		return complaint.Ref{}, fmt.Errorf("%q is not the key of a case", pk)
	}
	return complaint.Ref{Tenant: parts[1], Case: parts[2]}, nil
}

// read reads cases whole.
func read(ctx context.Context, s *client.Stack, refs []complaint.Ref) (map[complaint.Ref]Found, error) {
	table := s.Table()
	all := make(map[complaint.Ref]Found, len(refs))
	var mu sync.Mutex
	crew, ctx := errgroup.WithContext(ctx)
	crew.SetLimit(readers)
	for _, ref := range refs {
		crew.Go(func() (err error) {
			var f Found
			if f.Case, err = table.Case(ctx, ref); err != nil {
				return err
			}
			if f.Commits, err = table.Commits(ctx, ref); err != nil {
				return err
			}
			if f.Notices, err = table.Notices(ctx, ref); err != nil {
				return err
			}
			mu.Lock()
			defer mu.Unlock()
			all[ref] = f
			return nil
		})
	}
	return all, crew.Wait()
}

// always sorts behind every instant.
const always = "9999"

// DueEntries is what the due index holds up to an instant.
func DueEntries(ctx context.Context, s *client.Stack, until string) (entries []Entry, err error) {
	for shard := range s.Table().Shards() {
		pages := dynamodb.NewQueryPaginator(dynamodb.NewFromConfig(s.AWS), &dynamodb.QueryInput{
			TableName: aws.String(s.Outputs["Table"]), IndexName: aws.String("due"),
			KeyConditionExpression: aws.String("due_pk = :shard AND due_sk < :until"),
			ExpressionAttributeValues: map[string]types.AttributeValue{
				":shard": &types.AttributeValueMemberS{Value: fmt.Sprintf("DUE#%d", shard)},
				":until": &types.AttributeValueMemberS{Value: until},
			},
		})
		for pages.HasMorePages() {
			page, err := pages.NextPage(ctx)
			if err != nil {
				return nil, err
			}
			for _, it := range page.Items {
				entry, err := entryOf(it)
				if err != nil {
					return nil, err
				}
				entries = append(entries, entry)
			}
		}
	}
	return entries, nil
}

func entryOf(it map[string]types.AttributeValue) (Entry, error) {
	ref, err := refOfKey(textOf(it, "pk"))
	at, _, _ := strings.Cut(textOf(it, "due_sk"), "#")
	notice, is := strings.CutPrefix(textOf(it, "sk"), "N#")
	if !is {
		notice = ""
	}
	return Entry{ref, notice, at}, err
}

// running are the names of a machine's running executions, by the case that they begin with.
func running(ctx context.Context, s *client.Stack, machine string) (map[string]map[string]bool, error) {
	names := map[string]map[string]bool{}
	pages := sfn.NewListExecutionsPaginator(sfn.NewFromConfig(s.AWS), &sfn.ListExecutionsInput{
		StateMachineArn: &machine, StatusFilter: "RUNNING",
	})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return nil, err
		}
		for _, e := range page.Executions {
			name := aws.ToString(e.Name)
			id := name[:max(0, strings.LastIndex(name, "-"))]
			if names[id] == nil {
				names[id] = map[string]bool{}
			}
			names[id][name] = true
		}
	}
	return names, nil
}
