package wire

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials/stscreds"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	ststypes "github.com/aws/aws-sdk-go-v2/service/sts/types"

	"redress/internal/tenant"
)

// confinedKeys are the kinds of items that staff reach: what stands before the tenant in an item's leading key. The role that the
// function takes on for a tenant allows the same ones, and a test compares the two.
const confinedKeys = "CRWJVTQOUBHKZYNP"

// Confined is Start for a function that works for one tenant at a time, the one whose staff asks. It reaches the table only as a
// role that is tagged with this tenant, and whose policy allows no key of another's (IAM, dynamodb:LeadingKeys): where our own
// code asked for another tenant's item, AWS would refuse. The same is checked here, so that it holds on an emulator too.
func Confined() *Parts {
	p := Start()
	open := databaseOf(dynamodb.NewFromConfig(p.AWS))
	p.table.Client = confined{open, &sessions{role: Env("TENANT_ROLE"), sts: sts.NewFromConfig(p.AWS).AssumeRole}}
	return p
}

// confined is a database of which only the asker's tenant is seen.
type confined struct {
	database
	sessions *sessions
}

// GetItem is DynamoDB's.
func (c confined) GetItem(ctx context.Context, in *dynamodb.GetItemInput, options ...func(*dynamodb.Options)) (*dynamodb.GetItemOutput, error) {
	return within(ctx, c.sessions, c.getItem, in, options, in.Key["pk"])
}

// PutItem is DynamoDB's.
func (c confined) PutItem(ctx context.Context, in *dynamodb.PutItemInput, options ...func(*dynamodb.Options)) (*dynamodb.PutItemOutput, error) {
	return within(ctx, c.sessions, c.putItem, in, options, in.Item["pk"])
}

// UpdateItem is DynamoDB's.
func (c confined) UpdateItem(ctx context.Context, in *dynamodb.UpdateItemInput, options ...func(*dynamodb.Options)) (*dynamodb.UpdateItemOutput, error) {
	return within(ctx, c.sessions, c.updateItem, in, options, in.Key["pk"])
}

// Query is DynamoDB's.
func (c confined) Query(ctx context.Context, in *dynamodb.QueryInput, options ...func(*dynamodb.Options)) (*dynamodb.QueryOutput, error) {
	return within(ctx, c.sessions, c.query, in, options, leading(in))
}

// TransactWriteItems is DynamoDB's.
func (c confined) TransactWriteItems(
	ctx context.Context, in *dynamodb.TransactWriteItemsInput, options ...func(*dynamodb.Options),
) (*dynamodb.TransactWriteItemsOutput, error) {
	return within(ctx, c.sessions, c.transactWriteItems, in, options, written(in.TransactItems)...)
}

// within makes a call as the asker's tenant, if it is about its items only.
func within[In, Out any](
	ctx context.Context, s *sessions, do call[In, Out, dynamodb.Options], in *In, options []func(*dynamodb.Options), keys ...types.AttributeValue,
) (*Out, error) {
	id := tenant.Of(ctx)
	for _, k := range keys {
		if err := confine(id, k); err != nil {
			return nil, err
		}
	}
	as := s.of(id)
	return do(ctx, in, append(options, func(o *dynamodb.Options) { o.Credentials = as })...)
}

// confine refuses a key that is not the tenant's, or of no kind that staff reach.
func confine(id string, leading types.AttributeValue) error {
	pk, _ := leading.(*types.AttributeValueMemberS)
	if id == "" || pk == nil {
		return errors.New("an item was asked for without a tenant, or a tenant without an item")
	}
	kind, rest, _ := strings.Cut(pk.Value, "#")
	whose, _, _ := strings.Cut(rest, "#")
	if len(kind) != 1 || !strings.Contains(confinedKeys, kind) || whose != id {
		return fmt.Errorf("an item of kind %q was asked for that is not the tenant's", kind)
	}
	return nil
}

// leadingShape is the part of a query that names the partition.
var leadingShape = regexp.MustCompile(`^(?:queue_|owner_)?pk = (:[a-z]+)`)

// leading is the partition that a query reads; nil: it cannot be told.
func leading(in *dynamodb.QueryInput) types.AttributeValue {
	found := leadingShape.FindStringSubmatch(aws.ToString(in.KeyConditionExpression))
	if found == nil {
		return nil
	}
	return in.ExpressionAttributeValues[found[1]]
}

// written are the partitions that a transaction touches.
func written(items []types.TransactWriteItem) []types.AttributeValue {
	var keys []types.AttributeValue
	for _, it := range items {
		switch {
		case it.Put != nil:
			keys = append(keys, it.Put.Item["pk"])
		case it.Update != nil:
			keys = append(keys, it.Update.Key["pk"])
		case it.Delete != nil:
			keys = append(keys, it.Delete.Key["pk"])
		case it.ConditionCheck != nil:
			keys = append(keys, it.ConditionCheck.Key["pk"])
		}
	}
	return keys
}

// sessions are the roles that the function has taken on, each for one tenant.
type sessions struct {
	role string
	sts  call[sts.AssumeRoleInput, sts.AssumeRoleOutput, sts.Options]

	mu  sync.Mutex
	now map[string]aws.CredentialsProvider
}

// AssumeRole is the token service's.
func (s *sessions) AssumeRole(ctx context.Context, in *sts.AssumeRoleInput, options ...func(*sts.Options)) (*sts.AssumeRoleOutput, error) {
	return s.sts(ctx, in, options...)
}

// of is the role taken on for a tenant. It is taken on when it is first used, and anew when it expires.
func (s *sessions) of(id string) aws.CredentialsProvider {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.now == nil {
		s.now = map[string]aws.CredentialsProvider{}
	}
	if s.now[id] == nil {
		s.now[id] = aws.NewCredentialsCache(stscreds.NewAssumeRoleProvider(s, s.role, func(o *stscreds.AssumeRoleOptions) {
			o.RoleSessionName = "redress-" + id
			o.Tags = []ststypes.Tag{{Key: aws.String("tenant"), Value: &id}}
		}))
	}
	return s.now[id]
}
