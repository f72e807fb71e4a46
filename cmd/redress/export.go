package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/evidence"
)

// exportCmd exports a whole case with the proofs that nothing of it was changed.
type exportCmd struct {
	stackFlag
	Tenant string `required:"" help:"The tenant."`
	Case   string `required:"" help:"The case."`
	Out    string `required:"" type:"path" help:"The file to write." placeholder:"FILE.zip"`
	By     string `env:"USER" default:"operator" help:"Your user name; that you took the case away is written down for the auditors."`
	Since  string `type:"existingfile" help:"An older signed head, since which the log is proved to have only grown; the first one that knows of the case unless said." placeholder:"HEAD.txt"`
}

// Help explains the sub-command.
func (exportCmd) Help() string {
	return "What the evidence log does not have yet is entered first. The file holds personal data; redress verify checks it without this installation."
}

// Run writes the export.
func (c exportCmd) Run(out io.Writer) error {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
	defer cancel()
	s, rules, err := c.under(ctx, c.Tenant)
	if err != nil {
		return err
	}
	err = s.Table().PutLook(ctx, c.Tenant, casework.Look{
		At: time.Now().UTC(), By: complaint.Actor{Role: complaint.System, ID: c.By}, Case: c.Case, What: casework.SightExport,
	})
	if err != nil {
		return err
	}
	return c.write(ctx, out, evidence.Exporter{Store: s.Table(), Vault: s.Depot(), Zone: rules.Calendar.Location(), Notary: notaryOf(s)})
}

func (c exportCmd) write(ctx context.Context, out io.Writer, x evidence.Exporter) error {
	var since []byte
	if c.Since != "" {
		var err error
		if since, err = os.ReadFile(c.Since); err != nil {
			return err
		}
	}
	ref := complaint.Ref{Tenant: c.Tenant, Case: c.Case}
	made, err := x.Export(ctx, ref, since)
	if err != nil {
		return err
	}
	size, err := c.save(ctx, x, ref, made)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%s: %d commits and %d files of evidence, %d bytes\n", c.Out, made.Revision, len(made.Attached), size)
	if made.Entered > 0 {
		fmt.Fprintf(out, "%d commits had not been in the log yet; they are now\n", made.Entered)
	}
	if made.Differs {
		fmt.Fprintln(out, "what the table holds as the case is not the fold of its commits; case.json is the fold")
	}
	return nil
}

// save packs the export into its file and answers how many bytes that has.
func (c exportCmd) save(ctx context.Context, x evidence.Exporter, ref complaint.Ref, made evidence.Export) (int64, error) {
	const private = 0o600 // it holds personal data
	file, err := os.OpenFile(c.Out, os.O_RDWR|os.O_CREATE|os.O_TRUNC, private)
	if err != nil {
		return 0, err
	}
	if err := x.Write(ctx, ref, made, file); err != nil {
		return 0, errors.Join(err, file.Close())
	}
	about, err := file.Stat()
	if err != nil {
		return 0, errors.Join(err, file.Close())
	}
	return about.Size(), file.Close()
}
