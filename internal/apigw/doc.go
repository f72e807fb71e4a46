// Package apigw is the edge to API Gateway: a route is a method and a resource with a function from a request to a
// reply, and every error leaves as a problem (RFC 9457) that names the field and what is allowed.
package apigw
