package depot

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"

	"redress/internal/complaint"
	"redress/internal/custody"
)

var _ custody.Doors = Depot{}

// Upload answers a form that S3 takes one file by: at this key, of so many bytes, of this type, until then. S3 itself refuses all else.
func (d Depot) Upload(ctx context.Context, s custody.Slot) (custody.UploadForm, error) {
	fields := map[string]string{"success_action_status": "201"}
	if s.Back != "" {
		fields = map[string]string{"success_action_redirect": s.Back}
	}
	if s.Type != "" {
		fields["Content-Type"] = s.Type
	}
	conditions := []any{[]any{"content-length-range", s.Least, s.Most}}
	for name, value := range fields {
		conditions = append(conditions, []any{"eq", "$" + name, value})
	}
	signed, err := d.Presign.PresignPostObject(ctx, &s3.PutObjectInput{Bucket: &d.Quarantine, Key: aws.String(uploadKey(s.FileRef))},
		func(o *s3.PresignPostOptions) { o.Expires, o.Conditions = time.Until(s.Until), conditions })
	if err != nil {
		return custody.UploadForm{}, fmt.Errorf("sign upload: %w", err)
	}
	for name, value := range signed.Values {
		fields[name] = value
	}
	return custody.UploadForm{URL: signed.URL, Fields: fields}, nil
}

// Download answers an address that hands a file out to be saved, as what it was found to be.
func (d Depot) Download(ctx context.Context, k custody.Kept) (string, error) {
	signed, err := d.Presign.PresignGetObject(ctx, &s3.GetObjectInput{
		Bucket: &d.Evidence, Key: aws.String(keptKey(k)), ResponseContentDisposition: aws.String(custody.Disposition(k.Exhibit)),
		ResponseContentType: aws.String(k.Type), ResponseCacheControl: aws.String("private, no-store"),
	}, s3.WithPresignExpires(custody.DownloadFor))
	if err != nil {
		return "", fmt.Errorf("sign download: %w", err)
	}
	return signed.URL, nil
}

// Fetch answers what was uploaded.
func (d Depot) Fetch(ctx context.Context, f custody.FileRef) (io.ReadCloser, error) {
	return d.read(ctx, d.Quarantine, uploadKey(f))
}

// Open answers a file of the evidence as it lies there, whoever put it there. The error is of kind NotFound where nothing does.
func (d Depot) Open(ctx context.Context, ref complaint.Ref, x complaint.Exhibit) (io.ReadCloser, error) {
	return d.read(ctx, d.Evidence, keptKey(custody.Kept{FileRef: custody.FileRef{Ref: ref, File: x.ID}, Exhibit: x}))
}

func (d Depot) read(ctx context.Context, bucket, key string) (io.ReadCloser, error) {
	out, err := d.Client.GetObject(ctx, &s3.GetObjectInput{Bucket: &bucket, Key: &key})
	switch {
	case gone(err):
		return nil, complaint.Errorf(complaint.NotFound, "there is no such file")
	case err != nil:
		return nil, unavailable("read file", err)
	}
	return out.Body, nil
}

// Keep puts a file among the evidence, where the bucket's lock holds it from then on. S3 compares the hash. What is there already under
// this key is the same file, since the key ends with the hash.
func (d Depot) Keep(ctx context.Context, k custody.Kept, content io.ReadSeeker) error {
	sum, err := hex.DecodeString(k.SHA256)
	if err != nil {
		return err
	}
	if _, err := content.Seek(0, io.SeekStart); err != nil {
		return err
	}
	_, err = d.Client.PutObject(ctx, &s3.PutObjectInput{
		Bucket: &d.Evidence, Key: aws.String(keptKey(k)), Body: content, ContentLength: aws.Int64(int64(k.Size)), ContentType: &k.Type,
		ContentDisposition: aws.String("attachment"), IfNoneMatch: aws.String("*"),
		ChecksumAlgorithm: types.ChecksumAlgorithmSha256, ChecksumSHA256: aws.String(base64.StdEncoding.EncodeToString(sum)),
	})
	if err != nil && !coded(err, "PreconditionFailed") {
		return unavailable("keep file", err)
	}
	return nil
}

// Remove removes what was uploaded.
func (d Depot) Remove(ctx context.Context, f custody.FileRef) error {
	if _, err := d.Client.DeleteObject(ctx, &s3.DeleteObjectInput{Bucket: &d.Quarantine, Key: aws.String(uploadKey(f))}); err != nil {
		return unavailable("remove upload", err)
	}
	return nil
}

// Waiting answers what has been in quarantine since before an instant, a thousand at most; the next sweep finds more.
func (d Depot) Waiting(ctx context.Context, before time.Time) ([]custody.FileRef, error) {
	out, err := d.Client.ListObjectsV2(ctx, &s3.ListObjectsV2Input{Bucket: &d.Quarantine})
	if err != nil {
		return nil, unavailable("list uploads", err)
	}
	var waiting []custody.FileRef
	for _, o := range out.Contents {
		if o.LastModified == nil || !o.LastModified.Before(before) {
			continue
		}
		if f, err := ParseUpload(aws.ToString(o.Key)); err == nil {
			waiting = append(waiting, f)
		}
	}
	return waiting, nil
}
