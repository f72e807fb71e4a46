package dynamo

import (
	"context"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"redress/internal/casework"
)

// The counters of a day's item. That of an entry is named with its id behind.
const (
	askedCount    = "asked"
	answeredCount = "answered"
	goneOnCount   = "gone_on"
)

// CountAsked counts a question, in one write.
func (t *Table) CountAsked(ctx context.Context, tenant string, at time.Time, entry string) error {
	if entry == "" {
		return t.count(ctx, tenant, at, askedCount)
	}
	return t.count(ctx, tenant, at, askedCount, answeredCount, answeredCount+"#"+entry)
}

// CountGoneOn counts a complaint that was filed after an answer, in one write.
func (t *Table) CountGoneOn(ctx context.Context, tenant string, at time.Time, entry string) error {
	return t.count(ctx, tenant, at, goneOnCount, goneOnCount+"#"+entry)
}

// count adds one to counters of a day.
func (t *Table) count(ctx context.Context, tenant string, at time.Time, counters ...string) error {
	names, adds := map[string]string{}, make([]string, len(counters))
	for i, name := range counters {
		place := "#" + string(rune('a'+i))
		names[place], adds[i] = name, place+" :one"
	}
	_, err := t.Client.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName: &t.Name, Key: key(askedPK(tenant, at), casework.AskedDay(at)),
		UpdateExpression:         aws.String("ADD " + strings.Join(adds, ", ")),
		ExpressionAttributeNames: names, ExpressionAttributeValues: item{":one": number(1)},
	})
	if err != nil {
		return unavailable("count", err)
	}
	return nil
}

// Asked answers the days in which something was counted. It reads one partition for each month.
func (t *Table) Asked(ctx context.Context, tenant string, from, until time.Time) ([]casework.Asked, error) {
	days := []casework.Asked{}
	for month := from.UTC(); month.Before(until); month = nextMonth(month) {
		items, err := t.queryAll(ctx, askedPK(tenant, month), month.Format("2006-01"))
		if err != nil {
			return nil, err
		}
		for _, it := range items {
			day := textOf(it, "sk")
			if day >= casework.AskedDay(from) && day <= casework.AskedDay(until.Add(-1)) {
				days = append(days, askedOf(day, it))
			}
		}
	}
	return days, nil
}

// askedOf reads a day's item.
func askedOf(day string, it item) casework.Asked {
	a := casework.Asked{
		Day: day, Asked: numberOf(it, askedCount), Answered: numberOf(it, answeredCount), GoneOn: numberOf(it, goneOnCount),
		Entries: map[string]casework.AskedEntry{},
	}
	for name := range it {
		counter, id, of := strings.Cut(name, "#")
		if !of {
			continue
		}
		e := a.Entries[id]
		switch counter {
		case answeredCount:
			e.Answered = numberOf(it, name)
		case goneOnCount:
			e.GoneOn = numberOf(it, name)
		}
		a.Entries[id] = e
	}
	return a
}
