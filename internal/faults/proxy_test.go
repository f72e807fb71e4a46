package faults

import (
	"io"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
)

// backend is an emulator that counts what it carries out.
func backend(t *testing.T) (address string, carried *atomic.Int64) {
	t.Helper()
	carried = &atomic.Int64{}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		carried.Add(1)
		body, _ := io.ReadAll(r.Body)
		w.Header().Set("X-Path", r.URL.Path)
		_, _ = w.Write(append([]byte("echo "), body...))
	}))
	t.Cleanup(s.Close)
	return s.URL, carried
}

// behind puts a proxy before it.
func behind(t *testing.T, address string, rates Rates) (*Proxy, string) {
	t.Helper()
	dice := &Dice{Seed: 7}
	p, err := NewProxy(address, dice, rates, &Killer{Dice: dice})
	if err != nil {
		t.Fatal(err)
	}
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go p.Serve(l)
	return p, "http://" + l.Addr().String()
}

// ask makes one call of a service, as a try of an invocation.
func ask(t *testing.T, address, service, invocation string) (status int, body string, err error) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, address+"/some/path", strings.NewReader("hello"))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential=test/20261123/us-east-1/"+service+"/aws4_request, Signature=x")
	req.Header.Set("Amz-Sdk-Invocation-Id", invocation)
	req.Close = true
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, "", err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	return resp.StatusCode, string(data), err
}

func TestWithoutFaultsACallIsHandedOnAsItIs(t *testing.T) {
	address, carried := backend(t)
	_, proxy := behind(t, address, Rates{})
	status, body, err := ask(t, proxy, "dynamodb", "1")
	if status != http.StatusOK || body != "echo hello" || err != nil || carried.Load() != 1 {
		t.Fatalf("%d %q %v, carried out %d times", status, body, err, carried.Load())
	}
}

// Every kind of fault comes, as often as was said, and does what it says: only a lost answer was carried out.
func TestFaultsAreWhatTheySay(t *testing.T) {
	address, carried := backend(t)
	p, proxy := behind(t, address, Rates{Fail: 1})
	for range 60 {
		if status, body, err := ask(t, proxy, "dynamodb", ""); err == nil && status == http.StatusOK {
			t.Fatalf("answered %q", body)
		}
	}
	n := p.Tally.Of(DynamoDB)
	if n.Calls != 60 || n.Hit != 60 {
		t.Errorf("%+v", n)
	}
	for _, k := range failing {
		if n.Faults[k] < 5 {
			t.Errorf("%s came %d times", k, n.Faults[k])
		}
	}
	if int(carried.Load()) != n.Faults[Lost] {
		t.Errorf("carried out %d, lost answers %d", carried.Load(), n.Faults[Lost])
	}
}

// A call that fails once succeeds when the SDK tries again; a stubborn one never does.
func TestStubbornCallsFailHoweverOftenTheyAreTried(t *testing.T) {
	for stubborn, want := range map[float64]bool{0: true, 1: false} {
		address, _ := backend(t)
		_, proxy := behind(t, address, Rates{Fail: 1, Stubborn: stubborn})
		_, _, _ = ask(t, proxy, "states", "one")
		for range 3 {
			status, _, err := ask(t, proxy, "states", "one")
			if got := err == nil && status == http.StatusOK; got != want {
				t.Errorf("stubborn %v: tried again %d %v", stubborn, status, err)
			}
		}
	}
}

func TestRefusalsAreTheServicesOwn(t *testing.T) {
	for s, want := range map[Service]string{
		DynamoDB: "ProvisionedThroughputExceededException", StepFunctions: "ThrottlingException", SES: "TooManyRequestsException",
		SNS: "<Code>Throttling</Code>", SecretsManager: "ThrottlingException", API: "TooManyRequestsException",
	} {
		w := httptest.NewRecorder()
		refuse(w, s, Throttled)
		if w.Code < http.StatusBadRequest || w.Code >= http.StatusInternalServerError || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: %d %s", s, w.Code, w.Body)
		}
		w = httptest.NewRecorder()
		refuse(w, s, Failed)
		if w.Code != http.StatusInternalServerError {
			t.Errorf("%s: %d", s, w.Code)
		}
	}
}

func TestAfterTheCalmNothingFails(t *testing.T) {
	address, _ := backend(t)
	p, proxy := behind(t, address, Rates{Fail: 1})
	p.Calm()
	for range 20 {
		if status, _, err := ask(t, proxy, "ses", ""); status != http.StatusOK || err != nil {
			t.Fatal(status, err)
		}
	}
}

// The same seed decides the same, throw for throw.
func TestTheSeedDecides(t *testing.T) {
	kinds := func(seed uint64) (all []Kind) {
		f := fates{dice: &Dice{Seed: seed}, rates: Rates{Fail: 0.3, Slow: 0.1}, again: map[string]bool{}}
		for range 200 {
			k, _ := f.of(call{service: DynamoDB})
			all = append(all, k)
		}
		return all
	}
	one, same, other := kinds(1), kinds(1), kinds(2)
	count := map[Kind]int{}
	equal := true
	for i := range one {
		count[one[i]]++
		if one[i] != same[i] {
			t.Fatal("the same seed decided otherwise")
		}
		equal = equal && one[i] == other[i]
	}
	if equal || count[Fine] < 90 || count[Fine] > 150 {
		t.Errorf("equal %v, %v", equal, maps.Clone(count))
	}
}
