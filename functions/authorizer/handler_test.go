package main

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"log/slog"
	"os"
	"path"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/golang-jwt/jwt/v5"

	"redress/internal/complaint"
)

const (
	stage = "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3/live"
	arn   = stage + "/GET/v1/acme/desk/cases"
)

// asks is what the gateway asks of the authorizer: the recorded event with another header.
func asks(t *testing.T, authorization string) events.APIGatewayCustomAuthorizerRequestTypeRequest {
	t.Helper()
	recorded, err := os.ReadFile("testdata/request.json")
	if err != nil {
		t.Fatal(err)
	}
	var e events.APIGatewayCustomAuthorizerRequestTypeRequest
	if err := json.Unmarshal(recorded, &e); err != nil {
		t.Fatal(err)
	}
	e.Headers["authorization"] = authorization
	return e
}

func TestWhoIsSignedInMayUseTheDesk(t *testing.T) {
	reply, err := newIssuer(t).authorize(t.Context(), asks(t, "Bearer "+newToken().signed(t)))
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.Marshal(reply)
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("testdata/golden/allowed.json")
	if err != nil {
		t.Fatal(err)
	}
	var pretty bytes.Buffer
	if err := json.Indent(&pretty, got, "", "  "); err != nil {
		t.Fatal(err)
	}
	if pretty.String() != strings.TrimSpace(string(want)) {
		t.Errorf("the authorizer answers\n%s", pretty.String())
	}
}

// TestTokensThatAreRefused: each differs from the right one in what its name says, and is told what the others are.
func TestTokensThatAreRefused(t *testing.T) {
	i := newIssuer(t)
	ago, soon := time.Now().Add(-time.Minute).Unix(), time.Now().Add(time.Minute).Unix()
	for name, change := range map[string]func(*token){
		"another issuer":            with("iss", "https://evil.example"),
		"an issuer with a slash":    with("iss", "https://id.acme.example/"),
		"no issuer":                 with("iss", nil),
		"another audience":          with("aud", "shop"),
		"other audiences":           with("aud", []string{"shop", "Desk"}),
		"no audience":               with("aud", nil),
		"expired":                   with("exp", ago),
		"no expiry":                 with("exp", nil),
		"an expiry that is no time": with("exp", "never"),
		"not valid yet":             with("nbf", soon),
		"issued in the future":      with("iat", soon),

		"no tenant":                    with("custom:tenant", nil),
		"an empty tenant":              with("custom:tenant", ""),
		"a tenant that is no id":       with("custom:tenant", "ACME"),
		"a tenant with a sign of keys": with("custom:tenant", "acme#globex"),
		"every tenant":                 with("custom:tenant", "*"),
		"a list of tenants":            with("custom:tenant", []string{"acme"}),
		"a number for a tenant":        with("custom:tenant", 5),
		"no groups":                    with("cognito:groups", nil),
		"an empty list of groups":      with("cognito:groups", []string{}),
		"groups of something else":     with("cognito:groups", []string{"everyone", "vpn"}),
		"a complainant":                with("cognito:groups", []string{"customer"}),
		"the system":                   with("cognito:groups", []string{"system"}),
		"the system, as a word":        with("cognito:groups", "system customer"),
		"a role in capitals":           with("cognito:groups", []string{"Lead"}),
		"a role within a word":         with("cognito:groups", []string{"misleading"}),
		"roles in one word":            with("cognito:groups", []string{"agent lead"}),
		"roles with a comma":           with("cognito:groups", "agent,lead"),
		"a number for a role":          with("cognito:groups", 1),
		"an object of roles":           with("cognito:groups", map[string]bool{"lead": true}),
		"a list of no words":           with("cognito:groups", []any{1, nil, []string{"lead"}}),
		"no user":                      with("cognito:username", nil),
		"an empty user":                with("cognito:username", ""),
		"a number for a user":          with("cognito:username", 7),

		"signed by another key":                          func(k *token) { k.key = keys().theirs },
		"a key nobody published":                         func(k *token) { k.key, k.header["kid"] = keys().theirs, "mine" },
		"no name of a key":                               func(k *token) { k.key = keys().theirs; k.header["kid"] = nil },
		"a key it brings along":                          func(k *token) { k.key = keys().theirs; k.header["jwk"] = map[string]string{"kty": "RSA"} },
		"a key from its own server":                      func(k *token) { k.key = keys().theirs; k.header["jku"] = "https://evil.example/jwks" },
		"not signed":                                     func(k *token) { k.method, k.key = jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType },
		"signed with the public key as a secret":         func(k *token) { k.method, k.key = jwt.SigningMethodHS256, publicPEM(t) },
		"signed with the public key's bytes as a secret": func(k *token) { k.method, k.key = jwt.SigningMethodHS256, keys().ours.N.Bytes() },
		"signed on a curve":                              func(k *token) { k.method, k.key = jwt.SigningMethodES256, curveKey(t) },
		"signed by an algorithm the key is not for":      func(k *token) { k.method = jwt.SigningMethodPS384 },
	} {
		k := newToken()
		change(k)
		refused(t, i, name, "Bearer "+k.signed(t))
	}
}

