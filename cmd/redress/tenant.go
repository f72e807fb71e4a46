package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"time"

	"redress/internal/client"
	"redress/internal/tenant"
)

// tenantCmd works on tenants.
type tenantCmd struct {
	Template tenantTemplate `cmd:"" help:"Print a commented document to make a client company of."`
	Onboard  tenantOnboard  `cmd:"" help:"Make a client company of one document, or change what is there to what it says."`
	Check    tenantCheck    `cmd:"" help:"Say whether a tenant can be served: its record, documents, addresses and pages. Nothing is filed."`
	List     tenantList     `cmd:"" help:"List the tenants."`
	Show     tenantShow     `cmd:"" help:"Print a tenant's record."`
	Suspend  tenantSuspend  `cmd:"" help:"Take no new complaints for a tenant; those that are open go on."`
	Resume   tenantResume   `cmd:"" help:"Take complaints for a suspended tenant again."`
	Put      tenantPut      `cmd:"" help:"Write a tenant's record: names, policy, site, sender, mailboxes."`
}

type tenantPut struct {
	stackFlag
	File string `arg:"" type:"existingfile" help:"The record, as JSON; samples/tenant.json is one."`
}

// Run checks a tenant's record and writes it.
func (c tenantPut) Run(out io.Writer) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	src, err := os.ReadFile(c.File)
	if err != nil {
		return err
	}
	t, err := readTenant(src)
	if err != nil {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	s, err := client.Find(ctx, c.Stack)
	if err != nil {
		return err
	}
	if t.Site == "" {
		t.Site = s.Base()
	}
	if err := s.Table().PutTenant(ctx, t); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s is served at %s/v1/%s\n", t.ID, s.Base(), t.ID)
	return err
}

// readTenant reads a record strictly. One without a site gets the API's own address when it is written.
func readTenant(src []byte) (tenant.Tenant, error) {
	dec := json.NewDecoder(bytes.NewReader(src))
	dec.DisallowUnknownFields()
	var t tenant.Tenant
	if err := dec.Decode(&t); err != nil {
		return t, err
	}
	return t, t.Check()
}
