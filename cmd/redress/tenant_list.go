package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"redress/internal/client"
	"redress/internal/complaint"
	"redress/internal/dynamo"
)

type tenantList struct{ stackFlag }

// Run lists the tenants. It reads the whole table.
func (c tenantList) Run(out io.Writer) error {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
	defer cancel()
	s, err := client.Find(ctx, c.Stack)
	if err != nil {
		return err
	}
	all, err := dynamo.Tenants(ctx, dynamodb.NewFromConfig(s.AWS), s.Table().Name)
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(out, 0, 8, 2, ' ', 0)
	fmt.Fprintln(table, "TENANT\tNAME\tPOLICY\tCALENDAR\tKNOWLEDGE\tTEMPLATES\tSTATE")
	for _, t := range all {
		state := "open"
		if t.Suspended {
			state = "suspended"
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", t.ID, t.Name(complaint.English), cmp.Or(t.PolicyAt(time.Now()), "built-in"),
			cmp.Or(t.Calendar, "the policy's"), cmp.Or(t.Knowledge, "none"), cmp.Or(t.Templates, "none"), state)
	}
	return table.Flush()
}

type tenantShow struct {
	stackFlag
	ID string `arg:"" help:"The tenant."`
}

// Run prints a record.
func (c tenantShow) Run(out io.Writer) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	s, err := client.Find(ctx, c.Stack)
	if err != nil {
		return err
	}
	t, err := s.Table().Tenant(ctx, c.ID)
	if err != nil {
		return err
	}
	text, err := json.MarshalIndent(t, "", "  ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s\n", text)
	return err
}

type tenantSuspend struct {
	stackFlag
	ID string `arg:"" help:"The tenant."`
}

// Run suspends a tenant. Functions believe a tenant's record for some seconds.
func (c tenantSuspend) Run(out io.Writer) error { return suspend(out, c.stackFlag, c.ID, true) }

type tenantResume struct {
	stackFlag
	ID string `arg:"" help:"The tenant."`
}

// Run ends a suspension.
func (c tenantResume) Run(out io.Writer) error { return suspend(out, c.stackFlag, c.ID, false) }

func suspend(out io.Writer, at stackFlag, id string, yes bool) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	s, err := client.Find(ctx, at.Stack)
	if err != nil {
		return err
	}
	t, err := s.Table().Tenant(ctx, id)
	if err != nil {
		return err
	}
	t.Suspended = yes
	if err := s.Table().PutTenant(ctx, t); err != nil {
		return err
	}
	says := "takes complaints"
	if yes {
		says = "takes no new complaints; those that are open go on"
	}
	_, err = fmt.Fprintf(out, "%s %s\n", id, says)
	return err
}
