package depot_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/smithy-go"

	"redress/internal/complaint"
	"redress/internal/custody"
	"redress/internal/depot"
)

// bucket is S3 as far as it is asked; keys begin with the bucket's name.
type bucket struct {
	objects map[string][]byte
	puts    []s3.PutObjectInput
	deletes []s3.DeleteObjectInput
	down    error
}

func (b *bucket) PutObject(_ context.Context, in *s3.PutObjectInput, _ ...func(*s3.Options)) (*s3.PutObjectOutput, error) {
	b.puts = append(b.puts, *in)
	at := *in.Bucket + "/" + *in.Key
	switch {
	case b.down != nil:
		return nil, b.down
	case aws.ToString(in.IfNoneMatch) == "*" && b.objects[at] != nil:
		return nil, &smithy.GenericAPIError{Code: "PreconditionFailed"}
	}
	data, err := io.ReadAll(in.Body)
	b.objects[at] = data
	return &s3.PutObjectOutput{}, err
}

func (b *bucket) GetObject(_ context.Context, in *s3.GetObjectInput, _ ...func(*s3.Options)) (*s3.GetObjectOutput, error) {
	data, there := b.objects[*in.Bucket+"/"+*in.Key]
	switch {
	case b.down != nil:
		return nil, b.down
	case !there:
		return nil, &types.NoSuchKey{}
	}
	return &s3.GetObjectOutput{Body: io.NopCloser(bytes.NewReader(data))}, nil
}

func (b *bucket) HeadObject(_ context.Context, in *s3.HeadObjectInput, _ ...func(*s3.Options)) (*s3.HeadObjectOutput, error) {
	if b.down == nil && b.objects[*in.Bucket+"/"+*in.Key] == nil {
		return nil, &types.NotFound{}
	}
	return &s3.HeadObjectOutput{}, b.down
}

// ListObjectVersions has two on a page: each object has one version, and one that was hidden a mark.
func (b *bucket) ListObjectVersions(_ context.Context, in *s3.ListObjectVersionsInput, _ ...func(*s3.Options)) (*s3.ListObjectVersionsOutput, error) {
	out := &s3.ListObjectVersionsOutput{}
	for _, at := range slices.Sorted(maps.Keys(b.objects)) {
		key, of := strings.CutPrefix(at, *in.Bucket+"/")
		if !of || !strings.HasPrefix(key, *in.Prefix) || key <= aws.ToString(in.KeyMarker) {
			continue
		}
		if len(out.Versions)+len(out.DeleteMarkers) == 2 {
			out.IsTruncated = aws.Bool(true)
			break
		}
		if b.objects[at] == nil {
			out.DeleteMarkers = append(out.DeleteMarkers, types.DeleteMarkerEntry{Key: &key, VersionId: aws.String("mark")})
		} else {
			out.Versions = append(out.Versions, types.ObjectVersion{Key: &key, VersionId: aws.String("v1")})
		}
		out.NextKeyMarker, out.NextVersionIdMarker = &key, aws.String("v1")
	}
	return out, b.down
}

func (b *bucket) DeleteObject(_ context.Context, in *s3.DeleteObjectInput, _ ...func(*s3.Options)) (*s3.DeleteObjectOutput, error) {
	b.deletes = append(b.deletes, *in)
	delete(b.objects, *in.Bucket+"/"+*in.Key)
	return &s3.DeleteObjectOutput{}, b.down
}

var noon = time.Date(2026, time.March, 2, 12, 0, 0, 0, time.UTC)

func (b *bucket) ListObjectsV2(_ context.Context, in *s3.ListObjectsV2Input, _ ...func(*s3.Options)) (*s3.ListObjectsV2Output, error) {
	out := &s3.ListObjectsV2Output{}
	for key := range b.objects {
		if rest, ok := strings.CutPrefix(key, *in.Bucket+"/"); ok {
			at := noon
			if strings.HasSuffix(rest, "LATE") {
				at = noon.Add(time.Hour)
			}
			out.Contents = append(out.Contents, types.Object{Key: &rest, LastModified: &at})
		}
	}
	return out, b.down
}

