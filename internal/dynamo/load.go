package dynamo

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"redress/internal/assign"
	"redress/internal/casework"
	"redress/internal/complaint"
)

// What a member of staff has is one small item: all, and by grade. A step costs two write units in its transaction; two cases at the same
// moment collide only where they go to the same person.

// gradePrefix begins the attribute of a grade's number.
const gradePrefix = "g"

func gradeName(g complaint.Grade) string { return gradePrefix + strconv.Itoa(int(g)) }

// addLoad adds to what somebody has, if they may have more.
func (t *Table) addLoad(tenant string, s casework.LoadSum) types.TransactWriteItem {
	names, values := map[string]string{"#n": "n"}, item{":n": number(int64(s.All))}
	adds := []string{"#n :n"}
	for _, g := range slices.Sorted(maps.Keys(s.By)) {
		name := gradeName(g)
		names["#"+name], values[":"+name] = name, number(int64(s.By[g]))
		adds = append(adds, "#"+name+" :"+name)
	}
	up := &types.Update{
		TableName: &t.Name, Key: key(loadPK(tenant), s.User), UpdateExpression: aws.String("ADD " + strings.Join(adds, ", ")),
		ExpressionAttributeNames: names, ExpressionAttributeValues: values,
	}
	if s.Most > 0 && s.All > 0 {
		up.ConditionExpression = aws.String("attribute_not_exists(#n) OR #n < :most")
		values[":most"] = number(int64(s.Most))
	}
	return types.TransactWriteItem{Update: up}
}

// Loads answers what everybody of a tenant's staff has.
func (t *Table) Loads(ctx context.Context, tenant string) (map[string]assign.Load, error) {
	items, err := t.queryItems(ctx, "pk = :pk", item{":pk": text(loadPK(tenant))})
	if err != nil {
		return nil, err
	}
	all := make(map[string]assign.Load, len(items))
	for _, it := range items {
		has := assign.Load{}
		for name := range it {
			digits, is := strings.CutPrefix(name, gradePrefix)
			if g, err := strconv.Atoi(digits); is && err == nil && numberOf(it, name) > 0 {
				has[complaint.Grade(g)] = numberOf(it, name)
			}
		}
		all[textOf(it, "sk")] = has
	}
	return all, nil
}

// PutLoad writes what somebody has anew.
func (t *Table) PutLoad(ctx context.Context, tenant, user string, has assign.Load) error {
	it := key(loadPK(tenant), user)
	it["n"] = number(int64(has.Cases()))
	for g, n := range has {
		it[gradeName(g)] = number(int64(n))
	}
	if _, err := t.Client.PutItem(ctx, &dynamodb.PutItemInput{TableName: &t.Name, Item: it}); err != nil {
		return unavailable("put", err)
	}
	return nil
}
