// Package e2e is whole journeys on a deployed stack, through HTTP, the state machines and the mail that leaves. It
// runs with the build tag e2e against whatever answers at AWS_ENDPOINT_URL.
package e2e
