package main

import (
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"math/big"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/MicahParks/keyfunc/v3"
	"github.com/golang-jwt/jwt/v5"
)

const (
	name     = "https://id.acme.example"
	audience = "desk"
	kid      = "2026-03"
)

// keys makes the RSA keys of the tests, once, for they take long.
var keys = sync.OnceValue(func() (k struct{ ours, theirs *rsa.PrivateKey }) {
	var err error
	if k.ours, err = rsa.GenerateKey(rand.Reader, 2048); err != nil {
		panic(err)
	}
	if k.theirs, err = rsa.GenerateKey(rand.Reader, 2048); err != nil {
		panic(err)
	}
	return k
})

// newIssuer is the issuer as main makes it, with a key set that a server publishes.
func newIssuer(t *testing.T) *issuer {
	t.Helper()
	public := keys().ours.PublicKey
	set, err := json.Marshal(map[string]any{"keys": []map[string]string{{
		"kty": "RSA", "use": "sig", "alg": "RS256", "kid": kid,
		"n": base64.RawURLEncoding.EncodeToString(public.N.Bytes()),
		"e": base64.RawURLEncoding.EncodeToString(big.NewInt(int64(public.E)).Bytes()),
	}}})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(set) }))
	t.Cleanup(server.Close)
	env := map[string]string{
		"ISSUER": name, "AUDIENCE": audience, "KEYS": server.URL,
		"CLAIM_TENANT": "custom:tenant", "CLAIM_ROLES": "cognito:groups", "CLAIM_USER": "cognito:username", "CLAIM_MAIL": "email",
	}
	i := issuerOf(func(name string) string { return env[name] })
	published, err := keyfunc.NewDefaultCtx(t.Context(), []string{i.keys})
	if err != nil {
		t.Fatal(err)
	}
	i.keyfunc = published.Keyfunc
	return i
}

// token is a token to be, right in everything until it is changed.
type token struct {
	method jwt.SigningMethod
	header map[string]any
	claims jwt.MapClaims
	key    any
}

func newToken() *token {
	now := time.Now()
	return &token{
		method: jwt.SigningMethodRS256, header: map[string]any{"kid": kid}, key: keys().ours,
		claims: jwt.MapClaims{
			"iss": name, "aud": audience, "iat": now.Unix(), "exp": now.Add(time.Hour).Unix(), "token_use": "id",
			"custom:tenant": "acme", "cognito:groups": []string{"agent"}, "cognito:username": "han", "email": "han@acme.example",
		},
	}
}

func (k *token) signed(t *testing.T) string {
	t.Helper()
	raw := jwt.NewWithClaims(k.method, k.claims)
	for name, value := range k.header {
		raw.Header[name] = value
	}
	text, err := raw.SignedString(k.key)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// with is a right token with one claim changed; nil takes it away.
func with(claim string, value any) func(*token) {
	return func(k *token) {
		if k.claims[claim] = value; value == nil {
			delete(k.claims, claim)
		}
	}
}