// TestHeadersThatAreRefused: what is not a token, or was one.
func TestHeadersThatAreRefused(t *testing.T) {
	i, good := newIssuer(t), newToken().signed(t)
	parts := strings.Split(good, ".")
	for name, header := range map[string]string{
		"nothing":                   "",
		"only the scheme":           "Bearer",
		"only the scheme and space": "Bearer ",
		"a word":                    "Bearer letmein",
		"another scheme":            "Basic aGFuOnB3",
		"the token as a password":   "Basic " + good,
		"two schemes":               "Bearer Bearer " + good,
		"dots":                      "Bearer ..",
		"no signature":              "Bearer " + parts[0] + "." + parts[1] + ".",
		"no third part":             "Bearer " + parts[0] + "." + parts[1],
		"a fourth part":             "Bearer " + good + ".x",
		"two tokens":                "Bearer " + good + " " + good,
		"two tokens and a comma":    "Bearer " + good + "," + good,
		"other claims":              "Bearer " + parts[0] + "." + forged(t) + "." + parts[2],
		"a changed signature":       "Bearer " + parts[0] + "." + parts[1] + "." + strings.Repeat("A", len(parts[2])),
		"a zero byte":               "Bearer " + good + "\x00",
		"something very long":       "Bearer " + strings.Repeat("a.", 50_000),
		"JSON":                      `Bearer {"alg":"none"}`,
	} {
		refused(t, i, name, header)
	}
	e := asks(t, "")
	e.Headers = nil
	if reply, err := i.authorize(t.Context(), e); err == nil || reply.PolicyDocument.Statement != nil {
		t.Errorf("no headers: %+v %v", reply, err)
	}
}

// refused ends in the one text for which the gateway answers 401, and nothing of the token in the log.
func refused(t *testing.T, i *issuer, name, header string) {
	t.Helper()
	var log bytes.Buffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewJSONHandler(&log, nil)))
	defer slog.SetDefault(before)
	reply, err := i.authorize(t.Context(), asks(t, header))
	if err == nil || err.Error() != "Unauthorized" {
		t.Errorf("%s: error %v", name, err)
	}
	if reply.PrincipalID != "" || reply.Context != nil || reply.PolicyDocument.Statement != nil {
		t.Errorf("%s: it is answered %+v", name, reply)
	}
	for _, said := range []string{"acme", "han", "evil", "eyJ", "letmein"} {
		if strings.Contains(log.String(), said) {
			t.Errorf("%s: the log says %s", name, log.String())
		}
	}
	if !strings.Contains(log.String(), `"why":"token `) && !strings.Contains(log.String(), `"why":"signature `) {
		t.Errorf("%s: the log does not say why: %s", name, log.String())
	}
}

