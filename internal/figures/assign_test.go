package figures

import (
	"context"
	"encoding/base64"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/dynamo"
	"redress/internal/tenant"
)

// shop is a database of one tenant that counts what its writes cost.
type shop struct {
	dynamo.Client
	items map[string]map[string]types.AttributeValue
	units map[string]int
	reads int
}

func nameOf(it map[string]types.AttributeValue) string {
	pk, _ := it["pk"].(*types.AttributeValueMemberS)
	sk, _ := it["sk"].(*types.AttributeValueMemberS)
	return pk.Value + " " + sk.Value
}

// wire is an item as changeUnits reads it.
func wire(it map[string]types.AttributeValue) Item {
	out := Item{}
	for name, v := range it {
		switch v := v.(type) {
		case *types.AttributeValueMemberS:
			out[name] = map[string]any{"S": v.Value}
		case *types.AttributeValueMemberN:
			out[name] = map[string]any{"N": v.Value}
		case *types.AttributeValueMemberB:
			out[name] = map[string]any{"B": base64.StdEncoding.EncodeToString(v.Value)}
		}
	}
	return out
}

func (s *shop) GetItem(_ context.Context, in *dynamodb.GetItemInput, _ ...func(*dynamodb.Options)) (*dynamodb.GetItemOutput, error) {
	return &dynamodb.GetItemOutput{Item: s.items[nameOf(in.Key)]}, nil
}

func (s *shop) Query(context.Context, *dynamodb.QueryInput, ...func(*dynamodb.Options)) (*dynamodb.QueryOutput, error) {
	s.reads++
	return &dynamodb.QueryOutput{}, nil
}

func (s *shop) TransactWriteItems(_ context.Context, in *dynamodb.TransactWriteItemsInput, _ ...func(*dynamodb.Options)) (*dynamodb.TransactWriteItemsOutput, error) {
	for _, w := range in.TransactItems {
		if w.Put == nil { // what somebody has: a small item, written twice in a transaction
			s.units["load"] += 2
			continue
		}
		key := nameOf(w.Put.Item)
		for part, n := range changeUnits(wire(s.items[key]), wire(w.Put.Item), true) {
			s.units[part] += n
		}
		s.items[key] = w.Put.Item
	}
	return &dynamodb.TransactWriteItemsOutput{}, nil
}

// employer is a tenant with a directory, or without.
type employer struct {
	tenant tenant.Tenant
	staff  []byte
}

func (e employer) Tenant(context.Context, string) (tenant.Tenant, error) { return e.tenant, nil }

func (e employer) Document(context.Context, string, string, string) ([]byte, error) {
	return e.staff, nil
}

// life plays a case of delay from its filing to its close on time and answers what its writes cost, by part, and how often what people
// have was read.
func life(t *testing.T, staffed bool) *shop {
	t.Helper()
	s := &shop{items: map[string]map[string]types.AttributeValue{}, units: map[string]int{}}
	e := employer{tenant: tenant.Tenant{ID: yardTenant, Site: "https://yard.example", From: "care@yard.example"}}
	han := complaint.Actor{Role: complaint.Agent, ID: "han", Mail: "han@yard.example"}
	if staffed {
		e.tenant.Staff = "v"
		e.staff = []byte(`{"members":[{"user":"han","mail":"han@yard.example","role":"agent","department":"service","capacity":30}]}`)
	}
	at := time.Date(2026, time.March, 2, 1, 0, 0, 0, time.UTC)
	table := &dynamo.Table{Client: s, Name: "shop"}
	book := &casework.Book{Tenants: e, Now: func() time.Time { return at }}
	cases := &casework.Cases{
		Store: table, Rules: book, Now: func() time.Time { return at }, Drive: &casework.Driver{Machines: still{}, Tokens: table},
		Desk: &casework.Assigner{Book: book, Loads: table},
	}
	c, err := cases.File(t.Context(), complaint.TheComplainant, yardFile(), nil)
	if err != nil {
		t.Fatal(err)
	}
	do := func(by complaint.Actor, after time.Duration, cmd complaint.Command) {
		t.Helper()
		at = at.Add(after)
		if c, err = cases.Do(t.Context(), casework.Order{Ref: c.Ref(), By: by, Command: cmd}); err != nil {
			t.Fatalf("%s: %v", complaint.Name(cmd), err)
		}
	}
	system := complaint.TheSystem
	do(system, time.Second, &complaint.Classify{Reading: yardReading})
	do(system, time.Second, &complaint.Acknowledge{})
	do(system, time.Second, &complaint.ReportLeft{Kind: complaint.NoticeAcknowledgement, Round: 1, Reach: complaint.ByMail})
	do(han, time.Minute, &complaint.Take{})
	do(han, time.Minute, &complaint.Assess{})
	do(han, time.Minute, &complaint.Contact{By: "phone", Note: "Called."})
	do(han, time.Minute, &complaint.Record{Milestone: "cause_found", Note: "A strike."})
	do(han, time.Minute, &complaint.Record{Milestone: "process_improvement", Note: "Another carrier."})
	do(han, time.Minute, &complaint.Propose{Remedy: complaint.Refund, Text: "You get your money back."})
	do(system, time.Second, &complaint.ReportLeft{Kind: complaint.NoticePlan, Round: 1, Reach: complaint.ByMail})
	do(han, time.Minute, &complaint.Execute{})
	do(system, 73*time.Hour, &complaint.Ask{})
	do(system, time.Second, &complaint.ReportLeft{Kind: complaint.NoticeSurvey, Round: 1, Reach: complaint.ByMail})
	do(complaint.TheComplainant, time.Hour, &complaint.Reply{Answer: complaint.Answer{Attitude: 5, Solved: 5, Speed: 5, Process: 5, Overall: 5}})
	if c.Phase != complaint.Closed || staffed != (s.units["load"] > 0) {
		t.Fatalf("the case is %s; %v", c.Phase, s.units)
	}
	return s
}

// TestWhatAnAssignmentCosts: the index by owner, and of a tenant with a directory two small writes and one query more. The numbers are those
// that the README gives.
func TestWhatAnAssignmentCosts(t *testing.T) {
	without, with := life(t, false), life(t, true)
	t.Logf("without a directory: %v", without.units)
	t.Logf("with one: %v; what people have was read %d times", with.units, with.reads)
	if with.units["load"] != 4 || with.reads != 1 {
		t.Errorf("counting costs %d units and %d requests, want 4 and 1", with.units["load"], with.reads)
	}
	if most := without.units["index queue"] + 6; without.units["index owner"] > most || with.units["index owner"] > most {
		t.Errorf("the index by owner costs %d and %d, the one by kind %d", without.units["index owner"], with.units["index owner"], without.units["index queue"])
	}
}
