package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"time"

	"redress/internal/casework"
	"redress/internal/client"
	"redress/internal/complaint"
	"redress/internal/forms"
	"redress/internal/policy"
)

// formsCmd works on forms.
type formsCmd struct {
	Show  formsShow  `cmd:"" help:"Print the built-in forms, or a tenant's present ones, to start one's own from."`
	Check formsCheck `cmd:"" help:"Say whether forms can be used, and if not why."`
	Put   formsPut   `cmd:"" help:"Keep forms among a tenant's documents, and if a policy's version is given put them in force."`
}

type formsShow struct {
	stackFlag
	Tenant string `help:"The tenant whose present forms are meant; the built-in ones unless said."`
}

// Run prints forms.
func (c formsShow) Run(out io.Writer) error {
	src, err := c.read()
	if err != nil {
		return err
	}
	_, err = out.Write(src)
	return err
}

func (c formsShow) read() ([]byte, error) {
	if c.Tenant == "" {
		return forms.Source(), nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	s, err := client.Find(ctx, c.Stack)
	if err != nil {
		return nil, err
	}
	p, _, err := presentPolicy(ctx, s, c.Tenant)
	switch {
	case err != nil:
		return nil, err
	case p.Forms == nil:
		return nil, fmt.Errorf("%s has no forms: its policy %s names none", c.Tenant, p.Version)
	case forms.IsBuiltin(p.Forms.Use):
		return forms.BuiltinSource(p.Forms.Use)
	}
	return s.Table().Document(ctx, c.Tenant, casework.FormsDocument, p.Forms.Use)
}

type formsCheck struct {
	File string `arg:"" type:"existingfile" help:"The forms."`
}

// Run checks forms.
func (c formsCheck) Run(out io.Writer) error {
	src, err := os.ReadFile(c.File)
	if err != nil {
		return err
	}
	s, err := forms.Parse(src)
	if err != nil {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	_, err = fmt.Fprintf(out, "%s: version %s with %d forms can be used\n", c.File, s.Version, len(s.Forms()))
	return err
}

type formsPut struct {
	stackFlag
	Tenant string `required:"" help:"The tenant."`
	Policy string `help:"Version of a new policy: the tenant's present one, with these forms. Cases are received under it from now on."`
	File   string `arg:"" type:"existingfile" help:"The forms."`
}

// Run keeps forms. Cases that were received before keep the forms that they were received under.
func (c formsPut) Run(out io.Writer) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	src, err := os.ReadFile(c.File)
	if err != nil {
		return err
	}
	set, err := forms.Parse(src)
	if err != nil {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	s, err := client.Find(ctx, c.Stack)
	if err != nil {
		return err
	}
	if err := s.Table().PutDocument(ctx, c.Tenant, casework.FormsDocument, set.Version, src); err != nil {
		return err
	}
	if c.Policy == "" {
		_, err = fmt.Fprintf(out, "%s has the forms %s; they are filled in where a policy says forms: {use: %s, remember: 365d}\n", c.Tenant, set.Version, set.Version)
		return err
	}
	return c.use(ctx, s, set.Version, out)
}

// use puts the tenant's present policy in force anew, with these forms.
func (c formsPut) use(ctx context.Context, s *client.Stack, version string, out io.Writer) error {
	_, src, err := presentPolicy(ctx, s, c.Tenant)
	if err != nil {
		return err
	}
	changed, err := withForms(string(src), c.Policy, version)
	if err != nil {
		return err
	}
	if _, err := keepPolicy(ctx, s, c.Tenant, []byte(changed)); err != nil {
		return err
	}
	t, err := s.Table().Tenant(ctx, c.Tenant)
	if err != nil {
		return err
	}
	t.Policy, t.Coming = c.Policy, nil
	if err := s.Table().PutTenant(ctx, t); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s receives under %s from now on, with the forms %s\n", c.Tenant, c.Policy, version)
	return err
}

// presentPolicy is the policy that a tenant's cases are received under now, and its text.
func presentPolicy(ctx context.Context, s *client.Stack, tenantID string) (*policy.Policy, []byte, error) {
	t, err := s.Table().Tenant(ctx, tenantID)
	if err != nil {
		return nil, nil, err
	}
	version, src := t.PolicyAt(time.Now()), policy.DefaultSource()
	switch {
	case version == "" || version == versionOf(src):
	case policy.IsBuiltin(version):
		return nil, nil, fmt.Errorf("%s is under the built-in policy %s, whose text is not at hand; put a policy of its own first", tenantID, version)
	default:
		if src, err = s.Table().Document(ctx, tenantID, casework.PolicyDocument, version); err != nil {
			return nil, nil, err
		}
	}
	p, err := policy.Parse(src)
	return p, src, err
}

var (
	versionLine = regexp.MustCompile(`(?m)^version:[^\n]*$`)
	formsLine   = regexp.MustCompile(`(?m)^forms:[^\n]*(?:\n[ \t]+[^\n]*)*`)
	useOfForms  = regexp.MustCompile(`\buse:\s*[A-Za-z0-9._"'-]+`)
)

func versionOf(src []byte) string {
	return strings.TrimSpace(strings.TrimPrefix(versionLine.FindString(string(src)), "version:"))
}

// withForms is the text of a policy under another version and with other forms.
func withForms(src, version, use string) (string, error) {
	section := formsLine.FindString(src)
	if section == "" || len(useOfForms.FindAllString(section, -1)) != 1 {
		return "", complaint.InvalidField("forms", "the present policy has no forms; add forms: {use: %s, remember: 365d} to it and put it with redress policy put", use)
	}
	changed := strings.Replace(src, section, useOfForms.ReplaceAllString(section, "use: "+use), 1)
	return versionLine.ReplaceAllString(changed, "version: "+version), nil
}

// hasForms refuses a policy whose forms are not there: no milestone could be recorded under it.
func hasForms(ctx context.Context, s *client.Stack, tenantID string, p *policy.Policy) error {
	if p.Forms == nil {
		return nil
	}
	var err error
	if forms.IsBuiltin(p.Forms.Use) {
		_, err = forms.Builtin(p.Forms.Use)
	} else {
		_, err = s.Table().Document(ctx, tenantID, casework.FormsDocument, p.Forms.Use)
	}
	if complaint.Is(err, complaint.NotFound) {
		return fmt.Errorf("forms.use: %s has no forms %s; keep them first, with redress forms put", tenantID, p.Forms.Use)
	}
	return err
}
