package main

import (
	"context"
	"errors"
	"slices"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"redress/internal/client"
	"redress/internal/complaint"
	"redress/internal/duplicate"
	"redress/internal/dynamo"
)

// somebody names a case, or a person of whom all cases are meant.
type somebody struct {
	Tenant   string `required:"" help:"The tenant."`
	Case     string `help:"One case, rather than all of somebody's."`
	Mail     string `help:"Somebody's mail address."`
	Phone    string `help:"Somebody's telephone number."`
	Customer string `help:"Somebody's customer number."`
}

func (c somebody) who() complaint.Complainant {
	return complaint.Complainant{Email: c.Mail, Phone: c.Phone, CustomerNumber: c.Customer}
}

// theirs finds the installation, the key by which people are known, and the cases that are meant.
func (c somebody) theirs(ctx context.Context, stack string) (*client.Stack, duplicate.Key, []complaint.Case, error) {
	if (c.Case == "") == (c.who() == complaint.Complainant{}) {
		return nil, nil, nil, errors.New("give either --case, or one or more of --mail, --phone and --customer")
	}
	s, err := client.Find(ctx, stack)
	if err != nil {
		return nil, nil, nil, err
	}
	master, err := masterKey(ctx, s, stack)
	if err != nil {
		return nil, nil, nil, err
	}
	key := duplicate.NewKey(master)
	if c.Case != "" {
		one, err := s.Table().Case(ctx, complaint.Ref{Tenant: c.Tenant, Case: c.Case})
		return s, key, []complaint.Case{one}, err
	}
	found, err := c.all(ctx, s, key)
	return s, key, found, err
}

// all reads the whole table for the cases of a person. A part of another case goes with that one.
func (c somebody) all(ctx context.Context, s *client.Stack, key duplicate.Key) ([]complaint.Case, error) {
	people := key.People(c.Tenant, c.who())
	var found []complaint.Case
	err := dynamo.Cases(ctx, dynamodb.NewFromConfig(s.AWS), s.Outputs["Table"], c.Tenant, func(known complaint.Case) error {
		mine := slices.ContainsFunc(key.People(c.Tenant, known.Complainant), func(k string) bool { return slices.Contains(people, k) })
		if mine && known.Union == nil {
			found = append(found, known)
		}
		return nil
	})
	return found, err
}