func newDepot() (depot.Depot, *bucket) {
	b := &bucket{objects: map[string][]byte{}}
	client := s3.New(s3.Options{Region: "eu-central-1", Credentials: credentials.NewStaticCredentialsProvider("AKID", "SECRET", "TOKEN")})
	return depot.Depot{Client: b, Presign: s3.NewPresignClient(client), Quarantine: "quarantine", Evidence: "evidence", Exports: "exports"}, b
}

var (
	ref  = complaint.Ref{Tenant: "acme", Case: "RD-7F3K-9QXM-2B4T-0ZWD"}
	file = custody.FileRef{Ref: ref, File: strings.Repeat("A", 26)}
)

// The form binds S3 itself: bucket, key, size, type, redirect and end are conditions of what is signed.
func TestAFormBindsWhatIsUploaded(t *testing.T) {
	d, _ := newDepot()
	form, err := d.Upload(t.Context(), custody.Slot{
		FileRef: file, Type: "image/jpeg", Least: 1, Most: 20, Until: time.Now().Add(10 * time.Minute), Back: "https://acme.example/back",
	})
	if err != nil {
		t.Fatal(err)
	}
	text, err := base64.StdEncoding.DecodeString(form.Fields["policy"])
	if err != nil {
		t.Fatal(err)
	}
	var policy struct {
		Expiration time.Time `json:"expiration"`
		Conditions []any     `json:"conditions"`
	}
	if err := json.Unmarshal(text, &policy); err != nil {
		t.Fatal(err)
	}
	if left := time.Until(policy.Expiration); left < 9*time.Minute || left > 10*time.Minute {
		t.Errorf("it ends in %s", left)
	}
	said := string(text)
	for _, want := range []string{
		`{"bucket":"quarantine"}`, `"acme/RD-7F3K-9QXM-2B4T-0ZWD/` + file.File + `"`, `["content-length-range",1,20]`, `["eq","$Content-Type","image/jpeg"]`,
		`["eq","$success_action_redirect","https://acme.example/back"]`, `{"X-Amz-Security-Token":"TOKEN"}`,
	} {
		if !strings.Contains(said, want) {
			t.Errorf("the policy does not say %s: %s", want, said)
		}
	}
	if strings.Contains(said, "starts-with") || form.Fields["key"] != "acme/RD-7F3K-9QXM-2B4T-0ZWD/"+file.File || !strings.HasPrefix(form.URL, "https://quarantine.s3.") {
		t.Errorf("%s %+v", said, form)
	}
	bare, err := d.Upload(t.Context(), custody.Slot{FileRef: file, Least: 5, Most: 5, Until: time.Now().Add(time.Minute)})
	if err != nil || bare.Fields["success_action_status"] != "201" || bare.Fields["Content-Type"] != "" {
		t.Errorf("%+v, %v", bare, err)
	}
}

