package main

import (
	"context"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"redress/internal/calendar"
	"redress/internal/casework"
	"redress/internal/client"
	"redress/internal/complaint"
	"redress/internal/knowledge/preset"
)

// setupCmd makes a deployed stack ready to be tried out.
type setupCmd struct {
	stackFlag
	Complaints string `help:"CSV file of complaints to file." default:"samples/complaints.csv" type:"existingfile"`
	Most       int    `help:"File at most so many of them." default:"12"`
	Outputs    string `help:"Where to write the addresses and the staff for scripts." default:".run/outputs.json"`
}

// Help explains the sub-command.
func (setupCmd) Help() string {
	return "It writes the tenant demo with the built-in list of standard questions, enrols three members of staff and files complaints, then says where to go on."
}

// Run sets the stack up.
func (c setupCmd) Run(out io.Writer) error {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
	defer cancel()
	s, err := client.Find(ctx, c.Stack)
	if err != nil {
		return err
	}
	version, err := keepKnowledge(ctx, s, mainTenant, preset.Shop)
	if err != nil {
		return err
	}
	company := demoTenant(mainTenant, "", s.Base())
	company.Knowledge = version
	people, err := enrol(ctx, s, company)
	if err != nil {
		return err
	}
	o := outputs{API: s.Base(), Tenant: mainTenant, Staff: people, Emulator: s.Endpoint, SignIn: s.WhereToSignIn(), Stack: c.Stack}
	if err := writeOutputs(c.Outputs, o); err != nil {
		return err
	}
	token, err := s.SignIn(ctx, people[0])
	if err != nil {
		return err
	}
	api := client.API{Base: o.API, Tenant: o.Tenant, Token: token}
	if err := c.file(ctx, api, out); err != nil {
		return err
	}
	return whereToGoOn(out, o, c.Outputs)
}

// file files the complaints and shows what became of each.
func (c setupCmd) file(ctx context.Context, api client.API, out io.Writer) error {
	complaints, err := readComplaints(c.Complaints, c.Most)
	if err != nil {
		return err
	}
	cal, err := calendar.Embedded("cn")
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "\n%d complaints of %s, filed at the API and read by the machine:\n\n", len(complaints), c.Complaints)
	table := tabwriter.NewWriter(out, 0, 8, 2, ' ', 0)
	fmt.Fprintln(table, "CASE\tFLOW\tGRADE\tPHASE\tNEXT DEADLINE\tMILESTONE\tCOMPLAINT")
	for _, filing := range complaints {
		line, err := c.one(ctx, api, filing, cal.Location())
		if err != nil {
			return err
		}
		fmt.Fprintln(table, line)
	}
	return table.Flush()
}

// one files a complaint and waits until the state machine has had it read and acknowledged.
func (c setupCmd) one(ctx context.Context, api client.API, filing client.Complaint, zone *time.Location) (string, error) {
	public := client.API{Base: api.Base, Tenant: api.Tenant}
	receipt, err := public.File(ctx, filing, "")
	if err != nil {
		return "", fmt.Errorf("file %q: %w", short(filing.Content), err)
	}
	var known client.Case
	err = until(ctx, 100*time.Millisecond, func() (bool, error) {
		known, err = api.Case(ctx, receipt.Case)
		_, told := known.Heard[complaint.SignalAcknowledged]
		return told, err
	})
	if err != nil {
		return "", fmt.Errorf("case %s was not acknowledged: %w", receipt.Case, err)
	}
	b := casework.BriefOf(known.Case)
	return fmt.Sprintf("%s\t%s\t%d\t%s\t%s\t%s\t%s", b.Case, b.Flow, b.Grade, b.Phase,
		b.Due.In(zone).Format("Mon 01-02 15:04"), b.Milestone, short(filing.Content)), nil
}

// short is the beginning of a text, on one line.
func short(text string) string {
	const most = 24
	runes := []rune(text)
	for i, r := range runes {
		if r == '\n' {
			runes[i] = ' '
		}
	}
	if len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return string(runes)
}

func whereToGoOn(out io.Writer, o outputs, path string) error {
	fmt.Fprintf(out, "\nAPI      %s/v1/%s\n", o.API, o.Tenant)
	fmt.Fprintf(out, "Ask      %s/v1/%s/ask\n", o.API, o.Tenant)
	for _, p := range o.Staff {
		fmt.Fprintf(out, "Staff    %-8s %-8s %s\n", p.User, p.Role, p.Password)
	}
	if o.Emulator != "" {
		fmt.Fprintf(out, "Mail     %s/_ministack/ses/messages\n", o.Emulator)
	}
	_, err := fmt.Fprintf(out, "Scripts  %s\n\nGo on with:  make demo   (one case's whole life)   make down   (stop)   README.md, \"The first five requests\"\n", path)
	return err
}
