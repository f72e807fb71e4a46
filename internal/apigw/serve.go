package apigw

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"github.com/aws/aws-lambda-go/events"

	"redress/internal/complaint"
	"redress/internal/tenant"
)

// Endpoint answers the requests of one route.
type Endpoint func(ctx context.Context, r *Request) (Reply, error)

// Handler is a Lambda handler for API Gateway's REST APIs.
type Handler func(context.Context, events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error)

// ProblemPage shows a browser what is wrong.
type ProblemPage func(ctx context.Context, r *Request, e *complaint.Error) (Reply, error)

// Serve makes a handler of the routes, each under "METHOD resource". It never fails: every error becomes a problem,
// and for a browser the page, where there is one.
func Serve(routes map[string]Endpoint, page ProblemPage) Handler {
	return func(ctx context.Context, e events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
		r, err := newRequest(e)
		var reply Reply
		if err == nil {
			reply, err = answer(ctx, routes, e, r)
		}
		if err != nil {
			reply = refuse(ctx, r, known(ctx, e, err), page)
		}
		return reply.event(), nil
	}
}

// refuse answers with the page of a problem, and where that cannot be shown with the problem itself.
func refuse(ctx context.Context, r *Request, e *complaint.Error, page ProblemPage) (reply Reply) {
	defer func() {
		if broken := recover(); broken != nil {
			reply = Problem(e)
		}
	}()
	if page != nil && r.WantsPage() {
		if reply, err := page(ctx, r, e); err == nil {
			return reply
		}
	}
	return Problem(e)
}

// Staff is Serve for routes that only staff may use: whoever signed in for another tenant finds nothing there.
func Staff(routes map[string]Endpoint) Handler {
	serve := Serve(routes, nil)
	return func(ctx context.Context, e events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
		signed, _ := e.RequestContext.Authorizer[ClaimTenant].(string)
		if signed == "" || signed != e.PathParameters["tenant"] {
			return Problem(complaint.Errorf(complaint.NotFound, "there is no such tenant")).event(), nil
		}
		return serve(tenant.Within(ctx, signed), e)
	}
}

func answer(ctx context.Context, routes map[string]Endpoint, e events.APIGatewayProxyRequest, r *Request) (reply Reply, err error) {
	defer func() {
		if broken := recover(); broken != nil {
			err = fmt.Errorf("panic: %v", broken)
		}
	}()
	endpoint, exists := routes[e.HTTPMethod+" "+e.Resource]
	if !exists || !tenant.ValidID(e.PathParameters["tenant"]) {
		return Reply{}, complaint.Errorf(complaint.NotFound, "there is nothing at this address")
	}
	return endpoint(ctx, r)
}

// known is an error fit to be shown. What is not the caller's fault is logged, under the request's id.
func known(ctx context.Context, e events.APIGatewayProxyRequest, err error) *complaint.Error {
	var shown *complaint.Error
	if !errors.As(err, &shown) {
		shown = complaint.Errorf(complaint.Fault, "the mistake is ours and was noted; try again later")
	}
	if shown.Kind == complaint.Fault || shown.Kind == complaint.Unavailable {
		slog.ErrorContext(ctx, "request failed", "request", e.RequestContext.RequestID, "resource", e.Resource, "error", err.Error())
	}
	return shown
}
