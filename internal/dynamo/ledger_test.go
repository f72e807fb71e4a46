package dynamo_test

import (
	"context"
	"encoding/binary"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"golang.org/x/mod/sumdb/tlog"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/dynamo"
	"redress/internal/ledger"
)

// till adds up what transactions cost, in write units.
type till struct {
	broken
	units, items int
}

func (k *till) TransactWriteItems(
	_ context.Context, in *dynamodb.TransactWriteItemsInput, _ ...func(*dynamodb.Options),
) (*dynamodb.TransactWriteItemsOutput, error) {
	for _, w := range in.TransactItems {
		size := 0
		for name, value := range w.Put.Item {
			size += len(name) + sizeOf(value)
		}
		k.units += 2 * ((size + 1023) / 1024) // a transaction is paid twice
		k.items++
	}
	return &dynamodb.TransactWriteItemsOutput{}, nil
}

func sizeOf(value types.AttributeValue) int {
	switch v := value.(type) {
	case *types.AttributeValueMemberS:
		return len(v.Value)
	case *types.AttributeValueMemberB:
		return len(v.Value)
	case *types.AttributeValueMemberN:
		return (len(v.Value)+1)/2 + 1
	case *types.AttributeValueMemberL:
		size := 3
		for _, one := range v.Value {
			size += 1 + sizeOf(one)
		}
		return size
	}
	return 0
}

// What entering a commit costs in a log of a million: by itself, and in a batch of a busy minute.
func TestWhatAnAppendCosts(t *testing.T) {
	tree, _ := ledger.Tree{}.Append(leaves(1_000_000)...)
	for _, c := range []struct {
		name           string
		cases, commits int
		most           float64 // write units a commit, over sixteen appends
	}{
		{"a commit by itself", 1, 1, 6.5},
		{"the first minute of a case: four commits", 1, 4, 1.8},
		{"a hundred commits of thirty cases", 30, 100, 0.9},
	} {
		t.Run(c.name, func(t *testing.T) {
			k, grown := &till{}, tree
			table := &dynamo.Table{Client: k, Name: "t"}
			const times = 16
			for range times {
				next, full := grown.Append(leaves(c.commits)...)
				if err := table.Grow(t.Context(), "acme", grown.Size, ledger.Growth{Tree: next, Full: full, Places: places(c.cases, c.commits)}); err != nil {
					t.Fatal(err)
				}
				grown = next
			}
			each := float64(k.units) / float64(times*c.commits)
			t.Logf("%.2f write units a commit, %d items an append", each, k.items/times)
			if each > c.most || k.items/times > 100 {
				t.Errorf("%.2f write units a commit, more than %.1f; %d items", each, c.most, k.items/times)
			}
		})
	}
}

func leaves(n int) []tlog.Hash {
	all := make([]tlog.Hash, n)
	for i := range all {
		all[i] = tlog.RecordHash(binary.AppendVarint(nil, int64(i)))
	}
	return all
}

// places are the places of cases after so many commits, evenly.
func places(cases, commits int) []ledger.Place {
	all := make([]ledger.Place, cases)
	for i := range all {
		all[i].Ref = complaint.Ref{Tenant: "acme", Case: casework.NewReference()}
		for range 10 + commits/cases {
			all[i].Leaves, all[i].Sums = append(all[i].Leaves, 1_000_000), append(all[i].Sums, ledger.Sum{})
		}
		all[i].Kept = 10
	}
	return all
}
