package depot

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"redress/internal/custody"
)

var _ custody.Counter = Depot{}

// order is an order of an export as it lies in the bucket.
type order struct {
	User string `json:"user"`
}

// mostOrder is far more than an order has, in bytes.
const mostOrder = 1 << 12

// Order has an export made: what lies in the bucket starts the function that makes it.
func (d Depot) Order(ctx context.Context, e custody.ExportRef, user string) error {
	text, err := json.Marshal(order{user})
	if err != nil {
		return err
	}
	if _, err := d.Client.PutObject(ctx, &s3.PutObjectInput{
		Bucket: &d.Exports, Key: aws.String(requestKey(e)), Body: strings.NewReader(string(text)), ContentType: aws.String("application/json"),
	}); err != nil {
		return unavailable("order export", err)
	}
	return nil
}

// Ordered answers who ordered an export.
func (d Depot) Ordered(ctx context.Context, e custody.ExportRef) (string, error) {
	from, err := d.read(ctx, d.Exports, requestKey(e))
	if err != nil {
		return "", err
	}
	defer from.Close() //nolint:errcheck // it was read to its end
	text, err := io.ReadAll(io.LimitReader(from, mostOrder))
	if err != nil {
		return "", unavailable("read order", err)
	}
	var o order
	err = json.Unmarshal(text, &o)
	return o.User, err
}

// Made says whether an export is made.
func (d Depot) Made(ctx context.Context, e custody.ExportRef) (bool, error) {
	_, err := d.Client.HeadObject(ctx, &s3.HeadObjectInput{Bucket: &d.Exports, Key: aws.String(exportKey(e))})
	switch {
	case gone(err):
		return false, nil
	case err != nil:
		return false, unavailable("look for export", err)
	}
	return true, nil
}

// Deliver puts an export that was made where it is collected.
func (d Depot) Deliver(ctx context.Context, e custody.ExportRef, packed io.ReadSeeker) error {
	if _, err := d.Client.PutObject(ctx, &s3.PutObjectInput{
		Bucket: &d.Exports, Key: aws.String(exportKey(e)), Body: packed, ContentType: aws.String("application/zip"),
	}); err != nil {
		return unavailable("deliver export", err)
	}
	return nil
}

// Collect answers an address that hands an export out; empty: it is not made yet.
func (d Depot) Collect(ctx context.Context, e custody.ExportRef) (string, error) {
	made, err := d.Made(ctx, e)
	if err != nil || !made {
		return "", err
	}
	signed, err := d.Presign.PresignGetObject(ctx, &s3.GetObjectInput{
		Bucket: &d.Exports, Key: aws.String(exportKey(e)), ResponseCacheControl: aws.String("private, no-store"),
		ResponseContentDisposition: aws.String(`attachment; filename="` + e.Case + `.zip"`),
	}, s3.WithPresignExpires(custody.CollectFor))
	if err != nil {
		return "", fmt.Errorf("sign export: %w", err)
	}
	return signed.URL, nil
}
