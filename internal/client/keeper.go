package client

import (
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"redress/internal/casework"
	"redress/internal/depot"
	"redress/internal/duplicate"
	"redress/internal/dynamo"
)

// Keeper carries erasures out with the operator's own rights. It removes nothing, and so needs no archive.
func (s *Stack) Keeper(key duplicate.Key) *casework.Keeper {
	table := s.Table()
	cases, book := s.Cases()
	return &casework.Keeper{
		Cases: cases, Book: book, History: table, Index: table, Places: table, Key: key, Width: 1, Most: 1,
		Custody: dynamo.Custody{Table: table, Eraser: dynamodb.NewFromConfig(s.AWS)},
		Files:   depot.Eraser{Client: s.S3(), Bucket: s.Outputs["Evidence"]},
	}
}
