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

// variables are a function's own.
func (f functions) variables(ctx context.Context, function string) (map[string]string, error) {
	out, err := f.lambda.GetFunctionConfiguration(ctx, &lambda.GetFunctionConfigurationInput{FunctionName: &function})
	if err != nil || out.Environment == nil {
		return map[string]string{}, err
	}
	return out.Environment.Variables, nil
}

// environment is what a function finds when Lambda starts it.
func (f functions) environment(ctx context.Context, function string) ([]string, error) {
	own, err := f.variables(ctx, function)
	env := []string{"_HANDLER=bootstrap", "AWS_LAMBDA_FUNCTION_NAME=" + function, "AWS_LAMBDA_FUNCTION_MEMORY_SIZE=256"}
	for _, name := range []string{"AWS_ENDPOINT_URL", "AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"} {
		env = append(env, name+"="+os.Getenv(name))
	}
	for name, value := range own {
		env = append(env, name+"="+value)
	}
	return env, err
}
