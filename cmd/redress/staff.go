package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"redress/internal/assign"
	"redress/internal/calendar"
	"redress/internal/casework"
	"redress/internal/client"
	"redress/internal/policy"
	"redress/internal/tenant"
)

// staffCmd works on staff directories.
type staffCmd struct {
	Put     staffPut     `cmd:"" help:"Say who a tenant's people are, so that cases are given to them by its policy."`
	Show    staffShow    `cmd:"" help:"Print a tenant's directory, or with --load what everybody has."`
	Check   staffCheck   `cmd:"" help:"Say whether a directory can be used, and if not why."`
	Recount staffRecount `cmd:"" help:"Count anew how many open cases everybody has."`
}

// staffTime is how long a directory may take: where there was none before, all open cases are read.
const staffTime = 30 * time.Minute

type staffPut struct {
	stackFlag
	Tenant string `required:"" help:"The tenant."`
	File   string `arg:"" type:"existingfile" help:"The directory, as JSON; samples/staff.json is one."`
}

// Run gives a tenant a directory. Functions believe a tenant's record for some seconds, and assign by it after that.
func (c staffPut) Run(out io.Writer) error {
	ctx, cancel := context.WithTimeout(context.Background(), staffTime)
	defer cancel()
	src, err := os.ReadFile(c.File)
	if err != nil {
		return err
	}
	s, rules, err := c.under(ctx, c.Tenant)
	if err != nil {
		return err
	}
	of, err := readStaff(src, rules.Policy, func(name string) error { return hasCalendar(ctx, s, c.Tenant, name) })
	if err != nil {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	first, err := keepStaff(ctx, s, c.Tenant, of)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%s has a directory of %d people now\n", c.Tenant, len(of.Members))
	if !first {
		return nil
	}
	time.Sleep(casework.TenantFresh) // until every function counts
	return recount(ctx, s, c.Tenant, out)
}

// keepStaff keeps a directory among the tenant's documents and names it in its record. first: there was none before, so that nobody
// has counted what people have.
func keepStaff(ctx context.Context, s *client.Stack, tenantID string, of tenant.Staff) (first bool, err error) {
	src, err := json.Marshal(of)
	if err != nil {
		return false, err
	}
	t, err := s.Table().Tenant(ctx, tenantID)
	if err != nil {
		return false, err
	}
	first, t.Staff = t.Staff == "", casework.VersionOf(src)
	if err := s.Table().PutDocument(ctx, tenantID, casework.StaffDocument, t.Staff, src); err != nil {
		return false, err
	}
	return first, s.Table().PutTenant(ctx, t)
}

// readStaff reads a directory strictly.
func readStaff(src []byte, rules *policy.Policy, calendars func(string) error) (tenant.Staff, error) {
	dec := json.NewDecoder(bytes.NewReader(src))
	dec.DisallowUnknownFields()
	var of tenant.Staff
	if err := dec.Decode(&of); err != nil {
		return of, err
	}
	return of, of.Check(rules.Departments(), calendars)
}

type staffCheck struct {
	File   string `arg:"" type:"existingfile" help:"The directory."`
	Policy string `type:"existingfile" help:"The policy whose departments count; the built-in one unless said."`
}

// Run checks a directory. A calendar of a tenant's own is not known here, and is looked for when the directory is put.
func (c staffCheck) Run(out io.Writer) error {
	src, err := os.ReadFile(c.File)
	if err != nil {
		return err
	}
	text := policy.DefaultSource()
	if c.Policy != "" {
		if text, err = os.ReadFile(c.Policy); err != nil {
			return err
		}
	}
	rules, err := policy.Parse(text)
	if err != nil {
		return fmt.Errorf("%s: %w", c.Policy, err)
	}
	var own []string
	of, err := readStaff(src, rules, func(name string) error {
		if !calendar.Published().Has(name) {
			own = append(own, name)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	fmt.Fprintf(out, "%s: %d people can be used\n", c.File, len(of.Members))
	if len(own) > 0 {
		fmt.Fprintf(out, "calendars that the tenant must have of its own: %s\n", strings.Join(own, ", "))
	}
	return nil
}

type staffShow struct {
	stackFlag
	Tenant string `required:"" help:"The tenant."`
	Load   bool   `help:"What everybody has, as a table, rather than the directory itself."`
}

// Run prints a directory.
func (c staffShow) Run(out io.Writer) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	s, rules, err := c.under(ctx, c.Tenant)
	if err != nil {
		return err
	}
	_, book := s.Cases()
	of, err := book.Staff(ctx, c.Tenant)
	if err != nil {
		return err
	}
	if !c.Load {
		enc := json.NewEncoder(out)
		enc.SetIndent("", "  ")
		return enc.Encode(of)
	}
	loads, err := s.Table().Loads(ctx, c.Tenant)
	if err != nil {
		return err
	}
	return showLoads(out, of, loads, rules.Policy.Assignment)
}

// showLoads prints what everybody has, and those who have cases and are in no directory.
func showLoads(out io.Writer, of tenant.Staff, loads map[string]assign.Load, rules *policy.Assignment) error {
	if rules == nil {
		rules = &policy.Assignment{}
	}
	table := tabwriter.NewWriter(out, 0, 8, 2, ' ', 0)
	fmt.Fprintln(table, "USER\tROLE\tDEPARTMENT\tTEAM\tCASES\tLOAD\tCAPACITY")
	for _, m := range of.Members {
		has := loads[m.User]
		delete(loads, m.User)
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%d\t%d\t%s\n", m.User, m.Role, m.Department, m.Team, has.Cases(), has.Weighed(rules.Weight), capacity(m.Capacity))
	}
	for user, has := range loads {
		if has.Cases() > 0 {
			fmt.Fprintf(table, "%s\t(not in the directory)\t\t\t%d\t%d\t\n", user, has.Cases(), has.Weighed(rules.Weight))
		}
	}
	return table.Flush()
}

func capacity(n int) string {
	if n == 0 {
		return "any"
	}
	return strconv.Itoa(n)
}

type staffRecount struct {
	stackFlag
	Tenant string `required:"" help:"The tenant."`
}

// Run counts anew what everybody has.
func (c staffRecount) Run(out io.Writer) error {
	ctx, cancel := context.WithTimeout(context.Background(), staffTime)
	defer cancel()
	s, err := client.Find(ctx, c.Stack)
	if err != nil {
		return err
	}
	return recount(ctx, s, c.Tenant, out)
}

func recount(ctx context.Context, s *client.Stack, tenantID string, out io.Writer) error {
	counted, err := casework.Recount(ctx, s.Table(), s.Table(), tenantID)
	if err != nil {
		return err
	}
	cases := 0
	for _, has := range counted {
		cases += has.Cases()
	}
	_, err = fmt.Fprintf(out, "%s: %d open cases of %d people counted\n", tenantID, cases, len(counted))
	return err
}
