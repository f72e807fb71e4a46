package dynamo

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// Case answers a case.
func (t *Table) Case(ctx context.Context, ref complaint.Ref) (complaint.Case, error) {
	var c complaint.Case
	err := t.getJSON(ctx, casePK(ref), caseKey, "case", &c)
	return c, err
}

// Commits answers all commits of a case in their order.
func (t *Table) Commits(ctx context.Context, ref complaint.Ref) ([]complaint.Commit, error) {
	items, err := t.queryAll(ctx, casePK(ref), commitPrefix)
	if err != nil {
		return nil, err
	}
	commits := make([]complaint.Commit, len(items))
	for i, it := range items {
		if err := json.Unmarshal([]byte(textOf(it, "data")), &commits[i]); err != nil {
			return nil, fmt.Errorf("read commit: %w", err)
		}
	}
	return commits, nil
}

// caseItem is a case with its places in the indexes.
func caseItem(c complaint.Case) (item, error) {
	if _, err := parseCasePK(casePK(c.Ref())); err != nil {
		return nil, err // a name that could be taken for another case's
	}
	data, err := jsonText(c)
	if err != nil {
		return nil, err
	}
	it := key(casePK(c.Ref()), caseKey)
	it["rev"], it["data"] = number(int64(c.Revision)), data
	if at := c.NextCheck(); !at.IsZero() {
		putDue(it, c.Ref(), at)
	}
	if c.Open() {
		err = putQueue(it, c.Tenant, casework.BriefOf(c))
	}
	return it, err
}

func putDue(it item, ref complaint.Ref, at time.Time) {
	it["due_pk"], it["due_sk"] = text(duePK(shardOf(ref))), text(dueSK(at, ref))
}

func putQueue(it item, tenant string, b casework.Brief) error {
	brief, err := jsonText(b)
	it["queue_pk"], it["queue_sk"], it["brief"] = text(queuePK(tenant)), text(queueSK(b)), brief
	it["flow"], it["owner"], it["phase"] = text(string(b.Flow)), text(b.Owner), text(string(b.Phase))
	it["grade"] = number(int64(b.Grade))
	return err
}
