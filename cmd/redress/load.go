package main

import (
	"context"
	"errors"
	"io"
	"net/url"
	"os"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudformation"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatchlogs"

	"redress/internal/casework"
	"redress/internal/client"
	"redress/internal/load"
)

// loadCmd files many complaints at once and checks what became of each.
type loadCmd struct {
	filing
	Cases    int           `help:"How many complaints to file." default:"1000"`
	Twice    bool          `help:"Send each complaint twice with its idempotency key." default:"true" negatable:""`
	Patience time.Duration `help:"How long to wait for the last acknowledgement." default:"10m"`
	Logs     []string      `help:"Files of logs to look through besides the stack's own." type:"existingfile"`
}

// Help explains the sub-command.
func (loadCmd) Help() string {
	return "For a tenant of its own it files complaints of people it makes up, waits until each is acknowledged, and compares " +
		"receipts, cases, the work queue, the emulator's mailbox and the logs. It fails if anything is lost, doubled or told."
}

// errBroken ends a run that broke a law, which the summary says.
var errBroken = errors.New("the run broke a law; see the summary")

// Run files, waits, judges and says what it found.
func (c loadCmd) Run(out io.Writer) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
	defer cancel()
	texts, s, err := c.begin(ctx, c.Cases)
	if err != nil {
		return err
	}
	r := &loadRun{loadCmd: c, stack: s, crowd: load.NewCrowd(), line: &load.Line{Out: out, Terminal: isTerminal(out)}}
	if err := r.open(ctx); err != nil {
		return err
	}
	report, err := r.play(ctx, texts)
	if err != nil {
		return err
	}
	report.Print(out)
	if len(report.Broken) > 0 {
		return errBroken
	}
	return nil
}

