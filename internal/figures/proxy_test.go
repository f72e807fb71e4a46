package figures

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// shelf is a DynamoDB of one item, beside another service.
type shelf struct{ item json.RawMessage }

func (s *shelf) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	switch r.Header.Get("X-Amz-Target") {
	case "DynamoDB_20120810.GetItem":
		_, _ = w.Write([]byte(`{"Item": ` + string(s.item) + `}`))
	case "DynamoDB_20120810.PutItem":
		var put struct{ Item json.RawMessage }
		_ = json.Unmarshal(body, &put)
		s.item = put.Item
		_, _ = w.Write([]byte(`{}`))
	case "DynamoDB_20120810.TransactWriteItems":
		http.Error(w, `{"__type": "TransactionCanceledException"}`, http.StatusBadRequest)
	default:
		_, _ = w.Write([]byte("another service at " + r.URL.Path))
	}
}

func ask(t *testing.T, address, target, body string) string {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, address+"/there", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("X-Amz-Target", target)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	answer, _ := io.ReadAll(resp.Body)
	return string(answer)
}

// The proxy hands on what it is asked, counts it for whom it is about, and leaves others alone.
func TestTheProxyCountsByTenant(t *testing.T) {
	db := &shelf{item: json.RawMessage(`{"pk": {"S": "C#acme#RD-1"}, "sk": {"S": "CASE"}, "data": {"S": "` + strings.Repeat("x", 3000) + `"}}`)}
	backend := httptest.NewServer(db)
	defer backend.Close()
	proxy, err := NewProxy(backend.URL)
	if err != nil {
		t.Fatal(err)
	}
	front := httptest.NewServer(proxy)
	defer front.Close()

	key := `{"pk": {"S": "C#acme#RD-1"}, "sk": {"S": "CASE"}}`
	if got := ask(t, front.URL, "DynamoDB_20120810.GetItem", `{"Key": `+key+`, "ConsistentRead": true}`); !strings.Contains(got, "xxx") {
		t.Errorf("got %q", got)
	}
	ask(t, front.URL, "DynamoDB_20120810.PutItem", `{"Item": `+key+`}`)
	ask(t, front.URL, "DynamoDB_20120810.TransactWriteItems", `{"TransactItems": [{"Put": {"Item": `+key+`}}, {"Update": {"Key": `+key+`}}]}`)
	ask(t, front.URL, "DynamoDB_20120810.BatchWriteItem", `{"RequestItems": {"cases": [{"PutRequest": {"Item": {"pk": {"S": "K#zeta#b"}, "sk": {"S": "1"}}}}, {"DeleteRequest": {"Key": `+key+`}}]}}`)
	if batch := proxy.Of("zeta"); batch.Requests != 1 || batch.WriteUnits < 2 || batch.ReadUnits != 0 {
		t.Errorf("a batch: %+v", batch)
	}
	if got := ask(t, front.URL, "AWSStepFunctions.StartExecution", `{}`); got != "another service at /there" {
		t.Errorf("got %q", got)
	}
	got := proxy.Of("acme")
	if got.Requests != 3 || got.Refused != 1 || got.ReadUnits != 1 || got.WriteUnits != 3+2+2 || got.Shared != 0 {
		t.Errorf("%+v", got)
	}
	if parts(got.ByName) != "GetItem of case 1, PutItem 1, TransactWriteItems 1" {
		t.Errorf("%v", got.ByName)
	}
	if other := proxy.Of("globex"); other.Requests != 0 {
		t.Errorf("of another tenant: %+v", other)
	}
}

func TestWhoseRequestItIs(t *testing.T) {
	for body, want := range map[string]string{
		`{"Key": {"pk": {"S": "C#acme#RD-1"}}}`:                         "acme",
		`{"ExpressionAttributeValues": {":tenant": {"S": "Q#acme-2"}}}`: "acme-2",
		`{"ExpressionAttributeValues": {":shard": {"S": "DUE#1"}}}`:     "",
	} {
		if got, _ := ownerOf([]byte(body)); got != want {
			t.Errorf("%s: %q, want %q", body, got, want)
		}
	}
	if _, shared := ownerOf([]byte(`{"pk": {"S": "T#acme"}}`)); !shared {
		t.Error("a tenant's record is not its cases'")
	}
}
