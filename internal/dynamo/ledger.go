package dynamo

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"golang.org/x/mod/sumdb/tlog"

	"redress/internal/complaint"
	"redress/internal/ledger"
)

// Written answers the commits of a case after a revision, byte for byte as they are stored.
func (t *Table) Written(ctx context.Context, ref complaint.Ref, after int) ([]ledger.Written, error) {
	items, err := t.queryBetween(ctx, casePK(ref), commitSK(after+1), commitSK(maxRevision))
	if err != nil {
		return nil, err
	}
	written := make([]ledger.Written, len(items))
	for i, it := range items {
		revision, err := parseCommitSK(textOf(it, "sk"))
		if err != nil {
			return nil, err
		}
		written[i] = ledger.Written{Revision: revision, Data: []byte(textOf(it, "data"))}
	}
	return written, nil
}

// Tree answers a tenant's tree as far as it grows.
func (t *Table) Tree(ctx context.Context, tenant string) (ledger.Tree, error) {
	it, err := t.get(ctx, logPK(tenant), treeKey)
	if err != nil || it == nil {
		return ledger.Tree{}, err
	}
	tree := ledger.Tree{Size: int64(numberOf(it, "size"))}
	edges, _ := it["edges"].(*types.AttributeValueMemberL)
	if edges == nil {
		return tree, errors.New("the tree has no edges")
	}
	for _, edge := range edges.Value {
		hashes, err := hashesOf(edge)
		if err != nil {
			return tree, fmt.Errorf("read tree: %w", err)
		}
		tree.Edges = append(tree.Edges, hashes)
	}
	return tree, nil
}

func hashesOf(a types.AttributeValue) ([]tlog.Hash, error) {
	data, is := a.(*types.AttributeValueMemberB)
	if !is {
		return nil, errors.New("these are no hashes")
	}
	return ledger.Unpack(data.Value)
}

// Tile answers the hashes of a full tile.
func (t *Table) Tile(ctx context.Context, tenant string, level int, number int64) ([]tlog.Hash, error) {
	it, err := t.get(ctx, logPK(tenant), tileSK(level, number))
	if err != nil {
		return nil, err
	}
	if it == nil {
		return nil, complaint.Errorf(complaint.NotFound, "the log has no tile %d of level %d", number, level)
	}
	return hashesOf(it["hashes"])
}

// placesOfPage is how many commits one item of a place holds: less than a kilobyte.
const placesOfPage = 24

// Place answers where a case stands in its tenant's log.
func (t *Table) Place(ctx context.Context, ref complaint.Ref) (ledger.Place, error) {
	place := ledger.Place{Ref: ref}
	items, err := t.queryAll(ctx, placePK(ref), placePrefix)
	if err != nil {
		return place, err
	}
	for _, it := range items {
		page, is := it["leaves"].(*types.AttributeValueMemberB)
		if !is {
			return place, errors.New("a place without leaves")
		}
		if err := unpackPlace(page.Value, &place); err != nil {
			return place, err
		}
	}
	place.Kept = len(place.Leaves)
	return place, nil
}

// packPlace writes of each commit its leaf and its sum.
func packPlace(leaves []int64, sums []ledger.Sum) []byte {
	var data []byte
	for i, leaf := range leaves {
		data = binary.AppendUvarint(data, uint64(leaf)) //nolint:gosec // an index is not negative
		data = append(data, sums[i][:]...)
	}
	return data
}

func unpackPlace(data []byte, into *ledger.Place) error {
	for len(data) > 0 {
		leaf, n := binary.Uvarint(data)
		var sum ledger.Sum
		if n <= 0 || len(data) < n+len(sum) {
			return errors.New("a place cannot be read")
		}
		copy(sum[:], data[n:])
		into.Leaves, into.Sums = append(into.Leaves, int64(leaf)), append(into.Sums, sum) //nolint:gosec // packPlace wrote it
		data = data[n+len(sum):]
	}
	return nil
}

// Grow writes what was appended in one transaction, if the tree still has the size it had before. Tiles are written once.
func (t *Table) Grow(ctx context.Context, tenant string, before int64, g ledger.Growth) error {
	writes := []types.TransactWriteItem{{Put: t.putTree(tenant, before, g.Tree)}}
	for _, tile := range g.Full {
		it := key(logPK(tenant), tileSK(tile.Level, tile.Number))
		it["hashes"] = &types.AttributeValueMemberB{Value: ledger.Pack(tile.Hashes)}
		writes = append(writes, types.TransactWriteItem{Put: t.putNew(it)})
	}
	for _, p := range g.Places {
		for page := p.Kept / placesOfPage; page*placesOfPage < len(p.Leaves); page++ {
			from, to := page*placesOfPage, min((page+1)*placesOfPage, len(p.Leaves))
			it := key(placePK(p.Ref), placeSK(page))
			it["leaves"] = &types.AttributeValueMemberB{Value: packPlace(p.Leaves[from:to], p.Sums[from:to])}
			writes = append(writes, types.TransactWriteItem{Put: &types.Put{TableName: &t.Name, Item: it}})
		}
	}
	_, err := t.Client.TransactWriteItems(ctx, &dynamodb.TransactWriteItemsInput{TransactItems: writes})
	var gone *types.TransactionCanceledException
	if !errors.As(err, &gone) {
		if err != nil {
			return unavailable("transaction", err)
		}
		return nil
	}
	return overtaken(gone, err)
}

// overtaken says that another append came first, if that is why a transaction did not take place.
func overtaken(gone *types.TransactionCanceledException, err error) error {
	for i := range gone.CancellationReasons {
		switch aws.ToString(reason(gone, i).Code) {
		case "ConditionalCheckFailed", "TransactionConflict":
			return &complaint.Error{Kind: complaint.Stale, Detail: "the log has grown meanwhile; read it again", Cause: err}
		}
	}
	return unavailable("transaction", err)
}

func (t *Table) putTree(tenant string, before int64, tree ledger.Tree) *types.Put {
	it := key(logPK(tenant), treeKey)
	edges := make([]types.AttributeValue, len(tree.Edges))
	for i, hashes := range tree.Edges {
		edges[i] = &types.AttributeValueMemberB{Value: ledger.Pack(hashes)}
	}
	it["size"], it["edges"] = number(tree.Size), &types.AttributeValueMemberL{Value: edges}
	put := &types.Put{TableName: &t.Name, Item: it, ConditionExpression: aws.String("attribute_not_exists(pk)")}
	if before > 0 {
		put.ConditionExpression, put.ExpressionAttributeNames = aws.String("#size = :before"), map[string]string{"#size": "size"}
		put.ExpressionAttributeValues = item{":before": number(before)}
	}
	return put
}
