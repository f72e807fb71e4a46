package client

import (
	"context"
	"crypto/rand"
	"fmt"
	"os"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/cloudformation"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/sfn"

	"redress/internal/casework"
	"redress/internal/dynamo"
	"redress/internal/workflow"
)

// Stack is a deployed installation.
type Stack struct {
	AWS      aws.Config
	Endpoint string // of the emulator; empty: AWS itself
	Outputs  map[string]string
}

// Find finds the installation that was deployed under a stack's name.
func Find(ctx context.Context, name string) (*Stack, error) {
	cfg, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		return nil, err
	}
	out, err := cloudformation.NewFromConfig(cfg).DescribeStacks(ctx, &cloudformation.DescribeStacksInput{StackName: &name})
	if err != nil {
		return nil, fmt.Errorf("find stack %s (is it deployed?): %w", name, err)
	}
	s := &Stack{AWS: cfg, Endpoint: os.Getenv("AWS_ENDPOINT_URL"), Outputs: map[string]string{}}
	for _, o := range out.Stacks[0].Outputs {
		s.Outputs[aws.ToString(o.OutputKey)] = aws.ToString(o.OutputValue)
	}
	return s, nil
}

// Base is the address of the API. An emulator has its own way of saying which API is meant.
func (s *Stack) Base() string {
	if s.Endpoint == "" {
		return s.Outputs["ApiAddress"]
	}
	return s.Endpoint + "/restapis/" + s.Outputs["ApiId"] + "/live/_user_request_"
}

// Cases are the use cases on the installation, with the operator's own rights.
func (s *Stack) Cases() (*casework.Cases, *casework.Book) {
	table := s.Table()
	book := &casework.Book{Tenants: table, Now: time.Now}
	machines := &workflow.Machines{Client: sfn.NewFromConfig(s.AWS), Journey: s.Outputs["JourneyArn"], Timer: s.Outputs["TimerArn"]}
	return &casework.Cases{
		Store: table, Rules: book, Now: time.Now, Drive: &casework.Driver{Machines: machines, Tokens: table},
		Kept: table, Salt: rand.Text,
	}, book
}

// Table is the installation's table, with the operator's own rights.
func (s *Stack) Table() *dynamo.Table {
	return &dynamo.Table{Client: dynamodb.NewFromConfig(s.AWS), Name: s.Outputs["Table"]}
}
