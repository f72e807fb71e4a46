package dynamo

import (
	"context"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"redress/internal/casework"
)

// line is a line of the queue with its key, by which it is sorted.
type line struct {
	key   string
	brief casework.Brief
}

// lane is a partition of an index that is read piece by piece.
type lane struct {
	index, attribute, pk string

	lines []line // that were read and are wanted
	end   string // key of the last line that was read, wanted or not
	done  bool   // there is nothing behind it
}

// lanesFor are the partitions that can hold what is wanted, and the one in which everything was once.
func lanesFor(tenant string, w casework.Want) []*lane {
	lanes := []*lane{{index: queueIndex, attribute: "queue_pk", pk: oldQueuePK(tenant)}}
	own := func(pk string) { lanes = append(lanes, &lane{index: ownerIndex, attribute: "owner_pk", pk: pk}) }
	switch {
	case w.Owner != "":
		own(ownedPK(tenant, w.Owner))
	case !w.Crowd.Anybody():
		for _, d := range w.Crowd.Departments {
			own(unownedPK(tenant, d))
		}
		for _, user := range w.Crowd.People {
			if !w.Unassigned {
				own(ownedPK(tenant, user))
			}
		}
	default:
		for _, shelf := range shelvesFor(w) {
			lanes = append(lanes, &lane{index: queueIndex, attribute: "queue_pk", pk: queuePK(tenant, shelf)})
		}
	}
	return lanes
}

// read reads the next piece, of so many lines.
func (l *lane) read(ctx context.Context, t *Table, w casework.Want, n int) error {
	until := never + "~" // behind every line
	if !w.DueBefore.IsZero() {
		until = stamp(w.DueBefore)
	}
	from := l.end + "\x00" // the first key behind
	if from > until {
		l.done = true
		return nil
	}
	out, err := t.Client.Query(ctx, &dynamodb.QueryInput{
		TableName: &t.Name, IndexName: &l.index, Limit: aws.Int32(int32(n)), //nolint:gosec // at most some hundred
		KeyConditionExpression:    aws.String(l.attribute + " = :pk AND queue_sk BETWEEN :from AND :until"),
		ExpressionAttributeValues: item{":pk": text(l.pk), ":from": text(from), ":until": text(until)},
	})
	if err != nil {
		return unavailable("query", err)
	}
	l.done = out.LastEvaluatedKey == nil
	for _, it := range out.Items {
		read := line{key: textOf(it, "queue_sk")}
		if err := unpack(it["brief"], &read.brief); err != nil {
			return fmt.Errorf("read brief: %w", err)
		}
		if l.end = read.key; w.Takes(read.brief) {
			l.lines = append(l.lines, read)
		}
	}
	return nil
}

// open says whether the lane may hold a line before a key that has not been read yet.
func (l *lane) open(before string) bool {
	return !l.done && len(l.lines) == 0 && (before == "" || l.end < before)
}
