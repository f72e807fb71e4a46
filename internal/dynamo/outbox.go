package dynamo

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// update changes a notice if the condition holds; nil attributes: it did not.
func (t *Table) updateNotice(ctx context.Context, n casework.NoticeRef, set, condition string, values item) (item, error) {
	out, err := t.Client.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName: &t.Name, Key: key(casePK(n.Ref), noticeSK(n.Notice)),
		UpdateExpression: &set, ConditionExpression: &condition,
		ExpressionAttributeNames:  map[string]string{"#state": "state"},
		ExpressionAttributeValues: values, ReturnValues: types.ReturnValueAllNew,
	})
	switch {
	case conditionFailed(err):
		return nil, nil
	case err != nil:
		return nil, unavailable("update", err)
	}
	return out.Attributes, nil
}

// Claim takes a pending notice for one try. It stays where it is in the due index: moving it would be two writes more.
func (t *Table) Claim(ctx context.Context, n casework.NoticeRef, until time.Time) (casework.Claimed, bool, error) {
	it, err := t.updateNotice(ctx, n,
		"SET #state = :sending, tries = tries + :one, busy = :until", "#state = :pending",
		item{":sending": text(casework.Sending), ":pending": text(casework.Pending), ":one": number(1), ":until": text(stamp(until))})
	if err != nil || it == nil {
		return casework.Claimed{}, false, err
	}
	claimed := casework.Claimed{Tries: numberOf(it, "tries"), Left: complaint.Reach(textOf(it, "reach"))}
	if err := json.Unmarshal([]byte(textOf(it, "data")), &claimed.Notice); err != nil {
		return casework.Claimed{}, false, fmt.Errorf("read notice: %w", err)
	}
	return claimed, true, nil
}

// Sent records that a notice has left.
func (t *Table) Sent(ctx context.Context, n casework.NoticeRef, d casework.Delivery) error {
	set, values := "SET #state = :end, "+setProof, proofOf(d)
	values[":end"], values[":sending"] = text(casework.Sent), text(casework.Sending)
	if d.Settled {
		set += " REMOVE due_pk, due_sk"
	}
	_, err := t.updateNotice(ctx, n, set, "#state = :sending", values)
	return err
}

// setProof sets what proofOf gives: that a notice left, when, and the carrier's word for it.
const setProof = "reach = :reach, proof = :proof, sent_at = :at, standin = :standin"

func proofOf(d casework.Delivery) item {
	return item{":reach": text(string(d.Reach)), ":proof": text(d.Proof), ":at": text(stamp(d.At)), ":standin": text(d.Standin)}
}

// Postpone puts a notice back for another try.
func (t *Table) Postpone(ctx context.Context, n casework.NoticeRef, next time.Time) error {
	_, err := t.updateNotice(ctx, n, "SET #state = :waiting, due_sk = :next", "#state = :sending",
		item{":waiting": text(casework.Waiting), ":sending": text(casework.Sending), ":next": text(dueSK(next, n.Ref))})
	return err
}

// Renew makes an unsent notice pending again, which wakes its sender. Two sweeps at the same moment renew it once.
func (t *Table) Renew(ctx context.Context, n casework.NoticeRef, at, next time.Time) error {
	_, err := t.updateNotice(ctx, n, "SET #state = :pending, due_sk = :next",
		"attribute_exists(due_pk) AND due_sk <= :due AND (attribute_not_exists(busy) OR busy <= :now)",
		item{":pending": text(casework.Pending), ":next": text(dueSK(next, n.Ref)), ":due": text(dueSK(at, n.Ref)), ":now": text(stamp(at))})
	return err
}

// settle ends a notice together with the commit that reports on it.
func (t *Table) settle(ref complaint.Ref, s casework.Settlement) *types.Update {
	set, values := "SET #state = :end", item{}
	if s.Left != nil {
		set, values = set+", "+setProof, proofOf(*s.Left)
	}
	values[":end"] = text(casework.Sent)
	if s.Failed {
		values[":end"] = text(casework.Failed)
	}
	return &types.Update{
		TableName: &t.Name, Key: key(casePK(ref), noticeSK(s.Notice)),
		UpdateExpression:          aws.String(set + " REMOVE due_pk, due_sk"),
		ConditionExpression:       aws.String("attribute_exists(due_pk)"),
		ExpressionAttributeNames:  map[string]string{"#state": "state"},
		ExpressionAttributeValues: values,
	}
}

// Notices answers all notices of a case with what became of them.
func (t *Table) Notices(ctx context.Context, ref complaint.Ref) ([]casework.NoticeState, error) {
	items, err := t.queryAll(ctx, casePK(ref), noticePrefix)
	if err != nil {
		return nil, err
	}
	notices := make([]casework.NoticeState, len(items))
	for i, it := range items {
		n := &notices[i]
		if err := json.Unmarshal([]byte(textOf(it, "data")), &n.Notice); err != nil {
			return nil, fmt.Errorf("read notice: %w", err)
		}
		n.State, n.Tries = textOf(it, "state"), numberOf(it, "tries")
		n.Reach, n.Proof = complaint.Reach(textOf(it, "reach")), textOf(it, "proof")
		n.Standin = textOf(it, "standin")
		n.SentAt, _ = time.Parse(time.RFC3339, textOf(it, "sent_at"))
	}
	return notices, nil
}
