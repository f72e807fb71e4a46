package casework

import (
	"context"

	"redress/internal/complaint"
	"redress/internal/duplicate"
	"redress/internal/policy"
)

// Person is what is kept under one of the keys by which somebody is known.
type Person struct {
	Prints    []duplicate.Print    // the newest, the newest first, at most PrintPage of them
	Purchases *complaint.Purchases // as they were told last; nil: nobody told any
}

// PersonIndex keeps what is known of complainants, by keyed hashes of what they are known by.
type PersonIndex interface {
	// Person answers with one request what is kept under a key; among its prints is every newest one whose case was saved before.
	Person(ctx context.Context, tenant, key string) (Person, error)
}

// CustomerBook keeps what a tenant's operator tells of its customers.
type CustomerBook interface {
	// PutPurchases keeps a customer's purchases under one of their keys, in place of those told before.
	PutPurchases(ctx context.Context, tenant, key string, p complaint.Purchases) error
}

// value is the tier of whoever is known as these: by the surest of their keys under which purchases are kept.
func value(rules policy.Rules, f *complaint.Filed, known []Person) *complaint.Value {
	for i := len(known) - 1; i >= 0; i-- { // the customer number before the telephone, and that before the mail
		if p := known[i].Purchases; p != nil {
			return rules.Value(*p, f.ReceivedAt)
		}
	}
	return nil
}