// An address hands a file out for a minute, to be saved, as what it was found to be.
func TestAnAddressHandsAFileOut(t *testing.T) {
	d, _ := newDepot()
	at, err := d.Download(t.Context(), custody.Kept{FileRef: file, Exhibit: complaint.Exhibit{Name: "seam.exe", Type: "image/jpeg", SHA256: "ab12"}})
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(at)
	if err != nil || u.Path != "/acme/RD-7F3K-9QXM-2B4T-0ZWD/"+file.File+"/ab12" {
		t.Fatalf("%s, %v", at, err)
	}
	for name, want := range map[string]string{
		"X-Amz-Expires": "60", "response-content-type": "image/jpeg", "response-content-disposition": "attachment; filename=seam_exe.jpg",
		"response-cache-control": "private, no-store",
	} {
		if got := u.Query().Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

// A file is kept once under its hash, which S3 compares; it is read back, and what is not there is not found.
func TestAFileIsKeptUnderItsHash(t *testing.T) {
	d, b := newDepot()
	x := complaint.Exhibit{ID: file.File, Type: "text/plain", Size: 3, SHA256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}
	for range 2 {
		content := strings.NewReader("abc")
		if _, err := content.Seek(2, io.SeekStart); err != nil { // it was looked into
			t.Fatal(err)
		}
		if err := d.Keep(t.Context(), custody.Kept{FileRef: file, Exhibit: x}, content); err != nil {
			t.Fatal(err)
		}
	}
	if len(b.objects) != 1 || aws.ToString(b.puts[0].ChecksumSHA256) != "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=" {
		t.Errorf("%v %v", b.objects, b.puts)
	}
	from, err := d.Open(t.Context(), ref, x)
	if err != nil {
		t.Fatal(err)
	}
	if data, err := io.ReadAll(from); err != nil || string(data) != "abc" {
		t.Errorf("%q, %v", data, err)
	}
	x.SHA256 = strings.Repeat("0", 64)
	if _, err := d.Open(t.Context(), ref, x); !complaint.Is(err, complaint.NotFound) {
		t.Errorf("another hash: %v", err)
	}
	b.down = errors.New("no route to 10.0.0.1")
	for what, err := range map[string]error{
		"keep":   d.Keep(t.Context(), custody.Kept{FileRef: file, Exhibit: x}, strings.NewReader("abc")),
		"remove": d.Remove(t.Context(), file), "order": d.Order(t.Context(), custody.ExportRef{Ref: ref, Export: file.File}, "mo"),
	} {
		var known *complaint.Error
		if !errors.As(err, &known) || known.Kind != complaint.Unavailable || strings.Contains(known.Detail, "10.0.0.1") {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// The sweep is shown what has waited for long, and nothing that is no upload.
func TestWhatWaits(t *testing.T) {
	d, b := newDepot()
	old := "acme/RD-7F3K-9QXM-2B4T-0ZWD/" + file.File
	for _, key := range []string{old, "acme/RD-7F3K-9QXM-2B4T-0ZWD/" + strings.Repeat("A", 22) + "LATE", "acme/x", "../x/y"} {
		b.objects["quarantine/"+key] = []byte("x")
	}
	got, err := d.Waiting(t.Context(), noon.Add(time.Minute))
	if err != nil || !slices.Equal(got, []custody.FileRef{file}) {
		t.Errorf("%+v, %v", got, err)
	}
	if err := d.Remove(t.Context(), file); err != nil || b.objects["quarantine/"+old] != nil {
		t.Errorf("not removed: %v", err)
	}
}

// An export is ordered, made and collected, each step known.
func TestExports(t *testing.T) {
	d, b := newDepot()
	e := custody.ExportRef{Ref: ref, Export: strings.Repeat("B", 26)}
	if _, err := d.Ordered(t.Context(), e); !complaint.Is(err, complaint.NotFound) {
		t.Errorf("not ordered yet: %v", err)
	}
	if err := d.Order(t.Context(), e, "mo"); err != nil {
		t.Fatal(err)
	}
	if user, err := d.Ordered(t.Context(), e); err != nil || user != "mo" {
		t.Errorf("%q, %v", user, err)
	}
	for key := range b.objects {
		if got, err := depot.ParseRequest(strings.TrimPrefix(key, "exports/")); err != nil || got != e {
			t.Errorf("%s is %+v, %v", key, got, err)
		}
	}
	if at, err := d.Collect(t.Context(), e); err != nil || at != "" {
		t.Errorf("collected at %q, %v", at, err)
	}
	if err := d.Deliver(t.Context(), e, strings.NewReader("zip")); err != nil {
		t.Fatal(err)
	}
	made, err := d.Made(t.Context(), e)
	at, failed := d.Collect(t.Context(), e)
	if err != nil || failed != nil || !made || !strings.Contains(at, "X-Amz-Expires=300") || !strings.Contains(at, "/exports/acme/") {
		t.Errorf("%v %q, %v %v", made, at, err, failed)
	}
	for _, key := range []string{"", "requests/", "exports/acme/x/y.zip", "requests/acme/RD-1/" + e.Export, "requests/ACME/" + ref.Case + "/" + e.Export, "requests/acme/" + ref.Case + "/" + e.Export + "/x"} {
		if _, err := depot.ParseRequest(key); err == nil {
			t.Errorf("%q is an order", key)
		}
	}
}
