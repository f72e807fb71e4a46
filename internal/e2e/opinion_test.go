//go:build e2e

package e2e

import (
	"context"
	"crypto/rand"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/lambda/types"

	"redress/internal/casework"
	"redress/internal/client"
	"redress/internal/complaint"
	"redress/internal/tenant"
)

// A tenant lets a model see, masked, what the machine is unsure of. What the model says is on record with its name; where it is
// throttled, or talks instead of filling in the form, the machine's own reading stands. Nobody else's complaints are shown to it.
func TestASecondOpinionIsAskedMasked(t *testing.T) {
	t.Parallel()
	co, err := w.found(t.Context(), "second-"+strings.ToLower(rand.Text()[:6]), realPolicy())
	if err != nil {
		t.Fatal(err)
	}
	record, err := w.stack.Table().Tenant(t.Context(), co.id)
	if err != nil {
		t.Fatal(err)
	}
	record.SecondOpinion = &tenant.SecondOpinion{Below: 1}
	if err := w.stack.Table().PutTenant(t.Context(), record); err != nil {
		t.Fatal(err)
	}
	m := &model{answers: map[string]answer{}}
	for marker, file := range map[string]string{"两把椅子": "good", "被盯着看": "", "三遍": "only_text"} {
		m.prepare(t, marker, file)
	}
	server := httptest.NewServer(m)
	t.Cleanup(server.Close)
	reconfigured(t, map[string]string{"SECOND_OPINION_MODEL": "amazon.nova-lite-v1:0", "SECOND_OPINION_AT": server.URL})

	heard := read(t, file(t, co, "我叫陈晓岚，手机13812345678。餐桌送来少了两把椅子，打电话没人理。").now())
	if heard.Category != complaint.CategoryDelivery || !strings.HasSuffix(heard.Model, "+amazon.nova-lite-v1:0") ||
		!slices.ContainsFunc(heard.Reasons, func(r complaint.Reason) bool { return r.Rule == casework.OpinionRule && r.Says == "category=delivery" }) {
		t.Errorf("reading %+v", heard)
	}
	for _, text := range []string{"在店里一直被盯着看，很不舒服。", "同样的话说了三遍，还是没有人听懂。"} {
		if alone := read(t, file(t, co, text).now()); strings.Contains(alone.Model, "+") || alone.Model == "" {
			t.Errorf("%s: reading %+v", text, alone)
		}
	}
	file(t, w.real, "别家的投诉：送来少了两把椅子。")
	shown := m.seen()
	if len(shown) != 3 {
		t.Fatalf("the model was shown %d complaints: %q", len(shown), shown)
	}
	for _, personal := range []string{"陈晓岚", "13812345678", "别家"} {
		if strings.Contains(strings.Join(shown, "\n"), personal) {
			t.Errorf("the model was shown %s: %q", personal, shown)
		}
	}
}

// model stands for Bedrock: it answers by a word of the complaint.
type model struct {
	mu      sync.Mutex
	shown   []string
	answers map[string]answer
}

// answer is what is answered; without a body the request is throttled.
type answer struct{ body []byte }

func (m *model) prepare(t *testing.T, marker, recorded string) {
	t.Helper()
	var a answer
	if recorded != "" {
		var err error
		if a.body, err = os.ReadFile("../opinion/testdata/" + recorded + ".json"); err != nil {
			t.Fatal(err)
		}
	}
	m.answers[marker] = a
}

func (m *model) seen() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.shown)
}

func (m *model) ServeHTTP(out http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	m.mu.Lock()
	m.shown = append(m.shown, string(body))
	m.mu.Unlock()
	if r.URL.Path != "/model/amazon.nova-lite-v1:0/converse" || !strings.HasPrefix(r.Header.Get("Authorization"), "AWS4-HMAC-SHA256 ") {
		out.WriteHeader(http.StatusForbidden)
		return
	}
	for marker, a := range m.answers {
		if strings.Contains(string(body), marker) && a.body != nil {
			_, _ = out.Write(a.body)
			return
		}
	}
	out.WriteHeader(http.StatusTooManyRequests)
}

// reconfigured gives the classification function other variables until the test is over.
func reconfigured(t *testing.T, variables map[string]string) {
	t.Helper()
	functions, name := lambda.NewFromConfig(w.stack.AWS), w.stack.Outputs["ClassificationFunction"]
	before, err := functions.GetFunctionConfiguration(t.Context(), &lambda.GetFunctionConfigurationInput{FunctionName: &name})
	if err != nil {
		t.Fatal(err)
	}
	set := func(ctx context.Context, env map[string]string) error {
		if _, err := functions.UpdateFunctionConfiguration(ctx, &lambda.UpdateFunctionConfigurationInput{
			FunctionName: &name, Environment: &types.Environment{Variables: env},
		}); err != nil {
			return err
		}
		return lambda.NewFunctionUpdatedV2Waiter(functions).Wait(ctx, &lambda.GetFunctionInput{FunctionName: &name}, time.Minute)
	}
	after := map[string]string{}
	for _, some := range []map[string]string{before.Environment.Variables, variables} {
		for name, value := range some {
			after[name] = value
		}
	}
	if err := set(t.Context(), after); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := set(context.WithoutCancel(t.Context()), before.Environment.Variables); err != nil {
			t.Error(err)
		}
	})
}

// read is the machine's reading of a case.
func read(t *testing.T, c client.Case) complaint.Reading {
	t.Helper()
	for _, m := range c.History {
		for _, e := range m.Events {
			if r, is := e.(*complaint.Read); is {
				return r.Reading
			}
		}
	}
	t.Fatalf("case %s was not read", c.ID)
	return complaint.Reading{}
}
