package main

import (
	"fmt"
	"net/http"
	"os"
	"runtime"
	"sync/atomic"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"redress/internal/figures"
	"redress/internal/figures/bench"
)

// connections is how many file at the same time.
const connections = 8

// Complaints filed by the handler on a real DynamoDB, such as DynamoDB Local at DATABASE, over eight connections.
func BenchmarkFileAtOnce(b *testing.B) {
	at := os.Getenv("DATABASE")
	if at == "" {
		b.Skip("DATABASE is not set; the address of a DynamoDB is needed")
	}
	w := bench.New(b)
	yard, err := figures.NewYard(b.Context(), dynamodb.New(dynamodb.Options{
		BaseEndpoint: &at, Region: "us-east-1", Credentials: aws.NewCredentialsCache(credentials.NewStaticCredentialsProvider("test", "test", "")),
	}))
	w.OK(err)
	defer yard.Close(b.Context())
	w.Cases.Store = yard.Table()
	handle := gateOf(w)
	var serial atomic.Int64
	b.SetParallelism(connections / runtime.GOMAXPROCS(0))
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			n := serial.Add(1)
			e := bench.Event(http.MethodPost, "/v1/{tenant}/complaints", map[string]string{"tenant": bench.Tenant}, fmt.Sprintf(
				`{"demand": "repair", "complainant": {"name": "陈晓岚", "email": "chen@mail.example"}, "content": "%s %d"}`, bench.Text, n))
			e.Headers["Idempotency-Key"] = fmt.Sprint("creates-", n)
			reply, err := handle(b.Context(), e)
			w.Answered(reply, err, http.StatusCreated)
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "creates/s")
}
