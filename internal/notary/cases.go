package notary

import (
	"bytes"
	"context"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"redress/internal/complaint"
)

// Putter is what the archive of cases needs of S3.
type Putter interface {
	PutObject(context.Context, *s3.PutObjectInput, ...func(*s3.Options)) (*s3.PutObjectOutput, error)
}

// Cases is the archive of cases that were removed: a bucket that forgets them after a time of its own.
type Cases struct {
	Client Putter
	Bucket string
}

// PutCase keeps the text of a case and answers its name there.
func (a Cases) PutCase(ctx context.Context, ref complaint.Ref, text []byte) (string, error) {
	name := ref.Tenant + "/" + ref.Case + ".json"
	_, err := a.Client.PutObject(ctx, &s3.PutObjectInput{
		Bucket: &a.Bucket, Key: &name, Body: bytes.NewReader(text), ContentType: aws.String("application/json"),
	})
	if err != nil {
		return "", fmt.Errorf("archive case: %w", err)
	}
	return name, nil
}
