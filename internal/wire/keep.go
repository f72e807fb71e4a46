package wire

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"redress/internal/casework"
	"redress/internal/depot"
	"redress/internal/duplicate"
	"redress/internal/dynamo"
	"redress/internal/notary"
)

// Keeper sees to it that cases are not kept for longer than they may be. It has the key of whoever files, to find what is kept of people.
func (p *Parts) Keeper(ctx context.Context, width, most int) *casework.Keeper {
	client := s3.NewFromConfig(p.AWS, func(o *s3.Options) { o.UsePathStyle = p.AWS.BaseEndpoint != nil })
	return &casework.Keeper{
		Cases: p.Cases(), Book: p.book, History: p.table, Index: p.table, Places: p.table,
		Custody: dynamo.Custody{Table: p.table, Eraser: dynamodb.NewFromConfig(p.AWS)},
		Archive: notary.Cases{Client: client, Bucket: Env("ARCHIVE")},
		Files:   depot.Eraser{Client: client, Bucket: Env("EVIDENCE")},
		Key:     duplicate.NewKey(p.Key(ctx)), Width: width, Most: most,
	}
}
