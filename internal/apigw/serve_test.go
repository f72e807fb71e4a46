package apigw_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/aws/aws-lambda-go/events"

	"redress/internal/apigw"
	"redress/internal/complaint"
)

func failing(err error) apigw.Endpoint {
	return func(context.Context, *apigw.Request) (apigw.Reply, error) { return apigw.Reply{}, err }
}

// TestEveryKindIsAProblem shows the reply to each kind of error: no kind is without a status and a title.
func TestEveryKindIsAProblem(t *testing.T) {
	var all strings.Builder
	titles := map[string]complaint.Kind{}
	for _, kind := range complaint.Kinds {
		e := &complaint.Error{Kind: kind, Field: "name", Detail: "what may be shown", Cause: errors.New("what may not")}
		reply := apigw.Problem(e)
		if reply.Status < 400 || reply.Status > 599 {
			t.Errorf("%s: status %d", kind, reply.Status)
		}
		if strings.Contains(reply.Body, "may not") {
			t.Errorf("%s shows its cause: %s", kind, reply.Body)
		}
		if other, taken := titles[reply.Body]; taken {
			t.Errorf("%s is told as %s is", kind, other)
		}
		titles[reply.Body] = kind
		over := send(t, only(failing(fmt.Errorf("wrapped: %w", e))), post("{}"))
		if over.StatusCode != reply.Status || over.Body != reply.Body {
			t.Errorf("%s: served as %d %s", kind, over.StatusCode, over.Body)
		}
		fmt.Fprintf(&all, "# %s\n%s\n", kind, written(over))
	}
	checkGolden(t, "problems.txt", all.String())
}

// What is not the caller's fault tells the caller nothing, and the log the request's id.
func TestFaultsLeakNothing(t *testing.T) {
	const secret = "dynamodb: table redress-Cases-1X at 10.0.0.1"
	endpoints := map[string]apigw.Endpoint{
		"an error of no kind":     failing(errors.New(secret)),
		"a fault with its cause":  failing(&complaint.Error{Kind: complaint.Fault, Detail: "sorry", Cause: errors.New(secret)}),
		"something down":          failing(&complaint.Error{Kind: complaint.Unavailable, Detail: "try again", Cause: errors.New(secret)}),
		"an endpoint that panics": func(context.Context, *apigw.Request) (apigw.Reply, error) { panic(secret) },
		"a panic with an error":   func(context.Context, *apigw.Request) (apigw.Reply, error) { panic(errors.New(secret)) },
		"a reply along with an error": func(context.Context, *apigw.Request) (apigw.Reply, error) {
			return apigw.Reply{Status: http.StatusOK, Body: secret}, errors.New(secret)
		},
		"a value that is no JSON": func(context.Context, *apigw.Request) (apigw.Reply, error) {
			return apigw.JSON(http.StatusOK, map[string]any{secret: func() {}})
		},
		"a page that breaks off": func(context.Context, *apigw.Request) (apigw.Reply, error) {
			return apigw.Page(http.StatusOK, "default-src 'none'", func(w io.Writer) error {
				_, _ = io.WriteString(w, secret)
				return errors.New("broke off")
			})
		},
	}
	for name, endpoint := range endpoints {
		t.Run(name, func(t *testing.T) {
			var reply events.APIGatewayProxyResponse
			log := logged(t, func() { reply = send(t, only(endpoint), post("{}")) })
			if reply.StatusCode < http.StatusInternalServerError {
				t.Errorf("status %d", reply.StatusCode)
			}
			if said := reply.Body + fmt.Sprint(reply.Headers); strings.Contains(said, "dynamodb") || strings.Contains(said, "goroutine") {
				t.Errorf("it leaks: %s", said)
			}
			if !strings.Contains(log, `"request":"req-1"`) || !strings.Contains(log, `"resource":"`+resource+`"`) {
				t.Errorf("the log says %s", log)
			}
		})
	}
}

