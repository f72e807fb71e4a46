package apigw_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"redress/internal/apigw"
	"redress/internal/golden"
)

func checkGolden(t *testing.T, name, got string) {
	t.Helper()
	golden.Check(t, filepath.Join("testdata", "golden", name), got)
}

// The one route of the tests.
const (
	route    = "POST /v1/{tenant}/parcels"
	resource = "/v1/{tenant}/parcels"
)

// post is what the gateway hands over when somebody posts a body.
func post(body string) events.APIGatewayProxyRequest {
	return events.APIGatewayProxyRequest{
		Resource: resource, HTTPMethod: http.MethodPost, Body: body,
		PathParameters: map[string]string{"tenant": "acme"},
		Headers:        map[string]string{"content-type": "application/json"},
		RequestContext: events.APIGatewayProxyRequestContext{RequestID: "req-1"},
	}
}

// parcel is something with every kind of field that the API takes.
type parcel struct {
	Name  string    `json:"name"`
	Count int       `json:"count"`
	At    time.Time `json:"at"`
	To    struct {
		Street string `json:"street"`
		Number int    `json:"number"`
	} `json:"to"`
	Rest json.RawMessage `json:"rest"`
	seal string          // not the sender's business
}

// take answers with the parcel as it was understood.
func take(_ context.Context, r *apigw.Request) (apigw.Reply, error) {
	p, err := apigw.Decode[parcel](r)
	if err != nil {
		return apigw.Reply{}, err
	}
	return apigw.JSON(http.StatusOK, map[string]any{"understood": p, "seal": p.seal})
}

// only serves one endpoint.
func only(e apigw.Endpoint) apigw.Handler {
	return apigw.Serve(map[string]apigw.Endpoint{route: e}, nil)
}

// send asks a handler, which never fails and whose replies are all kept to oneself.
func send(t *testing.T, h apigw.Handler, e events.APIGatewayProxyRequest) events.APIGatewayProxyResponse {
	t.Helper()
	reply, err := h(t.Context(), e)
	if err != nil {
		t.Fatalf("the handler failed: %v", err)
	}
	for name, want := range map[string]string{
		"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY",
	} {
		if got := reply.Headers[name]; got != want {
			t.Errorf("%s = %q, want %q", name, got, want)
		}
	}
	if reply.StatusCode >= http.StatusBadRequest && reply.Headers["Content-Type"] == "application/problem+json" {
		checkProblem(t, reply)
	}
	return reply
}

// checkProblem holds a problem to RFC 9457: what it says of its status is its status.
func checkProblem(t *testing.T, reply events.APIGatewayProxyResponse) {
	t.Helper()
	var p struct {
		Type, Title, Detail, Field string
		Status                     int
	}
	dec := json.NewDecoder(strings.NewReader(reply.Body))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&p); err != nil {
		t.Fatalf("%v in %s", err, reply.Body)
	}
	if p.Status != reply.StatusCode || p.Title == "" || !strings.HasPrefix(p.Type, "urn:redress:problem:") {
		t.Errorf("status %d with %s", reply.StatusCode, reply.Body)
	}
}

// written is a reply as a golden file keeps it.
func written(reply events.APIGatewayProxyResponse) string {
	var b strings.Builder
	fmt.Fprintln(&b, reply.StatusCode)
	for _, name := range slices.Sorted(maps.Keys(reply.Headers)) {
		fmt.Fprintf(&b, "%s: %s\n", name, reply.Headers[name])
	}
	fmt.Fprintf(&b, "\n%s\n", reply.Body)
	return b.String()
}

// logged answers what was logged while something ran. Tests that use it do not run side by side.
func logged(t *testing.T, run func()) string {
	t.Helper()
	var log bytes.Buffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewJSONHandler(&log, nil)))
	defer slog.SetDefault(before)
	run()
	return log.String()
}
