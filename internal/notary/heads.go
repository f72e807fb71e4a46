package notary

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/smithy-go"

	"redress/internal/ledger"
)

// S3 is what the heads need of S3.
type S3 interface {
	PutObject(context.Context, *s3.PutObjectInput, ...func(*s3.Options)) (*s3.PutObjectOutput, error)
	GetObject(context.Context, *s3.GetObjectInput, ...func(*s3.Options)) (*s3.GetObjectOutput, error)
	ListObjectsV2(context.Context, *s3.ListObjectsV2Input, ...func(*s3.Options)) (*s3.ListObjectsV2Output, error)
}

// Heads is the archive of signed heads: a bucket with versions and a default retention under object lock.
type Heads struct {
	Client S3
	Bucket string
}

var _ ledger.Archive = Heads{}

// objectKey sorts by size.
func objectKey(tenant string, size int64) string { return fmt.Sprintf("%s/%012d", tenant, size) }

// mostHead is far more than a signed head has, in bytes.
const mostHead = 1 << 16

// Put keeps a signed head, if none of its size is there.
func (h Heads) Put(ctx context.Context, tenant string, size int64, signed []byte) error {
	_, err := h.Client.PutObject(ctx, &s3.PutObjectInput{
		Bucket: &h.Bucket, Key: aws.String(objectKey(tenant, size)), Body: bytes.NewReader(signed),
		ContentType: aws.String("text/plain; charset=utf-8"), IfNoneMatch: aws.String("*"),
	})
	var api smithy.APIError
	switch {
	case errors.As(err, &api) && api.ErrorCode() == "PreconditionFailed":
		return ledger.ErrThere
	case err != nil:
		return fmt.Errorf("archive head: %w", err)
	}
	return nil
}

// Get answers the signed head of a size; nil: there is none.
func (h Heads) Get(ctx context.Context, tenant string, size int64) ([]byte, error) {
	out, err := h.Client.GetObject(ctx, &s3.GetObjectInput{Bucket: &h.Bucket, Key: aws.String(objectKey(tenant, size))})
	var none *types.NoSuchKey
	switch {
	case errors.As(err, &none):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("archived head: %w", err)
	}
	defer out.Body.Close() //nolint:errcheck // it was read to its end
	return io.ReadAll(io.LimitReader(out.Body, mostHead))
}

// From answers the smallest size from the given one on of which there is a head; 0: there is none.
func (h Heads) From(ctx context.Context, tenant string, size int64) (int64, error) {
	out, err := h.Client.ListObjectsV2(ctx, &s3.ListObjectsV2Input{
		Bucket: &h.Bucket, Prefix: aws.String(tenant + "/"), StartAfter: aws.String(objectKey(tenant, size-1)), MaxKeys: aws.Int32(1),
	})
	if err != nil {
		return 0, fmt.Errorf("archived heads: %w", err)
	}
	if len(out.Contents) == 0 {
		return 0, nil
	}
	_, digits, _ := strings.Cut(aws.ToString(out.Contents[0].Key), "/")
	return strconv.ParseInt(digits, 10, 64)
}
