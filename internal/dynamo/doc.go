// Package dynamo keeps everything in one DynamoDB table. Every write that could be lost or doubled has a condition,
// and nothing is ever scanned.
package dynamo