// isTerminal says whether somebody looks at a stream as it is written.
func isTerminal(out io.Writer) bool {
	file, is := out.(*os.File)
	if !is {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// loadRun is one run, with a tenant of its own.
type loadRun struct {
	loadCmd
	stack   *client.Stack
	crowd   load.Crowd
	line    *load.Line
	public  client.API
	staff   client.API
	secrets []string // besides the complainants' own
}

// open makes the tenant and its staff.
func (r *loadRun) open(ctx context.Context) error {
	id := "load-" + r.crowd.Run
	people, err := enrol(ctx, r.stack, demoTenant(id, "", r.stack.Base()))
	if err != nil {
		return err
	}
	token, err := r.stack.SignIn(ctx, people[0])
	if err != nil {
		return err
	}
	r.public = client.API{Base: r.stack.Base(), Tenant: id}
	r.staff = client.API{Base: r.stack.Base(), Tenant: id, Token: token}
	r.secrets = append(r.secrets, token)
	for _, p := range people {
		r.secrets = append(r.secrets, p.Password)
	}
	return nil
}

// play sends, waits and judges.
func (r *loadRun) play(ctx context.Context, texts []client.Complaint) (load.Report, error) {
	report := load.Report{Width: r.Width, Begun: time.Now()}
	sending := load.Sending{Crowd: r.crowd, Width: r.Width, Twice: r.Twice}
	report.Filed = sending.Send(ctx, r.public, r.crowd.Complaints(texts, r.Cases), func(done int) {
		r.line.Show("filed %d of %d, %.1f a second", done, r.Cases, float64(done)/time.Since(report.Begun).Seconds())
	})
	report.Sending = time.Since(report.Begun)
	r.line.End("filed %d in %.1f s", r.Cases, report.Sending.Seconds())
	watching := load.Watching{Width: r.Width, Every: 500 * time.Millisecond, Patience: r.Patience}
	watching.Watch(ctx, r.staff, report.Filed, func(done int) { r.line.Show("acknowledged %d of %d", done, r.Cases) })
	r.line.End("every case was looked at, %.1f s after the beginning", time.Since(report.Begun).Seconds())
	return r.judge(ctx, report)
}

func (r *loadRun) judge(ctx context.Context, report load.Report) (load.Report, error) {
	queue, err := r.queue(ctx)
	if err != nil {
		return report, err
	}
	report.Broken = append(load.Judge(report.Filed), load.JudgeQueue(report.Filed, queue)...)
	report.Mails = -1
	if r.stack.Endpoint != "" { // only an emulator can be asked what it sent
		mails, err := r.stack.Mailbox(ctx)
		if err != nil {
			return report, err
		}
		report.Mails = len(mails)
		report.Broken = append(report.Broken, load.JudgeMails(report.Filed, mails)...)
	}
	lines, err := r.logs(ctx, report.Begun)
	if err != nil {
		return report, err
	}
	words := append(append(r.crowd.Personal(), r.secrets...), load.Secrets(report.Filed)...)
	report.LogLines = len(lines)
	report.Broken = append(report.Broken, load.Leaks(lines, words)...)
	return report, nil
}

// queue is the tenant's whole work queue.
func (r *loadRun) queue(ctx context.Context) (all []casework.Brief, err error) {
	for query := (url.Values{"limit": {"100"}}); ; {
		page, err := r.staff.Queue(ctx, query)
		if err != nil {
			return nil, err
		}
		all = append(all, page.Cases...)
		if page.Next == "" {
			return all, nil
		}
		query.Set("cursor", page.Next)
	}
}

// logs is every line that the stack's functions have logged since, and every line of the files that were named.
func (r *loadRun) logs(ctx context.Context, since time.Time) ([]load.LogLine, error) {
	lines, err := r.functionLogs(ctx, since)
	if err != nil {
		return nil, err
	}
	for _, path := range r.Logs {
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		lines = append(lines, load.LinesOf(path, string(text))...)
	}
	return lines, nil
}

// logWindow is how much of the log is asked for at once. The emulator gives at most logPage lines and no way to go on, so
// that more is asked for in pieces.
const (
	logWindow = 2 * time.Second
	logPage   = 10_000
)

func (r *loadRun) functionLogs(ctx context.Context, since time.Time) (lines []load.LogLine, err error) {
	group, err := r.resource(ctx, "Logs")
	if err != nil {
		return nil, err
	}
	for from := since; from.Before(time.Now()); from = from.Add(logWindow) {
		some, err := r.logsOf(ctx, group, from, from.Add(logWindow-time.Millisecond))
		if err != nil {
			return nil, err
		}
		lines = append(lines, some...)
	}
	return lines, nil
}

func (r *loadRun) logsOf(ctx context.Context, group *string, from, to time.Time) (lines []load.LogLine, err error) {
	pages := cloudwatchlogs.NewFilterLogEventsPaginator(cloudwatchlogs.NewFromConfig(r.stack.AWS), &cloudwatchlogs.FilterLogEventsInput{
		LogGroupName: group, StartTime: aws.Int64(from.UnixMilli()), EndTime: aws.Int64(to.UnixMilli()),
	})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return nil, err
		}
		if len(page.Events) >= logPage && page.NextToken == nil {
			return nil, errors.New("the log cannot be read whole: too many lines at once")
		}
		for _, e := range page.Events {
			lines = append(lines, load.LogLine{Where: aws.ToString(e.LogStreamName), Text: aws.ToString(e.Message)})
		}
	}
	return lines, nil
}

// resource is the name that a resource of the template has in the stack.
func (r *loadRun) resource(ctx context.Context, name string) (*string, error) {
	return resourceOf(ctx, r.stack, r.Stack, name)
}

func resourceOf(ctx context.Context, s *client.Stack, stack, name string) (*string, error) {
	out, err := cloudformation.NewFromConfig(s.AWS).DescribeStackResource(ctx, &cloudformation.DescribeStackResourceInput{
		StackName: &stack, LogicalResourceId: &name,
	})
	if err != nil {
		return nil, err
	}
	return out.StackResourceDetail.PhysicalResourceId, nil
}
