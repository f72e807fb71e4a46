//go:build e2e

package e2e

import (
	"bytes"
	"crypto/rand"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/smithy-go"

	"redress/internal/complaint"
)

// A case is filed and worked on; the log's function enters its commits by itself. The export is sound; the operator who changes a byte
// of a commit in the table afterwards is found out by the next export, and cannot take back the signed head.
func TestNobodyQuietlyChangesACase(t *testing.T) {
	t.Parallel()
	co, err := w.found(t.Context(), "proof-"+strings.ToLower(rand.Text()[:6]), realPolicy())
	if err != nil {
		t.Fatal(err)
	}
	s := file(t, co, "沙发用了两周，靠背的木架就断了，坐垫也塌了，要求退货。")
	s.do(co.agent, &complaint.Assess{}, &complaint.Take{}, &complaint.Note{Text: "The frame is broken."})
	ref := complaint.Ref{Tenant: co.id, Case: s.receipt.Case}
	size := s.entered(ref)

	dir := t.TempDir()
	first := filepath.Join(dir, "first.zip")
	redress(t, "export", "--tenant", ref.Tenant, "--case", ref.Case, "--out", first)
	key := filepath.Join(dir, "key.pem")
	if err := os.WriteFile(key, redress(t, "ledger", "key"), 0o600); err != nil {
		t.Fatal(err)
	}
	if said, err := verify(t, first, "--key", key); err != nil || !strings.Contains(said, "Sound: of case "+ref.Case) {
		t.Fatalf("%v: %s", err, said)
	}

	s.forge(ref, 2)
	second := filepath.Join(dir, "second.zip")
	redress(t, "export", "--tenant", ref.Tenant, "--case", ref.Case, "--out", second)
	if said, err := verify(t, second, "--key", key); err == nil || !strings.Contains(said, "- commit 2 was changed\n") {
		t.Errorf("%v: %s", err, said)
	}
	if said, err := verify(t, second, "--language", "zh"); err == nil || !strings.Contains(said, "第 2 次提交被改动") {
		t.Errorf("%v: %s", err, said)
	}
	s.locked(ref, size)
	if said := string(redress(t, "ledger", "catch-up", "--tenant", ref.Tenant)); !strings.Contains(said, "of 1 cases entered") {
		t.Errorf("caught up: %s", said)
	}
}

// entered waits until the log has every commit of the case and its head is in the archive, and answers the size of that head.
func (s *story) entered(ref complaint.Ref) int64 {
	s.t.Helper()
	for deadline := time.Now().Add(patience + gathering); ; time.Sleep(500 * time.Millisecond) {
		place, err := w.stack.Table().Place(s.t.Context(), ref)
		if err != nil {
			s.t.Fatal(err)
		}
		if n := len(place.Leaves); n > 0 && n == s.now().Revision {
			size, err := w.stack.Heads().From(s.t.Context(), ref.Tenant, place.Leaves[n-1]+1)
			if err != nil {
				s.t.Fatal(err)
			}
			if size > 0 {
				return size
			}
		}
		if time.Now().After(deadline) {
			s.t.Fatalf("of %s %d commits are in the log after %s", ref.Case, len(place.Leaves), patience)
		}
	}
}

// gathering is for how long the log's function waits for more, by the template's default; ministack does not.
const gathering = time.Minute

// forge changes one byte of a commit in the table.
func (s *story) forge(ref complaint.Ref, revision int) {
	s.t.Helper()
	written, err := w.stack.Table().Written(s.t.Context(), ref, revision-1)
	if err != nil {
		s.t.Fatal(err)
	}
	data := bytes.Clone(written[0].Data)
	data[len(data)/2] ^= 1
	_, err = dynamodb.NewFromConfig(w.stack.AWS).UpdateItem(s.t.Context(), &dynamodb.UpdateItemInput{
		TableName: aws.String(w.stack.Outputs["Table"]),
		Key: map[string]types.AttributeValue{
			"pk": &types.AttributeValueMemberS{Value: "C#" + ref.Tenant + "#" + ref.Case},
			"sk": &types.AttributeValueMemberS{Value: "E#0000000" + string(rune('0'+revision))},
		},
		UpdateExpression: aws.String("SET #data = :data"), ExpressionAttributeNames: map[string]string{"#data": "data"},
		ExpressionAttributeValues: map[string]types.AttributeValue{":data": &types.AttributeValueMemberS{Value: string(data)}},
	})
	if err != nil {
		s.t.Fatal(err)
	}
}

// locked tries to remove a head, which only leaves a mark that hides it, and its version, which is refused.
func (s *story) locked(ref complaint.Ref, size int64) {
	s.t.Helper()
	heads := w.stack.Heads()
	client, bucket := w.stack.S3(), aws.String(heads.Bucket)
	found, err := client.ListObjectVersions(s.t.Context(), &s3.ListObjectVersionsInput{Bucket: bucket, Prefix: aws.String(ref.Tenant + "/")})
	if err != nil || len(found.Versions) == 0 {
		s.t.Fatalf("no version of a head: %v", err)
	}
	for _, v := range found.Versions {
		_, err := client.DeleteObject(s.t.Context(), &s3.DeleteObjectInput{Bucket: bucket, Key: v.Key, VersionId: v.VersionId})
		var api smithy.APIError
		if !errors.As(err, &api) || api.ErrorCode() != "AccessDenied" {
			s.t.Errorf("head %s was deleted: %v", aws.ToString(v.Key), err)
		}
	}
	if signed, err := heads.Get(s.t.Context(), ref.Tenant, size); err != nil || !bytes.HasPrefix(signed, []byte("redress/"+ref.Tenant+"\n")) {
		s.t.Errorf("the head is gone: %q, %v", signed, err)
	}
}

// verify runs the verifier with nothing that leads to the installation.
func verify(t *testing.T, args ...string) (string, error) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", append([]string{"run", "redress/cmd/redress", "verify"}, args...)...)
	cmd.Env = append(os.Environ(), "AWS_ENDPOINT_URL=http://127.0.0.1:9", "STACK=none")
	cmd.Stderr = io.Discard
	out, err := cmd.Output()
	return string(out), err
}
