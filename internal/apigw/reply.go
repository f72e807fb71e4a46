package apigw

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"net/http"

	"github.com/aws/aws-lambda-go/events"

	"redress/internal/complaint"
)

// Reply is what goes back.
type Reply struct {
	Status  int
	Headers map[string]string
	Body    string
}

// private keeps what is about a case out of caches, out of other sites' frames and out of the addresses they see.
var private = map[string]string{
	"Cache-Control":          "no-store",
	"Referrer-Policy":        "no-referrer",
	"X-Content-Type-Options": "nosniff",
	"X-Frame-Options":        "DENY",
}

// JSON replies with a value.
func JSON(status int, value any) (Reply, error) {
	data, err := json.Marshal(value)
	return Reply{Status: status, Headers: with("Content-Type", "application/json"), Body: string(data)}, err
}

// Page replies with a page that the function writes, under the content policy.
func Page(status int, policy string, write func(io.Writer) error) (Reply, error) {
	var page bytes.Buffer
	err := write(&page)
	headers := with("Content-Type", "text/html; charset=utf-8")
	headers["Content-Security-Policy"] = policy
	return Reply{Status: status, Headers: headers, Body: page.String()}, err
}

// Text replies with a text of a media type.
func Text(status int, media, body string) Reply {
	return Reply{Status: status, Headers: with("Content-Type", media), Body: body}
}

// SeeOther leads a browser that sent a form to an address (RFC 9110, 303), so that what it sent is not sent again by a reload.
func SeeOther(address string) Reply {
	return Reply{Status: http.StatusSeeOther, Headers: with("Location", address)}
}

func with(name, value string) map[string]string {
	headers := maps.Clone(private)
	headers[name] = value
	return headers
}

// problem is an error as the caller sees it (RFC 9457).
type problem struct {
	Type   string `json:"type"`
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail,omitempty"`
	Field  string `json:"field,omitempty"`
}

// statuses is the HTTP status and the title of each kind of error.
var statuses = map[complaint.Kind]struct {
	status int
	title  string
}{
	complaint.Invalid:      {http.StatusBadRequest, "The request is not valid"},
	complaint.Unauthorised: {http.StatusUnauthorized, "Not signed in"},
	complaint.Forbidden:    {http.StatusForbidden, "Not allowed"},
	complaint.NotFound:     {http.StatusNotFound, "Not found"},
	complaint.Conflict:     {http.StatusConflict, "Not possible now"},
	complaint.Stale:        {http.StatusPreconditionFailed, "The case has moved on"},
	complaint.TooLarge:     {http.StatusRequestEntityTooLarge, "Too large"},
	complaint.Unsupported:  {http.StatusUnsupportedMediaType, "Media type not supported"},
	complaint.Unavailable:  {http.StatusServiceUnavailable, "Not available; try again"},
	complaint.Fault:        {http.StatusInternalServerError, "Our mistake"},
}

// Problem replies with an error of the system, and nothing of what is inside it.
func Problem(e *complaint.Error) Reply {
	known := statuses[e.Kind]
	data, _ := json.Marshal(problemOf(e)) //nolint:errchkjson // words and a number can always be written
	headers := with("Content-Type", "application/problem+json")
	if e.Kind == complaint.Unavailable {
		headers["Retry-After"] = "2"
	}
	return Reply{Status: known.status, Headers: headers, Body: string(data)}
}

func problemOf(e *complaint.Error) problem {
	known := statuses[e.Kind]
	return problem{
		Type: "urn:redress:problem:" + string(e.Kind), Title: known.title, Status: known.status, Detail: e.Detail, Field: e.Field,
	}
}

// ProblemWith is Problem with more to say: RFC 9457 calls it extension members.
func ProblemWith(e *complaint.Error, more map[string]any) Reply {
	reply := Problem(e)
	data, _ := json.Marshal(problemOf(e)) //nolint:errchkjson // as in Problem
	said := map[string]any{}
	if json.Unmarshal(data, &said) != nil {
		return reply
	}
	maps.Copy(said, more)
	if whole, err := json.Marshal(said); err == nil {
		reply.Body = string(whole)
	}
	return reply
}

func (r Reply) event() events.APIGatewayProxyResponse {
	return events.APIGatewayProxyResponse{StatusCode: r.Status, Headers: r.Headers, Body: r.Body}
}
