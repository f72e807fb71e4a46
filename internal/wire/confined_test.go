package wire

import (
	"context"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	ststypes "github.com/aws/aws-sdk-go-v2/service/sts/types"

	"redress/internal/tenant"
)

var distant = time.Date(2999, time.January, 1, 0, 0, 0, 0, time.UTC)

func word(s string) types.AttributeValue { return &types.AttributeValueMemberS{Value: s} }

// The tenant's items are reached, and nobody else's, whatever is written into a key; nor is anything reached for nobody.
func TestOnlyTheAskersItemsAreReached(t *testing.T) {
	for pk, ours := range map[string]bool{
		"C#acme#RD-1": true, "T#acme": true, "Q#acme": true, "W#acme#2026-11": true,
		"Q#acme#safety.1": true, "O#acme#han": true, "U#acme#": true, "H#acme": true, "B#acme#2026-11": true, "O#other#acme": false, "U#other#": false, "H#other": false,
		"C#acme-de#RD-1": false, "C#other#RD-1": false, "T#other": false, "T#": false, "Q#": false, "": false, "C#acmex": false,
		"DUE#1": false, "L#acme": false, "P#acme#1234": true, "P#other#1234": false, "C": false, "#acme": false, "CC#acme#1": false,
	} {
		if err := confine("acme", word(pk)); (err == nil) != ours {
			t.Errorf("%q: %v", pk, err)
		}
		if err := confine("", word(pk)); err == nil {
			t.Errorf("%q was reached for nobody", pk)
		}
	}
	for name, pk := range map[string]types.AttributeValue{"nothing": nil, "a number": &types.AttributeValueMemberN{Value: "1"}} {
		if err := confine("acme", pk); err == nil {
			t.Errorf("%s was reached", name)
		}
	}
}

// Each call goes out as the tenant who asks, and one about somebody else's item does not go out at all.
func TestCallsGoOutAsTheTenant(t *testing.T) {
	var as []string
	var took []string
	s := &sessions{role: "arn:role", sts: func(_ context.Context, in *sts.AssumeRoleInput, _ ...func(*sts.Options)) (*sts.AssumeRoleOutput, error) {
		took = append(took, aws.ToString(in.RoleArn)+" "+aws.ToString(in.Tags[0].Key)+"="+aws.ToString(in.Tags[0].Value))
		id := in.Tags[0].Value
		return &sts.AssumeRoleOutput{Credentials: &ststypes.Credentials{AccessKeyId: id, SecretAccessKey: id, SessionToken: id, Expiration: aws.Time(distant)}}, nil
	}}
	c := confined{database{
		getItem: func(ctx context.Context, _ *dynamodb.GetItemInput, options ...func(*dynamodb.Options)) (*dynamodb.GetItemOutput, error) {
			o := dynamodb.Options{}
			for _, set := range options {
				set(&o)
			}
			creds, err := o.Credentials.Retrieve(ctx)
			as = append(as, creds.AccessKeyID)
			return &dynamodb.GetItemOutput{}, err
		},
	}, s}
	for _, id := range []string{"acme", "zeta", "acme"} {
		ctx := tenant.Within(t.Context(), id)
		if _, err := c.GetItem(ctx, &dynamodb.GetItemInput{Key: map[string]types.AttributeValue{"pk": word("C#" + id + "#RD-1")}}); err != nil {
			t.Fatal(err)
		}
		if _, err := c.GetItem(ctx, &dynamodb.GetItemInput{Key: map[string]types.AttributeValue{"pk": word("C#other#RD-1")}}); err == nil {
			t.Error("another's item was asked for")
		}
	}
	if want := []string{"acme", "zeta", "acme"}; !slices.Equal(as, want) {
		t.Errorf("called as %v, want %v", as, want)
	}
	if want := []string{"arn:role tenant=acme", "arn:role tenant=zeta"}; !slices.Equal(took, want) {
		t.Errorf("took on %v, want %v", took, want)
	}
}

// The partition of a query and of each part of a transaction is seen.
func TestPartitionsAreSeen(t *testing.T) {
	for condition, want := range map[string]string{
		"pk = :month AND sk BETWEEN :from AND :until": "W#acme#2026-11", "queue_pk = :tenant": "Q#acme", "owner_pk = :tenant AND queue_sk BETWEEN :from AND :until": "Q#acme", "sk = :month": "", "": "",
	} {
		in := &dynamodb.QueryInput{KeyConditionExpression: &condition, ExpressionAttributeValues: map[string]types.AttributeValue{
			":month": word("W#acme#2026-11"), ":tenant": word("Q#acme"),
		}}
		got, _ := leading(in).(*types.AttributeValueMemberS)
		if (got == nil) != (want == "") || got != nil && got.Value != want {
			t.Errorf("%q: %v, want %s", condition, got, want)
		}
	}
	pk := map[string]types.AttributeValue{"pk": word("x")}
	items := []types.TransactWriteItem{
		{Put: &types.Put{Item: pk}}, {Update: &types.Update{Key: pk}}, {Delete: &types.Delete{Key: pk}}, {ConditionCheck: &types.ConditionCheck{Key: pk}},
	}
	if got := written(items); len(got) != len(items) || slices.Contains(got, nil) {
		t.Errorf("%v", got)
	}
}

// The template's role allows the kinds of items that are checked here, no more and no fewer.
func TestTheRoleAllowsTheSameKeys(t *testing.T) {
	template, err := os.ReadFile("../../template.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for _, found := range regexp.MustCompile(`\b([A-Z])#\$\{aws:PrincipalTag/tenant\}`).FindAllStringSubmatch(string(template), -1) {
		kinds = append(kinds, found[1])
	}
	want := strings.Split(confinedKeys, "")
	slices.Sort(kinds)
	slices.Sort(want)
	if kinds = slices.Compact(kinds); !slices.Equal(kinds, want) {
		t.Errorf("the template allows %v, the code %v", kinds, want)
	}
}
