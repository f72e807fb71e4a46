package client

import (
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"redress/internal/dynamo"
)

// Library is the case library, with the operator's own rights.
func (s *Stack) Library() *dynamo.Library {
	return &dynamo.Library{Client: dynamodb.NewFromConfig(s.AWS), Name: s.Outputs["Table"]}
}
