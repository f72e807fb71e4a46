package faults

import (
	"net/http"
	"regexp"
	"strings"
)

// Service is who is called.
type Service string

// The services of AWS that the functions call, and the API that everybody else calls.
const (
	DynamoDB       Service = "DynamoDB"
	StepFunctions  Service = "Step Functions"
	SES            Service = "SES"
	SNS            Service = "SNS"
	SecretsManager Service = "Secrets Manager"
	API            Service = "the API"
	Elsewhere      Service = "elsewhere" // is let through
)

// services by their names in a request's signature.
var services = map[string]Service{
	"dynamodb": DynamoDB, "states": StepFunctions, "ses": SES, "sns": SNS, "secretsmanager": SecretsManager,
}

// call is one request as the proxy sees it.
type call struct {
	service    Service
	name       string // of the operation, where a header says it
	invocation string // the same in each try of the SDK; empty: it is tried once
}

// scopeShape is the service in a signature: date, region, service.
var scopeShape = regexp.MustCompile(`Credential=[^/]+/\d{8}/[^/]+/([a-z0-9]+)/aws4_request`)

func callOf(r *http.Request) call {
	c := call{service: Elsewhere, invocation: r.Header.Get("Amz-Sdk-Invocation-Id")}
	_, c.name, _ = strings.Cut(r.Header.Get("X-Amz-Target"), ".")
	if strings.HasPrefix(r.URL.Path, "/restapis/") {
		c.service = API
		return c
	}
	if found := scopeShape.FindStringSubmatch(r.Header.Get("Authorization")); found != nil {
		if known, is := services[found[1]]; is {
			c.service = known
		}
	}
	return c
}

// carries says whether the call hands a letter to a carrier.
func (c call) carries() bool { return c.service == SES || c.service == SNS }
