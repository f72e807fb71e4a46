package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"time"

	"redress/internal/client"
	"redress/internal/customer"
	"redress/internal/duplicate"
)

// customersCmd works on what is known of a tenant's customers.
type customersCmd struct {
	Put customersPut `cmd:"" help:"Tell of customers' purchases, by which staff see a complainant's value tier (the policy's value)."`
}

type customersPut struct {
	stackFlag
	Tenant string `required:"" help:"The tenant."`
	File   string `arg:"" type:"existingfile" help:"The customers, as CSV with the columns customer_number, email, phone (one of the three at least), last_purchase (2026-10-31), purchases, amount_minor (1250 for 12.50), currency (CNY). samples/customers.csv is one."`
}

// customersTime is how long a list may take.
const customersTime = 30 * time.Minute

// Run reads a list and keeps it under keyed hashes; the same list again changes nothing.
func (c customersPut) Run(out io.Writer) error {
	ctx, cancel := context.WithTimeout(context.Background(), customersTime)
	defer cancel()
	all, err := readCustomers(c.File)
	if err != nil {
		return err
	}
	s, err := client.Find(ctx, c.Stack)
	if err != nil {
		return err
	}
	if _, err := s.Table().Tenant(ctx, c.Tenant); err != nil {
		return err
	}
	master, err := masterKey(ctx, s, c.Stack)
	if err != nil {
		return err
	}
	keys, err := customer.Keep(ctx, s.Table(), duplicate.NewKey(master), c.Tenant, all)
	if err != nil {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	_, err = fmt.Fprintf(out, "%s: %d customers, kept under %d hashes\n", c.Tenant, len(all), keys)
	return err
}

func readCustomers(path string) ([]customer.Customer, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // it was only read
	all, err := customer.Read(file, time.Now())
	if err != nil {
		return nil, fmt.Errorf("%s:\n%w", path, err)
	}
	return all, nil
}
