//go:build e2e

package e2e

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/s3"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudformation"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatchlogs"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/lambda"

	"redress/internal/client"
	"redress/internal/complaint"
)

// custodians are the people of a company who keep, erase and look.
type custodians struct{ legal, admin, auditor client.API }

func keepers(t *testing.T, co company) custodians {
	t.Helper()
	var all custodians
	for role, hand := range map[complaint.Role]*client.API{
		complaint.Legal: &all.legal, complaint.TenantAdmin: &all.admin, complaint.Auditor: &all.auditor,
	} {
		token, err := w.signIn(t.Context(), client.Staff{
			User: co.id + "-" + string(role), Password: "Aa1-" + rand.Text(), Role: role, Tenant: co.id, Mail: string(role) + "@" + co.id + ".example.com",
		})
		if err != nil {
			t.Fatal(err)
		}
		*hand = client.API{Base: w.stack.Base(), Tenant: co.id, Token: token}
	}
	return all
}

// private is a company under the built-in policy, but for what is said of retention.
func private(t *testing.T, retention ...string) company {
	t.Helper()
	co, err := w.found(t.Context(), "private-"+strings.ToLower(rand.Text()[:6]), strings.NewReplacer(retention...).Replace(realPolicy()))
	if err != nil {
		t.Fatal(err)
	}
	return co
}

// theirs is what a complainant of these journeys says that must be nowhere in the end.
var theirs = []string{"陈晓岚", "13912345678", "红色帽子", "晓岚说"}

// confiding files a complaint with much that is personal in it.
func confiding(t *testing.T, co company) *story {
	t.Helper()
	return file(t, co, "我叫陈晓岚，电话13912345678，沙发用了两周，靠背的木架就断了，送货的戴红色帽子，要求退货。")
}

// finish brings a case to its end.
func (s *story) finish() client.Case {
	s.t.Helper()
	s.do(s.co.agent, &complaint.Take{}, &complaint.Assess{}, &complaint.Contact{By: "phone", Note: "晓岚说明天在家"})
	s.recordAll(s.co.agent, "晓岚说好的")
	s.do(s.co.agent, &complaint.Propose{Remedy: complaint.Refund, Text: "陈晓岚女士，全额退款。"})
	s.until("told of the plan", func(c client.Case) bool { return left(c, complaint.NoticePlan) > 0 })
	s.do(s.co.agent, &complaint.Execute{Note: "Refunded."})
	s.answer(5)
	return s.until("closed", func(c client.Case) bool { return c.Phase == complaint.Closed })
}

// keep runs retention as its schedule does until the case is as it must be.
func (s *story) keep(is func(complaint.Case) bool) complaint.Case {
	s.t.Helper()
	for deadline := time.Now().Add(patience); ; time.Sleep(time.Second) {
		out, err := lambda.NewFromConfig(w.stack.AWS).Invoke(s.t.Context(), &lambda.InvokeInput{
			FunctionName: aws.String(w.stack.Outputs["RetentionFunction"]), Payload: []byte(`{}`),
		})
		if err != nil || strings.Contains(string(out.Payload), "errorType") {
			s.t.Fatalf("retention: %v %s", err, out.Payload)
		}
		c, err := w.stack.Table().Case(s.t.Context(), s.ref())
		if err != nil {
			s.t.Fatal(err)
		}
		if is(c) {
			return c
		}
		if time.Now().After(deadline) {
			s.t.Fatalf("not in %s: %s, %+v, kept until %s", patience, c.Phase, c.Erasure, c.KeepUntil)
		}
	}
}

func (s *story) ref() complaint.Ref { return complaint.Ref{Tenant: s.co.id, Case: s.receipt.Case} }

// inEvidence is how many versions of files of the case lie among the evidence.
func (s *story) inEvidence() int {
	s.t.Helper()
	prefix := s.co.id + "/" + s.receipt.Case + "/"
	out, err := w.stack.S3().ListObjectVersions(s.t.Context(), &s3.ListObjectVersionsInput{Bucket: aws.String(w.stack.Outputs["Evidence"]), Prefix: &prefix})
	if err != nil {
		s.t.Fatal(err)
	}
	return len(out.Versions) + len(out.DeleteMarkers)
}

// items are all items of the case in the table, as text.
func (s *story) items() []map[string]types.AttributeValue {
	s.t.Helper()
	out, err := dynamodb.NewFromConfig(w.stack.AWS).Query(s.t.Context(), &dynamodb.QueryInput{
		TableName: aws.String(w.stack.Outputs["Table"]), KeyConditionExpression: aws.String("pk = :pk"),
		ExpressionAttributeValues: map[string]types.AttributeValue{
			":pk": &types.AttributeValueMemberS{Value: "C#" + s.co.id + "#" + s.receipt.Case},
		},
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return out.Items
}

func textOf(t *testing.T, item any) string {
	t.Helper()
	text, err := json.Marshal(item)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// export exports the case, and answers what the verifier says and every file in it.
func (s *story) export() (said string, files string) {
	s.t.Helper()
	path := filepath.Join(s.t.TempDir(), "case.zip")
	redress(s.t, "export", "--tenant", s.co.id, "--case", s.receipt.Case, "--out", path)
	said, err := verify(s.t, path)
	if err != nil {
		s.t.Fatalf("%v: %s", err, said)
	}
	packed, err := os.ReadFile(path)
	if err != nil {
		s.t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		s.t.Fatal(err)
	}
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			s.t.Fatal(err)
		}
		data, err := io.ReadAll(in)
		if err != nil {
			s.t.Fatal(err)
		}
		files += string(data)
	}
	return said, files
}

// logs is all that the functions logged since an instant.
func logs(t *testing.T, since time.Time) string {
	t.Helper()
	out, err := cloudformation.NewFromConfig(w.stack.AWS).DescribeStackResource(t.Context(), &cloudformation.DescribeStackResourceInput{
		StackName: aws.String(stackName()), LogicalResourceId: aws.String("Logs"),
	})
	if err != nil {
		t.Fatal(err)
	}
	pages := cloudwatchlogs.NewFilterLogEventsPaginator(cloudwatchlogs.NewFromConfig(w.stack.AWS), &cloudwatchlogs.FilterLogEventsInput{
		LogGroupName: out.StackResourceDetail.PhysicalResourceId, StartTime: aws.Int64(since.UnixMilli()),
	})
	var all strings.Builder
	for pages.HasMorePages() {
		page, err := pages.NextPage(context.WithoutCancel(t.Context()))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range page.Events {
			if text := aws.ToString(e.Message); !strings.Contains(text, "SendEmail: ") { // the emulator's own carrier
				all.WriteString(text)
			}
		}
	}
	if all.Len() == 0 {
		t.Error("nothing was logged, so that this proves nothing")
	}
	return all.String()
}

// refusedRedress runs the operator's program where it is to fail, and answers what it says.
func refusedRedress(t *testing.T, args ...string) (string, error) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", append([]string{"run", "redress/cmd/redress"}, args...)...)
	cmd.Env = append(os.Environ(), "STACK="+stackName())
	out, err := cmd.CombinedOutput()
	return string(out), err
}
