package notary_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/smithy-go"

	"redress/internal/ledger"
	"redress/internal/notary"
)

// bucket is S3 with one bucket, as far as it is asked.
type bucket map[string][]byte

func (b bucket) PutObject(_ context.Context, in *s3.PutObjectInput, _ ...func(*s3.Options)) (*s3.PutObjectOutput, error) {
	if aws.ToString(in.IfNoneMatch) == "*" && b[*in.Key] != nil {
		return nil, &smithy.GenericAPIError{Code: "PreconditionFailed"}
	}
	data, err := io.ReadAll(in.Body)
	b[*in.Key] = data
	return &s3.PutObjectOutput{}, err
}

func (b bucket) GetObject(_ context.Context, in *s3.GetObjectInput, _ ...func(*s3.Options)) (*s3.GetObjectOutput, error) {
	if b[*in.Key] == nil {
		return nil, &types.NoSuchKey{}
	}
	return &s3.GetObjectOutput{Body: io.NopCloser(bytes.NewReader(b[*in.Key]))}, nil
}

func (b bucket) ListObjectsV2(_ context.Context, in *s3.ListObjectsV2Input, _ ...func(*s3.Options)) (*s3.ListObjectsV2Output, error) {
	var keys []string
	for key := range b {
		if key > *in.StartAfter && len(key) > len(*in.Prefix) && key[:len(*in.Prefix)] == *in.Prefix {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	out := &s3.ListObjectsV2Output{}
	for _, key := range keys[:min(1, len(keys))] {
		out.Contents = append(out.Contents, types.Object{Key: &key})
	}
	return out, nil
}

// A head is kept once for each size, and found from a size on, over the turn of a digit and not at another tenant's.
func TestHeadsAreKeptOnce(t *testing.T) {
	heads := notary.Heads{Client: bucket{}, Bucket: "b"}
	for _, size := range []int64{9, 10, 100} {
		if err := heads.Put(t.Context(), "acme", size, []byte{byte(size)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := heads.Put(t.Context(), "acme", 10, []byte("another")); !errors.Is(err, ledger.ErrThere) {
		t.Errorf("put again: %v", err)
	}
	if err := heads.Put(t.Context(), "acme-2", 50, []byte("2")); err != nil {
		t.Fatal(err)
	}
	if got, err := heads.Get(t.Context(), "acme", 10); err != nil || !bytes.Equal(got, []byte{10}) {
		t.Errorf("got %q, %v", got, err)
	}
	if got, err := heads.Get(t.Context(), "acme", 11); err != nil || got != nil {
		t.Errorf("a head that nobody put is %q, %v", got, err)
	}
	for from, want := range map[int64]int64{1: 9, 9: 9, 10: 10, 11: 100, 101: 0} {
		if got, err := heads.From(t.Context(), "acme", from); err != nil || got != want {
			t.Errorf("from %d: %d, %v; want %d", from, got, err, want)
		}
	}
}

// stamp is KMS with one key.
type stamp struct{ asked int }

func (s *stamp) GetPublicKey(context.Context, *kms.GetPublicKeyInput, ...func(*kms.Options)) (*kms.GetPublicKeyOutput, error) {
	if s.asked++; s.asked == 1 {
		return nil, errors.New("throttled")
	}
	return &kms.GetPublicKeyOutput{PublicKey: []byte("key")}, nil
}

func (s *stamp) Sign(_ context.Context, in *kms.SignInput, _ ...func(*kms.Options)) (*kms.SignOutput, error) {
	return &kms.SignOutput{Signature: append([]byte(in.SigningAlgorithm+" "+"of "), in.Message...)}, nil
}

// The public key is asked for until it is known, and then no more.
func TestTheKeyIsAskedForOnce(t *testing.T) {
	client := &stamp{}
	key := &notary.Key{Client: client, ID: "k"}
	if _, err := key.PublicKey(t.Context()); err == nil {
		t.Error("a failure is a key")
	}
	for range 3 {
		if got, err := key.PublicKey(t.Context()); err != nil || string(got) != "key" {
			t.Errorf("%q, %v", got, err)
		}
	}
	if signed, err := key.Sign(t.Context(), []byte("digest")); client.asked != 2 || err != nil || string(signed) != "ECDSA_SHA_256 of digest" {
		t.Errorf("asked %d times; signed %q, %v", client.asked, signed, err)
	}
}
