package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"redress/internal/client"
	"redress/internal/complaint"
	knowledge "redress/internal/knowledge/preset"
	"redress/internal/onboard"
	"redress/internal/policy/preset"
)

type tenantTemplate struct {
	Lang string `help:"Language of the comments." enum:"zh,en" default:"en"`
}

// Run prints the document.
func (c tenantTemplate) Run(out io.Writer) error {
	_, err := out.Write(onboard.Template(complaint.Language(c.Lang)))
	return err
}

type tenantOnboard struct {
	stackFlag
	DryRun    bool   `help:"Only say what is wrong, and what would change."`
	Passwords string `placeholder:"FILE" help:"Give new staff passwords, and write them into this file. Unless said Amazon Cognito mails each an invitation."`
	From      string `arg:"" type:"path" help:"The document (redress tenant template prints one), or a folder with tenant.yaml, tenant.yml or tenant.json. Files that it names lie beside it."`
}

// Help explains the sub-command.
func (tenantOnboard) Help() string {
	return "Everything is checked first, and every mistake is told at once. Then what changes is told and done: documents, the tenant's record, staff. Done again it changes nothing; it ends with the checks of redress tenant check."
}

// errRefused ends the program where a document has faults, which were told.
var errRefused = errors.New("nothing was changed; correct the document and try again")

// Run onboards a tenant.
func (c tenantOnboard) Run(out io.Writer) error {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
	defer cancel()
	s, err := client.Find(ctx, c.Stack)
	if err != nil {
		return err
	}
	wish, err := readWish(out, c.From, s.Base())
	if err != nil {
		return err
	}
	accounts := client.Accounts{Stack: s}
	var given []client.Staff
	if c.Passwords != "" {
		accounts.Password = func(p client.Staff) { given = append(given, p) }
	}
	var pool onboard.Accounts
	if s.HasPool() {
		pool = accounts
	}
	changes, faults, err := wish.Compare(ctx, s.Table(), pool)
	if err != nil {
		return err
	}
	if err := refused(out, faults); err != nil {
		return err
	}
	err = c.make(ctx, out, changes)
	if broken := writePasswords(c.Passwords, given); broken != nil {
		return errors.Join(err, broken)
	}
	if err != nil || c.DryRun {
		return err
	}
	if !s.HasPool() {
		tellIssuer(out, wish)
	}
	return checkTenant(ctx, out, s, wish.Tenant.ID)
}

// readWish reads a document and tells what is wrong with it.
func readWish(out io.Writer, from, site string) (onboard.Wish, error) {
	file, err := documentIn(from)
	if err != nil {
		return onboard.Wish{}, err
	}
	src, err := os.ReadFile(file)
	if err != nil {
		return onboard.Wish{}, err
	}
	d, err := onboard.Parse(src)
	if err != nil {
		return onboard.Wish{}, refused(out, []error{err})
	}
	root, err := os.OpenRoot(filepath.Dir(file)) // no file elsewhere is read, whatever links there are
	if err != nil {
		return onboard.Wish{}, err
	}
	defer root.Close() //nolint:errcheck // it was only read
	wish, faults := d.Resolve(root.FS(), onboard.Presets{Policy: presetPolicy, Knowledge: presetKnowledge}, site)
	for _, w := range wish.Warnings {
		fmt.Fprintf(out, "note: %s\n", w)
	}
	return wish, refused(out, faults)
}

// documentIn is the document itself, or the one in a folder.
func documentIn(from string) (string, error) {
	info, err := os.Stat(from)
	if err != nil || !info.IsDir() {
		return from, err
	}
	for _, name := range []string{"tenant.yaml", "tenant.yml", "tenant.json"} {
		if _, err := os.Stat(filepath.Join(from, name)); err == nil {
			return filepath.Join(from, name), nil
		}
	}
	return "", fmt.Errorf("%s holds no tenant.yaml, tenant.yml or tenant.json", from)
}

func presetPolicy(name string) ([]byte, error) {
	p, err := preset.Named(name)
	return p.Source, err
}

func presetKnowledge(name string) ([]byte, error) {
	if name != "shop" {
		return nil, errors.New("must be shop")
	}
	return knowledge.Shop, nil
}

func refused(out io.Writer, faults []error) error {
	if len(faults) == 0 {
		return nil
	}
	for _, f := range faults {
		fmt.Fprintln(out, f.Error())
	}
	return errRefused
}

// make tells of each change and makes it.
func (c tenantOnboard) make(ctx context.Context, out io.Writer, changes []onboard.Change) error {
	if len(changes) == 0 {
		fmt.Fprintln(out, "nothing changes")
	}
	for _, ch := range changes {
		fmt.Fprintf(out, "%s %s\n", ch.What, ch.Name)
		for _, says := range ch.Says {
			fmt.Fprintf(out, "    %s\n", says)
		}
		if c.DryRun {
			continue
		}
		says, err := ch.Do(ctx)
		if err != nil {
			return fmt.Errorf("%s %s: %w; what stands before it is done, and it can be done again", ch.What, ch.Name, err)
		}
		if says != "" {
			fmt.Fprintf(out, "    %s\n", says)
		}
	}
	return nil
}

// writePasswords adds the passwords that were given to the file, which nobody else may read.
func writePasswords(file string, given []client.Staff) error {
	if len(given) == 0 {
		return nil
	}
	f, err := os.OpenFile(file, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	lines := json.NewEncoder(f)
	for _, p := range given {
		err = errors.Join(err, lines.Encode(p)) //nolint:gosec // the passwords are what the operator asked for, in a file of their own
	}
	return errors.Join(err, f.Close())
}

// tellIssuer says what the issuer of an installation without a pool must put into its tokens.
func tellIssuer(out io.Writer, w onboard.Wish) {
	fmt.Fprintf(out, "staff sign in at your own issuer; its tokens must say (claims as in the stack's OidcClaims):\n")
	for _, m := range w.Staff {
		fmt.Fprintf(out, "    %s: tenant %s, role %s, mail %s\n", m.User, w.Tenant.ID, m.Role, m.Mail)
	}
}