// What is the caller's fault is not worth a line in the log, and what they sent is not written there.
func TestTheCallersMistakesAreNotLogged(t *testing.T) {
	log := logged(t, func() {
		for _, c := range bodies {
			send(t, only(take), post(c.body))
		}
	})
	if log != "" {
		t.Errorf("logged %s", log)
	}
}

func TestWhatIsNotThere(t *testing.T) {
	handler := only(take)
	for name, change := range map[string]func(*events.APIGatewayProxyRequest){
		"another method":                 func(e *events.APIGatewayProxyRequest) { e.HTTPMethod = http.MethodDelete },
		"the method in another case":     func(e *events.APIGatewayProxyRequest) { e.HTTPMethod = "post" },
		"another resource":               func(e *events.APIGatewayProxyRequest) { e.Resource = "/v1/{tenant}" },
		"no resource":                    func(e *events.APIGatewayProxyRequest) { e.Resource = "" },
		"a greedy resource":              func(e *events.APIGatewayProxyRequest) { e.Resource = "/{proxy+}" },
		"no tenant":                      func(e *events.APIGatewayProxyRequest) { e.PathParameters = nil },
		"an empty tenant":                func(e *events.APIGatewayProxyRequest) { e.PathParameters["tenant"] = "" },
		"a tenant with a sign of keys":   func(e *events.APIGatewayProxyRequest) { e.PathParameters["tenant"] = "acme#x" },
		"a tenant in capitals":           func(e *events.APIGatewayProxyRequest) { e.PathParameters["tenant"] = "ACME" },
		"a tenant with a line behind":    func(e *events.APIGatewayProxyRequest) { e.PathParameters["tenant"] = "acme\n" },
		"a tenant that climbs":           func(e *events.APIGatewayProxyRequest) { e.PathParameters["tenant"] = "../acme" },
		"a tenant of more than 31 signs": func(e *events.APIGatewayProxyRequest) { e.PathParameters["tenant"] = strings.Repeat("a", 32) },
	} {
		e := post(`{"name":"book"}`)
		change(&e)
		if reply := send(t, handler, e); reply.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %d %s", name, reply.StatusCode, reply.Body)
		}
	}
}

// TestStaffOfAnotherTenant: whoever is not signed in for the tenant of the address finds nothing there, and the
// endpoint is not even asked.
func TestStaffOfAnotherTenant(t *testing.T) {
	asked := false
	handler := apigw.Staff(map[string]apigw.Endpoint{route: func(_ context.Context, r *apigw.Request) (apigw.Reply, error) {
		asked = true
		return apigw.JSON(http.StatusOK, r.Actor)
	}})
	for name, authorizer := range map[string]map[string]any{
		"nobody":                   nil,
		"somebody of no tenant":    {"role": "lead", "user": "lin"},
		"an empty tenant":          {"tenant": "", "role": "lead"},
		"another tenant":           {"tenant": "globex", "role": "tenant_admin", "user": "eve"},
		"a tenant of a like name":  {"tenant": "acm", "role": "lead"},
		"a tenant in capitals":     {"tenant": "ACME", "role": "lead"},
		"a tenant with a space":    {"tenant": "acme ", "role": "lead"},
		"a tenant that is no text": {"tenant": 5, "role": "lead"},
		"a list of tenants":        {"tenant": []any{"acme"}, "role": "lead"},
		"every tenant":             {"tenant": "*", "role": "lead"},
	} {
		e := post("{}")
		e.RequestContext.Authorizer = authorizer
		if reply := send(t, handler, e); reply.StatusCode != http.StatusNotFound || asked {
			t.Errorf("%s: %d %s, asked: %v", name, reply.StatusCode, reply.Body, asked)
		}
	}
	nowhere := post("{}")
	nowhere.PathParameters = nil
	nowhere.RequestContext.Authorizer = map[string]any{"tenant": ""}
	if reply := send(t, handler, nowhere); reply.StatusCode != http.StatusNotFound || asked {
		t.Errorf("no tenant on either side: %d", reply.StatusCode)
	}
}

