package wire

import (
	"context"
	"os"

	"github.com/aws/aws-sdk-go-v2/service/s3"

	"redress/internal/custody"
	"redress/internal/depot"
)

// Depot is where files lie. A function has the names of those buckets alone that it needs.
func (p *Parts) Depot() depot.Depot {
	client := s3.NewFromConfig(p.AWS, func(o *s3.Options) {
		o.UsePathStyle = p.AWS.BaseEndpoint != nil         // an emulator has no name for each bucket
		o.DisableLogOutputChecksumValidationSkipped = true // nor a sum of each object; what is kept has its own
	})
	return depot.Depot{
		Client: objectsOf(client), Presign: s3.NewPresignClient(client),
		Quarantine: os.Getenv("QUARANTINE"), Evidence: os.Getenv("EVIDENCE"), Exports: os.Getenv("EXPORTS"),
	}
}

// Files is the use cases around files of evidence.
func (p *Parts) Files() *custody.Files {
	return &custody.Files{Cases: p.Cases(), Book: p.book, Doors: p.Depot(), Looks: p.table}
}

// objects is what the depot needs of S3.
type objects struct {
	putObject     call[s3.PutObjectInput, s3.PutObjectOutput, s3.Options]
	getObject     call[s3.GetObjectInput, s3.GetObjectOutput, s3.Options]
	headObject    call[s3.HeadObjectInput, s3.HeadObjectOutput, s3.Options]
	deleteObject  call[s3.DeleteObjectInput, s3.DeleteObjectOutput, s3.Options]
	listObjectsV2 call[s3.ListObjectsV2Input, s3.ListObjectsV2Output, s3.Options]
}

func objectsOf(c *s3.Client) objects {
	return objects{c.PutObject, c.GetObject, c.HeadObject, c.DeleteObject, c.ListObjectsV2}
}

// PutObject is S3's.
func (o objects) PutObject(ctx context.Context, in *s3.PutObjectInput, options ...func(*s3.Options)) (*s3.PutObjectOutput, error) {
	return o.putObject(ctx, in, options...)
}

// GetObject is S3's.
func (o objects) GetObject(ctx context.Context, in *s3.GetObjectInput, options ...func(*s3.Options)) (*s3.GetObjectOutput, error) {
	return o.getObject(ctx, in, options...)
}

// HeadObject is S3's.
func (o objects) HeadObject(ctx context.Context, in *s3.HeadObjectInput, options ...func(*s3.Options)) (*s3.HeadObjectOutput, error) {
	return o.headObject(ctx, in, options...)
}

// DeleteObject is S3's.
func (o objects) DeleteObject(ctx context.Context, in *s3.DeleteObjectInput, options ...func(*s3.Options)) (*s3.DeleteObjectOutput, error) {
	return o.deleteObject(ctx, in, options...)
}

// ListObjectsV2 is S3's.
func (o objects) ListObjectsV2(ctx context.Context, in *s3.ListObjectsV2Input, options ...func(*s3.Options)) (*s3.ListObjectsV2Output, error) {
	return o.listObjectsV2(ctx, in, options...)
}
