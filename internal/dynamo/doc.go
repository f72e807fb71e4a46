// Package dynamo keeps everything in one DynamoDB table. Every write that could be lost or doubled has a condition,
// and no function ever scans; one command of the operator does.
package dynamo
