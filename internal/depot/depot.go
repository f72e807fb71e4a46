package depot

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/smithy-go"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/custody"
	"redress/internal/tenant"
)

// S3 is what the depot needs of S3.
type S3 interface {
	PutObject(context.Context, *s3.PutObjectInput, ...func(*s3.Options)) (*s3.PutObjectOutput, error)
	GetObject(context.Context, *s3.GetObjectInput, ...func(*s3.Options)) (*s3.GetObjectOutput, error)
	HeadObject(context.Context, *s3.HeadObjectInput, ...func(*s3.Options)) (*s3.HeadObjectOutput, error)
	DeleteObject(context.Context, *s3.DeleteObjectInput, ...func(*s3.Options)) (*s3.DeleteObjectOutput, error)
	ListObjectsV2(context.Context, *s3.ListObjectsV2Input, ...func(*s3.Options)) (*s3.ListObjectsV2Output, error)
}

// Depot is the buckets. A function names those alone that it needs.
//
//	bucket      key                          written                     read
//	quarantine  tenant/case/file             by who was given the form   the examiner, who empties it
//	evidence    tenant/case/file/sha256      by the examiner, once       by addresses of a minute; exports
//	exports     requests/tenant/case/export  when one is ordered         whoever makes or collects it
//	exports     exports/tenant/case/export   by who makes it             by addresses of minutes
//
// An erasure deletes the versions below tenant/case/ among the evidence (Eraser), with the right to lift the lock, which only the function
// that carries erasures out has. The log of commits keeps the hashes, and the commit that erased says that the files went along.
type Depot struct {
	Client     S3
	Presign    *s3.PresignClient
	Quarantine string
	Evidence   string
	Exports    string
}

const (
	requestPrefix = "requests/"
	exportPrefix  = "exports/"
)

func caseKey(ref complaint.Ref) string { return ref.Tenant + "/" + ref.Case }

func uploadKey(f custody.FileRef) string { return caseKey(f.Ref) + "/" + f.File }

func keptKey(k custody.Kept) string { return uploadKey(k.FileRef) + "/" + k.SHA256 }

func requestKey(e custody.ExportRef) string { return requestPrefix + caseKey(e.Ref) + "/" + e.Export }

func exportKey(e custody.ExportRef) string {
	return exportPrefix + caseKey(e.Ref) + "/" + e.Export + ".zip"
}

// parse reads what caseKey and an id make.
func parse(key string) (complaint.Ref, string, error) {
	parts := strings.Split(key, "/")
	if len(parts) != 3 || !tenant.ValidID(parts[0]) || !casework.ValidReference(parts[1]) || !custody.ValidID(parts[2]) {
		return complaint.Ref{}, "", fmt.Errorf("%q is no key of ours", key)
	}
	return complaint.Ref{Tenant: parts[0], Case: parts[1]}, parts[2], nil
}

// ParseUpload reads the key of a file in quarantine, as S3's events bring it.
func ParseUpload(key string) (custody.FileRef, error) {
	ref, id, err := parse(key)
	return custody.FileRef{Ref: ref, File: id}, err
}

// ParseRequest reads the key of an order of an export, as S3's events bring it.
func ParseRequest(key string) (custody.ExportRef, error) {
	rest, ok := strings.CutPrefix(key, requestPrefix)
	if !ok {
		return custody.ExportRef{}, fmt.Errorf("%q is no order of an export", key)
	}
	ref, id, err := parse(rest)
	return custody.ExportRef{Ref: ref, Export: id}, err
}

// gone says whether an error of S3 says that there is no such object.
func gone(err error) bool { return coded(err, "NoSuchKey", "NotFound") }

func coded(err error, codes ...string) bool {
	var api smithy.APIError
	if !errors.As(err, &api) {
		return false
	}
	for _, c := range codes {
		if api.ErrorCode() == c {
			return true
		}
	}
	return false
}

// unavailable is an error of S3 that is nobody's fault who asked.
func unavailable(what string, err error) error {
	return &complaint.Error{Kind: complaint.Unavailable, Detail: "the files cannot be reached; try again", Cause: fmt.Errorf("%s: %w", what, err)}
}
