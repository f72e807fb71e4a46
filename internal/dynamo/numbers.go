package dynamo

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"redress/internal/casework"
)

// putNumber keeps the number of a dispute under its hash, until it is forgotten.
func (t *Table) putNumber(tenant string, n casework.Number) (*types.Put, error) {
	data, err := jsonText(n)
	it := key(numberPK(tenant, n.Key), numberSK(n))
	it["data"], it["expires"] = data, number(n.Until.Unix())
	return t.putNew(it), err
}

// Numbers answers the newest cases in which a number is disputed, with one request.
func (t *Table) Numbers(ctx context.Context, tenant, hash string) ([]casework.Number, error) {
	items, err := t.newest(ctx, numberPK(tenant, hash), casework.NumberPage)
	if err != nil {
		return nil, err
	}
	found := make([]casework.Number, len(items))
	for i, it := range items {
		if err := json.Unmarshal([]byte(textOf(it, "data")), &found[i]); err != nil {
			return nil, fmt.Errorf("read number: %w", err)
		}
		found[i].Key = hash
	}
	return found, nil
}