func TestHeadersThatAreTaken(t *testing.T) {
	i, good := newIssuer(t), newToken().signed(t)
	for _, header := range []string{"Bearer " + good, "bearer " + good, "BEARER  " + good, good, " " + good + " "} {
		if _, err := i.authorize(t.Context(), asks(t, header)); err != nil {
			t.Errorf("%.10s...: %v", header, err)
		}
	}
	for _, name := range []string{"Authorization", "AUTHORIZATION"} {
		e := asks(t, "")
		e.Headers = map[string]string{name: "Bearer " + good}
		if _, err := i.authorize(t.Context(), e); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTokensThatAreTaken(t *testing.T) {
	i := newIssuer(t)
	for name, c := range map[string]struct {
		change func(*token)
		want   string
	}{
		"one group":                    {with("cognito:groups", []string{"agent"}), "acme agent han han@acme.example"},
		"the highest of several":       {with("cognito:groups", []string{"agent", "manager", "lead"}), "acme manager han han@acme.example"},
		"whatever their order":         {with("cognito:groups", []string{"manager", "agent"}), "acme manager han han@acme.example"},
		"among groups of other things": {with("cognito:groups", []string{"vpn", "legal", "customer", "system"}), "acme legal han han@acme.example"},
		"a group as a word":            {with("cognito:groups", "lead"), "acme lead han han@acme.example"},
		"groups as words":              {with("cognito:groups", "agent  lead vpn"), "acme lead han han@acme.example"},
		"several audiences":            {with("aud", []string{"shop", audience}), "acme agent han han@acme.example"},
		"no mail":                      {with("email", nil), "acme agent han "},
		"a mail that is no text":       {with("email", []string{"han@acme.example"}), "acme agent han "},
		"another tenant":               {with("custom:tenant", "globex-2"), "globex-2 agent han han@acme.example"},
		"claims of another kind":       {with("role", "executive"), "acme agent han han@acme.example"},
	} {
		k := newToken()
		c.change(k)
		reply, err := i.authorize(t.Context(), asks(t, "Bearer "+k.signed(t)))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		said := reply.Context
		if got := fmt.Sprintf("%v %v %v %v", said["tenant"], said["role"], said["user"], said["mail"]); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// TestRank ranges over the roles: each of staff's has a rank, and nobody else's does.
func TestRank(t *testing.T) {
	for _, role := range complaint.Roles {
		want := role
		if role == complaint.Customer || role == complaint.System {
			want = ""
		}
		if got := highest([]any{string(role)}); got != want {
			t.Errorf("%s acts as %q", role, got)
		}
	}
	for i, higher := range rank {
		for _, lower := range rank[i:] {
			if got := highest([]any{string(lower), string(higher)}); got != higher {
				t.Errorf("%s and %s act as %s", lower, higher, got)
			}
		}
	}
}

// TestThePolicyCoversTheDeskAlone: what it lets through is the desk's routes of the stage, whatever was asked for.
func TestThePolicyCoversTheDeskAlone(t *testing.T) {
	who := map[string]any{"user": "han"}
	for _, asked := range []string{arn, stage + "/POST/v1/acme/desk/cases/RD-1/commands", stage + "/"} {
		statement := allow(asked, who).PolicyDocument.Statement
		if len(statement) != 1 || statement[0].Effect != "Allow" || len(statement[0].Resource) != 1 {
			t.Fatalf("%s: %+v", asked, statement)
		}
		covered := func(arn string) bool { return covers(t, statement[0].Resource[0], arn) }
		for _, in := range []string{"/GET/v1/acme/desk/cases", "/GET/v1/globex/desk/cases", "/POST/v1/acme/desk/cases/RD-1/commands"} {
			if !covered(stage + in) {
				t.Errorf("%s does not cover %s", statement[0].Resource[0], in)
			}
		}
		for _, out := range []string{
			stage + "/POST/v1/acme/complaints", stage + "/GET/v1/acme/surveys/RD-1", stage + "/GET/v2/acme/desk/cases",
			strings.Replace(arn, "live", "test", 1), strings.Replace(arn, "a1b2c3", "other", 1),
		} {
			if covered(out) {
				t.Errorf("%s covers %s", statement[0].Resource[0], out)
			}
		}
	}
}

// covers matches as IAM does: a star stands for anything, slashes too.
func covers(t *testing.T, pattern, arn string) bool {
	t.Helper()
	flat := strings.NewReplacer("/", "|")
	ok, err := path.Match(flat.Replace(pattern), flat.Replace(arn))
	if err != nil {
		t.Fatal(err)
	}
	return ok
}

func publicPEM(t *testing.T) []byte {
	t.Helper()
	der, err := x509.MarshalPKIXPublicKey(&keys().ours.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})
}

func curveKey(t *testing.T) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// forged is the claims of somebody above, which nobody signed.
func forged(t *testing.T) string {
	t.Helper()
	k := newToken()
	with("cognito:groups", []string{"tenant_admin"})(k)
	return strings.Split(k.signed(t), ".")[1]
}
