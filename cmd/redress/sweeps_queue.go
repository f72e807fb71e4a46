package main

import (
	"context"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"redress/internal/figures"
)

// beyond is how many requests the first page among many open cases may take beyond those among few: where one lane of the queue has more of
// the page than was first read of each.
const beyond = 20

// queue looks at the first page of every view of a desk, among few and among many open cases.
func (c sweepsCmd) queue(ctx context.Context, db *dynamodb.Client) (string, []figures.Row, error) { //nolint:gocognit // one look after another
	at := time.Now()
	views := figures.Views(at)
	rows := make([]figures.Row, len(views))
	first := make([]figures.Seen, len(views))
	for n, open := range c.Queued {
		began := time.Now()
		yard, err := figures.NewYard(ctx, db)
		if err != nil {
			return "", nil, err
		}
		if err := yard.Queue(ctx, open, at); err != nil {
			return "", nil, err
		}
		filled := time.Since(began)
		for i, v := range views {
			seen, err := yard.See(ctx, v)
			if err != nil {
				return "", nil, err
			}
			if n == 0 {
				first[i] = seen
				rows[i] = figures.Row{What: v.Name, Goal: fmt.Sprintf("at most %d requests more", beyond)}
			} else {
				rows[i].Value += "; "
			}
			rows[i].Value += fmt.Sprintf("%d: %d requests, %.1f read units, %d lines", open, seen.Requests, seen.ReadUnits, seen.Lines)
			rows[i].Missed = rows[i].Missed || seen.Requests > first[i].Requests+beyond || seen.Lines < first[i].Lines
			rows[i].Note = fmt.Sprintf("%.0f ms", float64(seen.Took)/1e6)
		}
		rows[0].Note += fmt.Sprintf("; filled in %.0f s", filled.Seconds())
		if err := yard.Close(ctx); err != nil {
			return "", nil, err
		}
	}
	return "The queue's first page of 50, by what is wanted and how many cases are open", rows, nil
}
