//go:build e2e

package e2e

import (
	"context"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// TestStatesDecideAsDrawn has the service itself run each state that decides, by its TestState call.
func TestStatesDecideAsDrawn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ machine, state, input, next string }{
		{"complaint", "Stage", `{"phase": "received"}`, "Classify"},
		{"complaint", "Stage", `{"phase": "classified"}`, "Acknowledge"},
		{"complaint", "Stage", `{"phase": "handling"}`, "Handle"},
		{"complaint", "Stage", `{"phase": "executed"}`, "SurveyWait"},
		{"complaint", "Stage", `{"phase": "surveying"}`, "Survey"},
		{"complaint", "Stage", `{"phase": "concluding"}`, "Conclude"},
		{"complaint", "Stage", `{"phase": "closed"}`, "Remember"},
		{"complaint", "SurveyWait", `{"survey_at": "2026-01-01T00:00:00.123Z"}`, "Survey"},
		{"complaint", "Satisfied?", `{"phase": "closed"}`, "Remember"},
		{"complaint", "Satisfied?", `{"phase": "handling"}`, "SecondRound"},
		{"complaint", "Satisfied?", `{"phase": "concluding"}`, "Stage"},
		{"escalation", "Settled?", `{"settled": true}`, "Settled"},
		{"escalation", "Settled?", `{"settled": false}`, "Sleep"},
		{"escalation", "Sleep", `{"until": "2026-01-01T00:00:00Z"}`, "Tick"},
	} {
		t.Run(c.machine+" "+c.state+" "+c.next, func(t *testing.T) {
			t.Parallel()
			definition := stateOf(t, c.machine, c.state)
			if strings.Contains(definition, `"Type": "Wait"`) {
				notOnLocalStack(t, "TestState of a state that waits is answered with an internal error")
			}
			out, err := sfn.NewFromConfig(w.stack.AWS).TestState(t.Context(), &sfn.TestStateInput{
				Definition: &definition, Input: &c.input,
				RoleArn: aws.String("arn:aws:iam::000000000000:role/none"),
			}, withoutHostPrefix)
			if err != nil {
				t.Fatal(err)
			}
			if got := aws.ToString(out.NextState); got != c.next {
				t.Errorf("%s leads to %q (%s), want %q", c.input, got, aws.ToString(out.Cause), c.next)
			}
		})
	}
}

// withoutHostPrefix sends a call to the endpoint as it is: "sync-" before an emulator's address is no address.
func withoutHostPrefix(o *sfn.Options) {
	o.APIOptions = append(o.APIOptions, func(stack *middleware.Stack) error {
		return stack.Initialize.Add(middleware.InitializeMiddlewareFunc("plainHost",
			func(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (middleware.InitializeOutput, middleware.Metadata, error) {
				return next.HandleInitialize(smithyhttp.DisableEndpointHostPrefix(ctx, w.stack.Endpoint != ""), in)
			}), middleware.Before)
	})
}

// stateOf is the definition of one state of a machine.
func stateOf(t *testing.T, machine, name string) string {
	t.Helper()
	src, err := os.ReadFile("../../statemachine/" + machine + ".asl.json")
	if err != nil {
		t.Fatal(err)
	}
	var m struct{ States map[string]json.RawMessage }
	if err := json.Unmarshal(src, &m); err != nil {
		t.Fatal(err)
	}
	return string(m.States[name])
}
