package dynamo_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/dynamo"
)

// paged is a database whose index has these pages.
type paged struct {
	broken
	pages [][]string // keys of partitions
}

func (p *paged) Query(context.Context, *dynamodb.QueryInput, ...func(*dynamodb.Options)) (*dynamodb.QueryOutput, error) {
	out := &dynamodb.QueryOutput{}
	for _, pk := range p.pages[0] {
		out.Items = append(out.Items, entry(pk, "CASE"))
	}
	if p.pages = p.pages[1:]; len(p.pages) > 0 {
		out.LastEvaluatedKey = entry("more", "more")
	}
	return out, nil
}

func entry(pk, sk string) map[string]types.AttributeValue {
	return map[string]types.AttributeValue{"pk": &types.AttributeValueMemberS{Value: pk}, "sk": &types.AttributeValueMemberS{Value: sk}}
}

// What nobody of ours wrote is named, and keeps nothing that is due behind it from being looked at.
func TestAnItemThatIsNoCaseHidesNoOther(t *testing.T) {
	table := &dynamo.Table{Client: &paged{pages: [][]string{{"C#acme#1", "X#acme", "C#acme#2"}, {"C#acme#3"}}}, Name: "t"}
	var got []casework.DueItem
	err := table.Due(t.Context(), 0, time.Now(), func(items []casework.DueItem) error { got = append(got, items...); return nil })
	want := []casework.DueItem{
		{Ref: complaint.Ref{Tenant: "acme", Case: "1"}}, {Ref: complaint.Ref{Tenant: "acme", Case: "2"}},
		{Ref: complaint.Ref{Tenant: "acme", Case: "3"}},
	}
	if err == nil || !slices.Equal(got, want) {
		t.Fatalf("%v, %v", got, err)
	}
}
