package faults

import (
	"fmt"
	"net/http"
)

// Kind is how a call fails.
type Kind string

// The kinds of faults. A slow call is not a failing one.
const (
	Fine      Kind = ""
	Throttled Kind = "throttled"
	Failed    Kind = "500"
	Cut       Kind = "reset before"
	Lost      Kind = "answer lost" // carried out; the connection is reset instead of the answer
	Slow      Kind = "slow"
)

// failing are the kinds that a failing call is one of, each as likely as the others.
var failing = []Kind{Throttled, Failed, Cut, Lost}

// refusal is how a service says that it did nothing.
type refusal struct {
	status int
	code   string
}

var throttled = map[Service]refusal{
	DynamoDB:       {http.StatusBadRequest, "ProvisionedThroughputExceededException"},
	StepFunctions:  {http.StatusBadRequest, "ThrottlingException"},
	SES:            {http.StatusTooManyRequests, "TooManyRequestsException"},
	SNS:            {http.StatusBadRequest, "Throttling"},
	SecretsManager: {http.StatusBadRequest, "ThrottlingException"},
	API:            {http.StatusTooManyRequests, "TooManyRequestsException"},
}

// refuse answers a call that was not carried out, as its service would.
func refuse(w http.ResponseWriter, s Service, k Kind) {
	r := refusal{http.StatusInternalServerError, "InternalServerError"}
	if k == Throttled {
		r = throttled[s]
	}
	if s == SNS {
		w.Header().Set("Content-Type", "text/xml")
		w.WriteHeader(r.status)
		fmt.Fprintf(w, "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>injected</Message></Error></ErrorResponse>", r.code)
		return
	}
	w.Header().Set("Content-Type", "application/x-amz-json-1.0")
	w.Header().Set("X-Amzn-Errortype", r.code)
	w.WriteHeader(r.status)
	fmt.Fprintf(w, `{"__type":%q,"message":"injected"}`, r.code)
}
