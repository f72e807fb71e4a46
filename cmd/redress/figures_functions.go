package main

import (
	"context"
	"os"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudformation"
	"github.com/aws/aws-sdk-go-v2/service/lambda"

	"redress/internal/client"
)

// functions are the Lambda functions of a stack.
type functions struct {
	lambda *lambda.Client
	stack  *client.Stack
	name   string
}

func functionsOf(s *client.Stack, name string) functions {
	return functions{lambda.NewFromConfig(s.AWS), s, name}
}

// functionName is what the template calls a function, and what the stack does.
type functionName struct{ logical, physical string }

func (f functions) names(ctx context.Context) ([]functionName, error) {
	out, err := cloudformation.NewFromConfig(f.stack.AWS).DescribeStackResources(ctx,
		&cloudformation.DescribeStackResourcesInput{StackName: &f.name})
	if err != nil {
		return nil, err
	}
	var names []functionName
	for _, r := range out.StackResources {
		if aws.ToString(r.ResourceType) == "AWS::Lambda::Function" {
			names = append(names, functionName{aws.ToString(r.LogicalResourceId), aws.ToString(r.PhysicalResourceId)})
		}
	}
	slices.SortFunc(names, func(a, b functionName) int { return strings.Compare(a.logical, b.logical) })
	return names, nil
}

// deployed is a function as it runs: the bytes of its package, and what it finds when Lambda starts it.
type deployed struct {
	size        int64
	environment []string
}

func (f functions) deployed(ctx context.Context, function string) (deployed, error) {
	out, err := f.lambda.GetFunctionConfiguration(ctx, &lambda.GetFunctionConfigurationInput{FunctionName: &function})
	if err != nil {
		return deployed{}, err
	}
	env := []string{"_HANDLER=bootstrap", "AWS_LAMBDA_FUNCTION_NAME=" + function, "AWS_LAMBDA_FUNCTION_MEMORY_SIZE=256"}
	for _, name := range []string{"AWS_ENDPOINT_URL", "AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"} {
		env = append(env, name+"="+os.Getenv(name))
	}
	if out.Environment != nil {
		for name, value := range out.Environment.Variables {
			env = append(env, name+"="+value)
		}
	}
	return deployed{out.CodeSize, env}, nil
}