// The actor is who the authorizer says, whatever else the request says.
func TestTheActorIsTheAuthorizers(t *testing.T) {
	handler := apigw.Staff(map[string]apigw.Endpoint{route: func(_ context.Context, r *apigw.Request) (apigw.Reply, error) {
		return apigw.JSON(http.StatusOK, r.Actor)
	}})
	e := post(`{"role":"executive"}`)
	e.Headers["role"], e.Headers["user"] = "executive", "eve"
	e.QueryStringParameters = map[string]string{"role": "executive", "user": "eve"}
	e.RequestContext.Authorizer = map[string]any{
		"tenant": "acme", "role": "agent", "user": "han", "mail": "han@acme.example", "principalId": "eve",
	}
	if reply := send(t, handler, e); reply.Body != `{"role":"agent","id":"han","mail":"han@acme.example"}` {
		t.Errorf("the actor is %s", reply.Body)
	}
	e.RequestContext.Authorizer = map[string]any{"tenant": "acme", "role": true, "user": nil}
	if reply := send(t, handler, e); reply.Body != `{"role":""}` {
		t.Errorf("words that are none make the actor %s", reply.Body)
	}
}

// TestProblemsForBrowsers: a browser gets the page, whatever was refused; where there is none to show, the problem.
func TestProblemsForBrowsers(t *testing.T) {
	page := func(_ context.Context, _ *apigw.Request, e *complaint.Error) (apigw.Reply, error) {
		return apigw.Page(apigw.Problem(e).Status, "default-src 'none'", func(w io.Writer) error {
			_, err := io.WriteString(w, "sorry: "+string(e.Kind))
			return err
		})
	}
	broken := func(context.Context, *apigw.Request, *complaint.Error) (apigw.Reply, error) {
		return apigw.Reply{Status: http.StatusOK}, errors.New("no page")
	}
	panics := func(context.Context, *apigw.Request, *complaint.Error) (apigw.Reply, error) { panic("no page") }
	for _, c := range []struct {
		name   string
		page   apigw.ProblemPage
		accept string
		change func(*events.APIGatewayProxyRequest)
		want   string
	}{
		{"refused by the endpoint", page, "text/html", nil, "sorry: conflict"},
		{"too large", page, "text/html", func(e *events.APIGatewayProxyRequest) { e.Body = strings.Repeat("a", apigw.MaxBody+1) }, "sorry: too_large"},
		{"of no media type", page, "text/html", func(e *events.APIGatewayProxyRequest) { e.Headers["content-type"] = "x/y" }, "sorry: unsupported"},
		{"of no base64", page, "text/html", func(e *events.APIGatewayProxyRequest) { e.IsBase64Encoded = true }, "sorry: invalid"},
		{"nowhere", page, "text/html", func(e *events.APIGatewayProxyRequest) { e.Resource = "/" }, "sorry: not_found"},
		{"for a program", page, "application/json", nil, "urn:redress:problem:conflict"},
		{"without a page", nil, "text/html", nil, "urn:redress:problem:conflict"},
		{"with a page that fails", broken, "text/html", nil, "urn:redress:problem:conflict"},
		{"with a page that panics", panics, "text/html", nil, "urn:redress:problem:conflict"},
	} {
		e := post("{}")
		e.Headers["Accept"] = c.accept
		if c.change != nil {
			c.change(&e)
		}
		refusing := map[string]apigw.Endpoint{route: failing(complaint.Errorf(complaint.Conflict, "no"))}
		reply := send(t, apigw.Serve(refusing, c.page), e)
		if !strings.Contains(reply.Body, c.want) {
			t.Errorf("%s: %d %s, want %s", c.name, reply.StatusCode, reply.Body, c.want)
		}
		if html := strings.HasPrefix(reply.Headers["Content-Type"], "text/html"); html != (reply.Headers["Content-Security-Policy"] != "") {
			t.Errorf("%s: %v", c.name, reply.Headers)
		}
	}
}
