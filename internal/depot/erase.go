package depot

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"redress/internal/complaint"
)

// VersionsClient is what erasing needs of S3.
type VersionsClient interface {
	s3.ListObjectVersionsAPIClient
	DeleteObject(context.Context, *s3.DeleteObjectInput, ...func(*s3.Options)) (*s3.DeleteObjectOutput, error)
}

// Eraser deletes evidence, which only a lawful erasure may. It needs the right to lift the lock (s3:BypassGovernanceRetention).
type Eraser struct {
	Client VersionsClient
	Bucket string // of the evidence
}

// EraseFiles deletes every version of every file of a case. It may be called again.
func (e Eraser) EraseFiles(ctx context.Context, ref complaint.Ref) error {
	pages := s3.NewListObjectVersionsPaginator(e.Client, &s3.ListObjectVersionsInput{Bucket: &e.Bucket, Prefix: aws.String(caseKey(ref) + "/")})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return unavailable("list evidence", err)
		}
		for _, v := range page.Versions {
			if err := e.erase(ctx, v.Key, v.VersionId); err != nil {
				return err
			}
		}
		for _, m := range page.DeleteMarkers {
			if err := e.erase(ctx, m.Key, m.VersionId); err != nil {
				return err
			}
		}
	}
	return nil
}

func (e Eraser) erase(ctx context.Context, key, version *string) error {
	_, err := e.Client.DeleteObject(ctx, &s3.DeleteObjectInput{
		Bucket: &e.Bucket, Key: key, VersionId: version, BypassGovernanceRetention: aws.Bool(true),
	})
	if err != nil {
		return unavailable("erase evidence", err)
	}
	return nil
}
