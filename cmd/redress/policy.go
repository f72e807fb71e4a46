package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"redress/internal/calendar"
	"redress/internal/casework"
	"redress/internal/client"
	"redress/internal/complaint"
	"redress/internal/policy"
	"redress/internal/policy/preset"
	"redress/internal/tenant"
)

// policyCmd works on policies.
type policyCmd struct {
	Show    policyShow    `cmd:"" help:"Print the built-in policy or a preset, to start one's own from."`
	Presets policyPresets `cmd:"" help:"List the presets: policies of regulators and trades to start one's own from."`
	Check   policyCheck   `cmd:"" help:"Say whether a policy can be used, and if not why."`
	Put     policyPut     `cmd:"" help:"Make a policy the one that a tenant's cases are received under from now on."`
	Move    policyMove    `cmd:"" help:"Show what would become of a tenant's open cases under other rules, and with --go-on move them."`
}

type policyShow struct {
	Preset string `placeholder:"NAME" help:"The preset; the built-in policy unless said."`
}

// Run prints the built-in policy or a preset.
func (c policyShow) Run(out io.Writer) error {
	src := policy.DefaultSource()
	if c.Preset != "" {
		one, err := preset.Named(c.Preset)
		if err != nil {
			return err
		}
		src = one.Source
	}
	_, err := out.Write(src)
	return err
}

type policyPresets struct{}

// Run lists the presets, each with what it is in every language.
func (policyPresets) Run(out io.Writer) error {
	table := tabwriter.NewWriter(out, 0, 8, 2, ' ', 0)
	for _, one := range preset.All() {
		name := one.Name
		for _, lang := range complaint.Languages {
			fmt.Fprintf(table, "%s\t%s\n", name, one.Says[lang])
			name = ""
		}
	}
	return table.Flush()
}

type policyCheck struct {
	File string `arg:"" type:"existingfile" help:"The policy."`
}

// Run checks a policy.
func (c policyCheck) Run(out io.Writer) error {
	src, err := os.ReadFile(c.File)
	if err != nil {
		return err
	}
	p, err := policy.Parse(src)
	if err != nil {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	_, err = fmt.Fprintf(out, "%s: version %s can be used\n", c.File, p.Version)
	return err
}

type policyPut struct {
	stackFlag
	Tenant string    `required:"" help:"The tenant."`
	From   time.Time `help:"When it comes into force; at once unless said." placeholder:"2027-01-01T00:00:00+08:00"`
	File   string    `arg:"" type:"existingfile" help:"The policy."`
}

// Run gives a tenant a policy, at once or from an instant on. Cases that were received before keep the one they were received under.
func (c policyPut) Run(out io.Writer) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	s, err := client.Find(ctx, c.Stack)
	if err != nil {
		return err
	}
	version, err := putPolicy(ctx, s, c.Tenant, c.File)
	if err != nil {
		return err
	}
	t, err := s.Table().Tenant(ctx, c.Tenant)
	if err != nil {
		return err
	}
	from := "now"
	if c.From.IsZero() {
		t.Policy, t.Coming = version, nil
	} else {
		t.Coming = append(t.Coming, tenant.Coming{Policy: version, From: c.From})
		from = c.From.Format(time.RFC3339)
	}
	if err := s.Table().PutTenant(ctx, t); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s receives under %s from %s on\n", c.Tenant, version, from)
	return err
}

// putPolicy checks a policy, keeps it among the tenant's documents and answers its version.
func putPolicy(ctx context.Context, s *client.Stack, tenantID, path string) (string, error) {
	src, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	version, err := keepPolicy(ctx, s, tenantID, src)
	if err != nil {
		return "", fmt.Errorf("%s: %w", path, err)
	}
	return version, nil
}

// keepPolicy is putPolicy for a policy's text.
func keepPolicy(ctx context.Context, s *client.Stack, tenantID string, src []byte) (string, error) {
	p, err := policy.Parse(src)
	if err != nil {
		return "", err
	}
	if policy.IsBuiltin(p.Version) {
		return "", fmt.Errorf("version %s is named like a built-in one; give it a name of your own", p.Version)
	}
	if err := hasCalendar(ctx, s, tenantID, p.Calendar); err != nil {
		return "", err
	}
	if err := hasForms(ctx, s, tenantID, p); err != nil {
		return "", err
	}
	return p.Version, s.Table().PutDocument(ctx, tenantID, casework.PolicyDocument, p.Version, src)
}

// hasCalendar refuses a policy whose calendar is not there: nothing could be filed under it.
func hasCalendar(ctx context.Context, s *client.Stack, tenantID, name string) error {
	if calendar.Published().Has(name) {
		return nil
	}
	_, err := s.Table().Document(ctx, tenantID, casework.CalendarDocument, name)
	if complaint.Is(err, complaint.NotFound) {
		return fmt.Errorf("calendar: %s has no calendar %s; keep it first, with redress calendar put, or name one of %s", tenantID, name, strings.Join(calendar.Names(), ", "))
	}
	return err
}
