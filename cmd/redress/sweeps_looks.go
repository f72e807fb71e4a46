package main

import (
	"context"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"redress/internal/figures"
)

// looks files and reads a complaint among few and among many stored ones: what it takes must not depend on how many there are.
func (c sweepsCmd) looks(ctx context.Context, db *dynamodb.Client) (string, []figures.Row, error) {
	at := time.Now()
	first := map[string]string{}
	var rows []figures.Row
	for _, known := range c.Known {
		yard, err := figures.NewYard(ctx, db)
		if err != nil {
			return "", nil, err
		}
		if err := yard.Known(ctx, known, at); err != nil {
			return "", nil, err
		}
		for _, who := range figures.Complainants {
			looked, err := yard.Look(ctx, who, at)
			if err != nil {
				return "", nil, err
			}
			row := lookRow(who, known, looked)
			if first[who.Name] == "" {
				first[who.Name] = row.Value
			}
			row.Goal, row.Missed = "the same", row.Value != first[who.Name]
			rows = append(rows, row)
		}
		if err := yard.Close(ctx); err != nil {
			return "", nil, err
		}
	}
	return "One complaint filed, read and compared with those before", rows, nil
}

func lookRow(who figures.Complainant, known int, did figures.Looked) figures.Row {
	return figures.Row{
		What: fmt.Sprintf("among %d stored, of somebody with %d complaints", known, who.Filed),
		Value: fmt.Sprintf("%d + %d requests, %.1f read units, %.0f + %.0f write units", did.Filing.Requests, did.Reading.Requests,
			did.Filing.ReadUnits+did.Reading.ReadUnits, did.Filing.WriteUnits, did.Reading.WriteUnits),
		Note: "filing + reading; known by mail, telephone and customer number",
	}
}
