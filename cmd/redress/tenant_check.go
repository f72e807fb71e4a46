package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/mail"
	"strings"
	"time"

	"redress/internal/casework"
	"redress/internal/client"
	"redress/internal/complaint"
	"redress/internal/knowledge"
	"redress/internal/message"
	"redress/internal/tenant"
)

type tenantCheck struct {
	stackFlag
	ID string `arg:"" help:"The tenant."`
}

// Run checks a tenant.
func (c tenantCheck) Run(out io.Writer) error {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	s, err := client.Find(ctx, c.Stack)
	if err != nil {
		return err
	}
	return checkTenant(ctx, out, s, c.ID)
}

// errUnfit ends the program where a tenant cannot be served as it is.
var errUnfit = errors.New("something is wrong with this tenant")

// checkTenant says of each part of a tenant whether it can be used, and where to go on.
func checkTenant(ctx context.Context, out io.Writer, s *client.Stack, id string) error {
	t, err := s.Table().Tenant(ctx, id)
	if err != nil {
		return err
	}
	table := s.Table()
	unfit := false
	say := func(what, fine string, err error) {
		verdict := "ok  "
		if err != nil {
			verdict, fine, unfit = "BAD ", err.Error(), true
		}
		fmt.Fprintf(out, "%s %-10s %s\n", verdict, what, fine)
	}
	say("record", t.ID, t.Check())
	_, book := s.Cases()
	rules, err := book.Under(ctx, id, "", "")
	if err == nil {
		policyVersion, calendarVersion := rules.Versions()
		say("policy", policyVersion, nil)
		say("calendar", calendarVersion, nil)
	} else {
		say("policy", "", err)
	}
	say("knowledge", cmp.Or(t.Knowledge, "none: no standard question is answered"), checkKnowledge(ctx, table, t))
	say("templates", cmp.Or(t.Templates, "none: the catalogue's letters are sent"), checkTemplates(ctx, table, t))
	say("mailboxes", fmt.Sprintf("%d levels", len(t.Mailboxes)), checkMailboxes(t))
	tellSender(ctx, out, s, t)
	base := s.Base() + "/v1/" + t.ID
	for _, page := range []string{"/ask", "/promise"} {
		say("page", base+page, checkPage(ctx, base+page, t))
	}
	fmt.Fprintf(out, "\nComplain or ask   %s/ask\nWhat we promise   %s/promise\nDesk              %s/desk/cases\n", base, base, base)
	if t.Suspended {
		fmt.Fprintln(out, "It is suspended: no new complaint is taken.")
	}
	if unfit {
		return errUnfit
	}
	return nil
}

// documents is where a tenant's documents are read.
type documents interface {
	Document(ctx context.Context, id, kind, name string) ([]byte, error)
}

func checkKnowledge(ctx context.Context, in documents, t tenant.Tenant) error {
	if t.Knowledge == "" {
		return nil
	}
	src, err := in.Document(ctx, t.ID, casework.KnowledgeDocument, t.Knowledge)
	if err != nil {
		return err
	}
	_, err = knowledge.Parse(src)
	return err
}

func checkTemplates(ctx context.Context, in documents, t tenant.Tenant) error {
	if t.Templates == "" {
		return nil
	}
	src, err := in.Document(ctx, t.ID, casework.TemplatesDocument, t.Templates)
	if err != nil {
		return err
	}
	_, err = message.ParseWording(src)
	return err
}

func checkMailboxes(t tenant.Tenant) error {
	var wrong []error
	for level, address := range t.Mailboxes {
		if _, err := mail.ParseAddress(address); err != nil {
			wrong = append(wrong, fmt.Errorf("%s: %q is no mail address", level, address))
		}
	}
	return errors.Join(wrong...)
}

// tellSender says whether the tenant's mail may leave. Where it may not yet nothing else is wrong: letters are tried again.
func tellSender(ctx context.Context, out io.Writer, s *client.Stack, t tenant.Tenant) {
	switch ready, err := s.SenderReady(ctx, t.From); {
	case err != nil:
		fmt.Fprintf(out, "??   sender     %s: cannot be asked: %v\n", t.From, err)
	case !ready:
		fmt.Fprintf(out, "WAIT sender     %s: verify its domain or address in Amazon SES; until then no mail leaves\n", t.From)
	default:
		fmt.Fprintf(out, "ok   sender     %s\n", t.From)
	}
}

// checkPage opens a page as a browser does and looks for the tenant's name on it, in each language.
func checkPage(ctx context.Context, address string, t tenant.Tenant) error {
	for _, lang := range complaint.Languages {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, address+"?lang="+string(lang), nil)
		if err != nil {
			return err
		}
		req.Header.Set("Accept", "text/html")
		text, err := body(req)
		if err != nil {
			return err
		}
		if !strings.Contains(text, t.Name(lang)) {
			return fmt.Errorf("%s does not name %s", req.URL, t.Name(lang))
		}
	}
	return nil
}

func body(req *http.Request) (string, error) {
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close() //nolint:errcheck // it was read to its end
	data, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s answers %s", req.URL, resp.Status)
	}
	return string(data), err
}
