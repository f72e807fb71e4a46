package dynamo

import (
	"context"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"redress/internal/casework"
)

// putJudgement keeps what a person said of a reading, in less than a kilobyte: two write units in its transaction.
func (t *Table) putJudgement(tenant string, j casework.Judgement) (*types.Put, error) {
	data, err := jsonText(j)
	it := key(judgedPK(tenant, j.At), judgedSK(j))
	it["data"] = data
	return t.putNew(it), err
}

// Judgements answers what people said of the machine's readings of a tenant from one instant up to another. It reads one
// partition for each month, some 3,000 judgements with each request.
func (t *Table) Judgements(ctx context.Context, tenant string, from, until time.Time) ([]casework.Judgement, error) {
	return byMonth[casework.Judgement](ctx, t, func(month time.Time) string { return judgedPK(tenant, month) }, from, until)
}
