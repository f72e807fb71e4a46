package figures

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// startPatience is how long a function may take to be there at all.
const startPatience = 20 * time.Second

// Start starts a function as Lambda does and answers how long it took from the start of the process to its first request
// for an event.
func Start(ctx context.Context, bootstrap string, env []string) (time.Duration, error) {
	ctx, cancel := context.WithTimeout(ctx, startPatience)
	defer cancel()
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	asked := make(chan time.Time, 1)
	server := &http.Server{Handler: runtimeAPI(asked), ReadHeaderTimeout: startPatience}
	go server.Serve(listener) //nolint:errcheck // it ends when it is closed
	defer server.Close()      //nolint:errcheck // nothing is left to do
	return untilAsked(ctx, bootstrap, append(env, "AWS_LAMBDA_RUNTIME_API="+listener.Addr().String()), asked)
}

func untilAsked(ctx context.Context, bootstrap string, env []string, asked <-chan time.Time) (time.Duration, error) {
	function := exec.CommandContext(ctx, bootstrap)
	var said bytes.Buffer
	function.Env, function.Stderr, function.Stdout = env, &said, &said
	begun := time.Now()
	if err := function.Start(); err != nil {
		return 0, err
	}
	ended := make(chan struct{})
	var why error
	go func() {
		why = function.Wait()
		close(ended)
	}()
	select {
	case at := <-asked:
		err := function.Process.Kill()
		<-ended
		return at.Sub(begun), err
	case <-ended:
		return 0, errors.Join(fmt.Errorf("%s ended before it asked for an event: %s", bootstrap, said.String()), why)
	}
}

// runtimeAPI is Lambda's runtime API as far as a function needs it that never gets an event.
func runtimeAPI(asked chan<- time.Time) http.Handler {
	return http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/invocation/next") {
			asked <- time.Now()
		}
		<-r.Context().Done()
	})
}

// Starts is the half-way time of some starts, and the longest.
func Starts(ctx context.Context, times int, bootstrap string, env []string) (p50, most time.Duration, err error) {
	var samples []time.Duration
	for range times {
		took, err := Start(ctx, bootstrap, env)
		if err != nil {
			return 0, 0, err
		}
		samples = append(samples, took)
	}
	slices.Sort(samples)
	return samples[len(samples)/2], samples[len(samples)-1], nil
}

// startGoal is how soon a function must be there.
const startGoal = 60 * time.Millisecond

// StartRow is a function's start as a row.
func StartRow(function string, p50, most time.Duration) Row {
	return Row{
		What: function, Goal: "≤ 60 ms", Missed: p50 > startGoal,
		Lever: "doing before the start, when it is built, what it works out at each start",
		Value: fmt.Sprintf("p50 %d ms, max %d ms", p50.Milliseconds(), most.Milliseconds()),
	}
}
