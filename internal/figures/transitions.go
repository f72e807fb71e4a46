package figures

import (
	"context"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sfn/types"
)

// Ran is what the executions of one case ran through.
type Ran struct {
	Executions, Transitions, Tasks int
}

// Histories reads what the executions of a case ran through, when all of them have ended.
func Histories(ctx context.Context, client *sfn.Client, machine, id string) (Ran, error) {
	var ran Ran
	for {
		of, running, err := executions(ctx, client, machine, id)
		if err != nil {
			return ran, err
		}
		if !running {
			return through(ctx, client, of)
		}
		select {
		case <-ctx.Done():
			return ran, ctx.Err()
		case <-time.After(2 * time.Second):
		}
	}
}

// executions are those of a case, whose name begins with the case's.
func executions(ctx context.Context, client *sfn.Client, machine, id string) (arns []*string, running bool, err error) {
	pages := sfn.NewListExecutionsPaginator(client, &sfn.ListExecutionsInput{StateMachineArn: &machine})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return nil, false, err
		}
		for _, e := range page.Executions {
			if strings.HasPrefix(*e.Name, id) {
				arns = append(arns, e.ExecutionArn)
				running = running || e.Status == types.ExecutionStatusRunning
			}
		}
	}
	return arns, running, nil
}

// through counts the states that executions entered, a retried one as often as it was tried, and the tasks.
func through(ctx context.Context, client *sfn.Client, arns []*string) (Ran, error) {
	ran := Ran{Executions: len(arns)}
	for _, arn := range arns {
		pages := sfn.NewGetExecutionHistoryPaginator(client, &sfn.GetExecutionHistoryInput{ExecutionArn: arn})
		for pages.HasMorePages() {
			page, err := pages.NextPage(ctx)
			if err != nil {
				return ran, err
			}
			for _, e := range page.Events {
				ran.add(string(e.Type))
			}
		}
	}
	return ran, nil
}

func (r *Ran) add(event string) {
	switch {
	case strings.HasSuffix(event, "StateEntered"):
		r.Transitions++
	case event == string(types.HistoryEventTypeTaskScheduled), event == string(types.HistoryEventTypeLambdaFunctionScheduled):
		r.Tasks++
	case event == string(types.HistoryEventTypeTaskFailed):
		r.Transitions++ // the retry of it
	}
}

// Plus adds what other executions ran through.
func (r Ran) Plus(o Ran) Ran {
	return Ran{r.Executions + o.Executions, r.Transitions + o.Transitions, r.Tasks + o.Tasks}
}
