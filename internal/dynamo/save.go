package dynamo

import (
	"context"
	"errors"
	"strconv"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// Save writes changes in one transaction: of each the case if nobody wrote it since, the commit, the notices it orders, the
// request that asked for it, the notice it settles; and that what it rests on stands as it was.
func (t *Table) Save(ctx context.Context, changes ...casework.Change) error {
	var writes []types.TransactWriteItem
	for _, ch := range changes {
		more, err := t.writes(ch)
		if err != nil {
			return err
		}
		writes = append(writes, more...)
	}
	for _, sum := range casework.LoadSums(changes) {
		writes = append(writes, t.addLoad(changes[0].After.Tenant, sum))
	}
	own := len(writes)
	for _, ch := range changes {
		for _, r := range ch.Rests {
			writes = append(writes, types.TransactWriteItem{ConditionCheck: t.stands(r)})
		}
	}
	_, err := t.Client.TransactWriteItems(ctx, &dynamodb.TransactWriteItemsInput{TransactItems: writes})
	if err == nil {
		return nil
	}
	return cancelled(err, changes[0], own)
}

// stands is the condition that a case has not moved on.
func (t *Table) stands(r casework.Rest) *types.ConditionCheck {
	return &types.ConditionCheck{
		TableName: &t.Name, Key: key(casePK(r.Ref), caseKey),
		ConditionExpression: aws.String("rev = :as_it_was"), ExpressionAttributeValues: item{":as_it_was": number(int64(r.Revision))},
	}
}

// The transaction's first writes, of the first change, in this order; cancelled tells by their places which condition
// failed.
const (
	caseWrite = iota
	requestWrite
)

func (t *Table) writes(ch casework.Change) ([]types.TransactWriteItem, error) {
	head, err := caseItem(ch.After)
	if err != nil {
		return nil, err
	}
	writes := []types.TransactWriteItem{{Put: t.putHead(head, ch.Commit.Revision)}}
	if ch.Request != nil {
		writes = append(writes, types.TransactWriteItem{Put: t.putRequest(ch)})
	}
	commit, err := t.putCommit(ch)
	if err != nil {
		return nil, err
	}
	writes = append(writes, types.TransactWriteItem{Put: commit})
	for _, n := range ch.Notices {
		put, err := t.putNotice(n)
		if err != nil {
			return nil, err
		}
		writes = append(writes, types.TransactWriteItem{Put: put})
	}
	books, err := t.books(ch)
	if err != nil {
		return nil, err
	}
	if writes = append(writes, books...); ch.Settles != nil {
		writes = append(writes, types.TransactWriteItem{Update: t.settle(ch.After.Ref(), *ch.Settles)})
	}
	return writes, nil
}

// books are the writes of what a change adds to the books of its tenant: what was waited, what was judged, what was filed.
func (t *Table) books(ch casework.Change) (writes []types.TransactWriteItem, err error) {
	tenant := ch.After.Tenant
	if ch.Waited != nil {
		put, broken := t.putWait(tenant, *ch.Waited)
		writes, err = append(writes, types.TransactWriteItem{Put: put}), errors.Join(err, broken)
	}
	if ch.Judged != nil {
		put, broken := t.putJudgement(tenant, *ch.Judged)
		writes, err = append(writes, types.TransactWriteItem{Put: put}), errors.Join(err, broken)
	}
	if ch.Closing != nil {
		put, broken := t.putClosing(tenant, *ch.Closing)
		writes, err = append(writes, types.TransactWriteItem{Put: put}), errors.Join(err, broken)
	}
	if ch.Mark != nil {
		puts, broken := t.putPrints(tenant, *ch.Mark)
		writes, err = append(writes, puts...), errors.Join(err, broken)
	}
	recorded, broken := t.recorded(ch)
	return append(writes, recorded...), errors.Join(err, broken)
}

// recorded are the writes of what a form that was filled in adds to the books: an entry of a ledger, the numbers of a dispute.
func (t *Table) recorded(ch casework.Change) (writes []types.TransactWriteItem, err error) {
	if ch.Entry != nil {
		put, broken := t.putEntry(ch.After.Tenant, *ch.Entry)
		writes, err = append(writes, types.TransactWriteItem{Put: put}), broken
	}
	for _, n := range ch.Numbers {
		put, broken := t.putNumber(ch.After.Tenant, n)
		writes, err = append(writes, types.TransactWriteItem{Put: put}), errors.Join(err, broken)
	}
	return writes, err
}

// putHead writes the case if it stands where the commit was decided on.
func (t *Table) putHead(head item, revision int) *types.Put {
	put := &types.Put{TableName: &t.Name, Item: head, ConditionExpression: aws.String("attribute_not_exists(pk)")}
	if revision > 1 {
		put.ConditionExpression = aws.String("rev = :before")
		put.ExpressionAttributeValues = item{":before": number(int64(revision - 1))}
	}
	return put
}

func (t *Table) putCommit(ch casework.Change) (*types.Put, error) {
	data, err := jsonText(ch.Commit)
	it := key(casePK(ch.After.Ref()), commitSK(ch.Commit.Revision))
	it["data"] = data
	return t.putNew(it), err
}

func (t *Table) putNotice(n complaint.Notice) (*types.Put, error) {
	data, err := jsonText(n)
	it := key(casePK(n.Ref), noticeSK(n.ID))
	it["data"], it["state"], it["tries"] = data, text(casework.Pending), number(0)
	putDue(it, n.Ref, n.At.Add(casework.FirstLook))
	return t.putNew(it), err
}

// putRequest remembers the request for a day; an expired one that still stands there may be overwritten.
func (t *Table) putRequest(ch casework.Change) *types.Put {
	it := key(requestPK(ch.After.Tenant, ch.Request.Key), requestKey)
	it["digest"], it["case"] = text(ch.Request.Digest), text(ch.After.ID)
	it["expires"] = number(ch.Commit.At.Add(casework.RequestKept).Unix())
	return &types.Put{
		TableName: &t.Name, Item: it,
		ConditionExpression:                 aws.String("attribute_not_exists(pk) OR expires < :now"),
		ExpressionAttributeValues:           item{":now": number(ch.Commit.At.Unix())},
		ReturnValuesOnConditionCheckFailure: types.ReturnValuesOnConditionCheckFailureAllOld,
	}
}

// Done answers what a request led to when it was carried out before.
func (t *Table) Done(ctx context.Context, tenant string, r casework.Request) (*casework.Repeated, error) {
	it, err := t.get(ctx, requestPK(tenant, r.Key), requestKey)
	if err != nil || it == nil {
		return nil, err
	}
	return repeated(tenant, it), nil
}

func repeated(tenant string, it item) *casework.Repeated {
	return &casework.Repeated{
		Ref: complaint.Ref{Tenant: tenant, Case: textOf(it, "case")}, Digest: textOf(it, "digest"),
	}
}

func (t *Table) putNew(it item) *types.Put {
	return &types.Put{TableName: &t.Name, Item: it, ConditionExpression: aws.String("attribute_not_exists(pk)")}
}

// cancelled says why a transaction did not take place. Its first own items are writes, the others what it rests on.
func cancelled(err error, ch casework.Change, own int) error {
	var gone *types.TransactionCanceledException
	if !errors.As(err, &gone) {
		return unavailable("transaction", err)
	}
	if r := reason(gone, requestWrite); ch.Request != nil && aws.ToString(r.Code) == "ConditionalCheckFailed" {
		return repeated(ch.After.Tenant, r.Item)
	}
	for i := range gone.CancellationReasons {
		switch aws.ToString(reason(gone, i).Code) {
		case "ConditionalCheckFailed", "TransactionConflict":
			cause := casework.ErrRest
			if i < own {
				cause = errors.New("write " + strconv.Itoa(i) + " of the transaction was refused")
			}
			return &complaint.Error{Kind: complaint.Stale, Detail: "the case moved on meanwhile; read it again", Cause: cause}
		}
	}
	return unavailable("transaction", err)
}

func reason(gone *types.TransactionCanceledException, i int) types.CancellationReason {
	if i < len(gone.CancellationReasons) {
		return gone.CancellationReasons[i]
	}
	return types.CancellationReason{}
}
