package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
	"github.com/aws/smithy-go/logging"

	"redress/internal/access"
	"redress/internal/client"
	"redress/internal/faults"
	"redress/internal/load"
)

// faultsCmd files complaints while calls fail and functions are killed, and checks what is left.
type faultsCmd struct {
	filing
	Cases      int           `help:"How many complaints to file." default:"2000"`
	Seed       uint64        `help:"What the faults are decided by." default:"1"`
	Fail       float64       `help:"Share of the calls that fail." default:"0.10"`
	Stubborn   float64       `help:"Share of the failing calls that fail however often the SDK tries." default:"0.20"`
	Slow       float64       `help:"Share of the calls that are answered late." default:"0.01"`
	Kills      int           `help:"How often each function is killed at least." default:"20"`
	KillEvery  time.Duration `help:"Time between two kills." default:"400ms"`
	HavocEvery time.Duration `help:"Time between two executions that are aborted or notices that are brought again." default:"800ms"`
	Policy     string        `help:"Policy of the cases that climb and are worked on; its deadlines should be seconds." default:"samples/policy-seconds.yaml" type:"existingfile"`
	Slower     float64       `help:"How much longer than written the policy's deadlines are." default:"3"`
	Patience   time.Duration `help:"How long to wait, with faults, until everybody has come where they were meant to." default:"30m"`
	Calm       time.Duration `help:"How long to wait, without faults, until everything is quiet." default:"10m"`
	Proxy      string        `help:"Address at which the emulator's functions look for AWS." default:"127.0.0.1:4617"`
	Emulator   string        `help:"File with the emulator's process." default:".run/faults/emulator.pid" type:"existingfile"`
}

// Help explains the sub-command.
func (faultsCmd) Help() string {
	return "The calls of the functions to AWS, and those of complainants and staff to the API, go through a proxy that fails some of " +
		"them; functions are killed between two calls, executions aborted, notices brought again. When that has stopped and the " +
		"sweep has run, nothing may be lost or doubled and no rung missed. make faults starts an emulator for it. Needs Linux."
}

// Run files, works, waits, judges and says what it found.
func (c faultsCmd) Run(out io.Writer) error {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Hour)
	defer cancel()
	texts, s, err := c.begin(ctx, c.Cases)
	if err != nil {
		return err
	}
	s.AWS.Logger = logging.Nop{} // the SDK warns of an emulator that ends connections early
	run := &faults.Run{
		Stack: s, Crowd: load.NewCrowd(), Line: &load.Line{Out: out, Terminal: isTerminal(out)},
		Cases: c.Cases, Width: c.Width, Kills: c.Kills, KillEvery: c.KillEvery, HavocEvery: c.HavocEvery,
		Patience: c.Patience, Calm: c.Calm,
	}
	if err := c.proxy(ctx, run); err != nil {
		return err
	}
	if err := c.open(ctx, run); err != nil {
		return err
	}
	fmt.Fprintf(out, "seed %d\n", c.Seed)
	report, err := run.Play(ctx, texts)
	if err != nil {
		return err
	}
	report.Seed = c.Seed
	report.Print(out)
	if !report.Held() {
		return errBroken
	}
	return nil
}

// proxy puts the proxy where the functions look for AWS.
func (c faultsCmd) proxy(ctx context.Context, run *faults.Run) error {
	functions, err := c.functions(ctx, run.Stack)
	if err != nil {
		return err
	}
	dice := &faults.Dice{Seed: c.Seed}
	rates := faults.Rates{Fail: c.Fail, Stubborn: c.Stubborn, Slow: c.Slow}
	run.Dice = dice
	run.Proxy, err = faults.NewProxy(run.Stack.Endpoint, dice, rates, &faults.Killer{Functions: functions, Dice: dice, Enough: c.Kills})
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", c.Proxy)
	if err != nil {
		return err
	}
	go run.Proxy.Serve(listener) //nolint:errcheck // it ends with the program
	return nil
}

// functions are the processes that may be killed: the children of the emulator that was started for this, but those that nothing calls.
func (c faultsCmd) functions(ctx context.Context, s *client.Stack) (faults.Functions, error) {
	text, err := os.ReadFile(c.Emulator)
	if err != nil {
		return faults.Functions{}, err
	}
	process, _, _ := strings.Cut(string(text), " ")
	emulator, err := strconv.Atoi(process)
	if err != nil {
		return faults.Functions{}, fmt.Errorf("%s names no process: %w", c.Emulator, err)
	}
	deployed, err := functionsOf(s, c.Stack).names(ctx)
	names := map[string]string{}
	for _, n := range deployed {
		if name := strings.ToLower(strings.TrimSuffix(n.logical, "Function")); !slices.Contains(faults.Untouched, name) {
			names[n.physical] = name
		}
	}
	return faults.NewFunctions(emulator, names), err
}

// open makes the two tenants: one whose deadlines are seconds, and one whose are days.
func (c faultsCmd) open(ctx context.Context, run *faults.Run) (err error) {
	if run.Swift, err = c.found(ctx, run, "swift-"+run.Crowd.Run, c.Policy); err != nil {
		return err
	}
	run.Calmly, err = c.found(ctx, run, "days-"+run.Crowd.Run, "")
	return err
}

// found makes a tenant under a policy, or the built-in one, and signs its people in. All of them ask through the proxy.
func (c faultsCmd) found(ctx context.Context, run *faults.Run, id, policyFile string) (co faults.Company, err error) {
	s, version := run.Stack, ""
	if policyFile != "" {
		src, err := os.ReadFile(policyFile)
		if err != nil {
			return co, err
		}
		if version, err = keepPolicy(ctx, s, id, faults.Slowed(src, c.Slower)); err != nil {
			return co, fmt.Errorf("%s: %w", policyFile, err)
		}
	}
	people, err := enrol(ctx, s, demoTenant(id, version, s.Base()))
	if err != nil {
		return co, err
	}
	base := strings.Replace(s.Base(), s.Endpoint, "http://"+c.Proxy, 1)
	co.Cases = s.Table()
	co.Public = faults.Patient{API: client.API{Base: base, Tenant: id}, Again: &run.Again}
	for _, p := range people {
		token, err := s.SignIn(ctx, p)
		if err != nil {
			return co, err
		}
		co.Staff = append(co.Staff, faults.Patient{API: client.API{Base: base, Tenant: id, Token: token}, Again: &run.Again})
	}
	co.Key, err = masterKey(ctx, s, c.Stack)
	return co, err
}

// masterKey is the key from which the complainants' secrets are computed, with the operator's own rights.
func masterKey(ctx context.Context, s *client.Stack, stack string) (access.Key, error) {
	id, err := resourceOf(ctx, s, stack, "Secret")
	if err != nil {
		return nil, err
	}
	out, err := secretsmanager.NewFromConfig(s.AWS).GetSecretValue(ctx, &secretsmanager.GetSecretValueInput{SecretId: id})
	if err != nil {
		return nil, err
	}
	if out.SecretString == nil {
		return nil, errors.New("the stack's secret is empty")
	}
	return access.Key(*out.SecretString), nil
}
