// Command redress is the operator's tool: each sub-command answers one question about the system or its rules.
package main

import (
	"io"
	"os"

	"github.com/alecthomas/kong"
)

type cli struct {
	Due        dueCmd        `cmd:"" help:"Explain a deadline."`
	Policy     policyCmd     `cmd:"" help:"Work on policies: which milestones there are and when each is due."`
	Calendar   calendarCmd   `cmd:"" help:"Work on calendars: working time, holidays, make-up days."`
	Forms      formsCmd      `cmd:"" help:"Work on forms: what is to be told when a milestone is recorded."`
	Knowledge  knowledgeCmd  `cmd:"" help:"Work on knowledge lists: standard questions that are answered at once."`
	Tenant     tenantCmd     `cmd:"" help:"Work on tenants: the client companies that are served."`
	Staff      staffCmd      `cmd:"" help:"Work on staff directories: who gets cases, and what everybody has."`
	Fairness   fairnessCmd   `cmd:"" help:"What each value tier was granted in like cases that closed."`
	Customers  customersCmd  `cmd:"" help:"Work on what is known of a tenant's customers."`
	Token      tokenCmd      `cmd:"" help:"Sign a member of the demo staff in."`
	Demo       demoCmd       `cmd:"" help:"Play the whole life of one case on a deployed stack."`
	Load       loadCmd       `cmd:"" help:"File many complaints at once and check what became of each."`
	Figures    figuresCmd    `cmd:"" help:"Measure what the project promises of itself, on a stack of its own."`
	Sweeps     sweepsCmd     `cmd:"" help:"Measure the safety net on a DynamoDB."`
	Setup      setupCmd      `cmd:"" help:"Make a deployed stack ready to be tried out."`
	Simulate   simulateCmd   `cmd:"" help:"Play a year of complaints with a clock that is set, and check the laws after every step."`
	Faults     faultsCmd     `cmd:"" help:"File complaints while calls of AWS fail and functions are killed, and check what is left."`
	Classify   classifyCmd   `cmd:"" help:"Read complaints: category, flow, grade, safety, and why."`
	Evaluate   evaluateCmd   `cmd:"" help:"Measure the classifier on labelled texts."`
	Drift      driftCmd      `cmd:"" help:"How the readings fared with the people who assessed them, by month and model."`
	Fit        fitCmd        `cmd:"" help:"Find how much rules and model are to be believed, by labelled texts."`
	Label      labelCmd      `cmd:"" help:"Label texts, compare two readers, or take what people overruled."`
	Opinion    opinionCmd    `cmd:"" help:"What second opinions cost."`
	Model      modelCmd      `cmd:"" help:"Train the classifier and compile its lexicons, after a change of either."`
	Export     exportCmd     `cmd:"" help:"Export a whole case with the proofs that nothing of it was changed."`
	Erase      eraseCmd      `cmd:"" help:"Erase what is personal of somebody's cases."`
	Hold       holdCmd       `cmd:"" help:"Put somebody's cases under legal hold, or release them."`
	Verify     verifyCmd     `cmd:"" help:"Check such an export, offline."`
	Ledger     ledgerCmd     `cmd:"" help:"Work on the evidence logs."`
	Library    libraryCmd    `cmd:"" help:"Work on the case library: what became of closed cases."`
	Duplicates duplicatesCmd `cmd:"" help:"Measure how well complaints are recognised that are one."`
}

func main() {
	parser := newParser(os.Stdin, os.Stdout)
	ctx, err := parser.Parse(os.Args[1:])
	parser.FatalIfErrorf(err)
	parser.FatalIfErrorf(ctx.Run())
}

// newParser binds the streams as io.Reader and io.Writer, for the Run methods to ask for.
func newParser(in io.Reader, out io.Writer) *kong.Kong {
	return kong.Must(new(cli),
		kong.Name("redress"),
		kong.Description("Complaints: deadlines and the rules behind them."),
		kong.UsageOnError(),
		kong.BindTo(in, (*io.Reader)(nil)),
		kong.BindTo(out, (*io.Writer)(nil)),
	)
}
