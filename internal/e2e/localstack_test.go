//go:build e2e

package e2e

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"net/url"
	"os"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudformation"
	"github.com/aws/aws-sdk-go-v2/service/sesv2"
	"github.com/aws/aws-sdk-go-v2/service/sesv2/types"
	"github.com/golang-jwt/jwt/v5"

	"redress/internal/client"
)

// All that the journeys do otherwise on LocalStack than on ministack stands in this file. LocalStack is slower, has no
// Cognito, and cannot make the mail's domain from the template. The README says what else differs.

// patience is how long a test waits for the machine. E2E_PATIENCE says it for a slow one.
var patience = func() time.Duration {
	if d, err := time.ParseDuration(os.Getenv("E2E_PATIENCE")); err == nil {
		return d
	}
	return time.Minute
}()

// onLocalStack says whether LocalStack is what answers: ministack answers at LocalStack's addresses too, and at its own.
func onLocalStack(ctx context.Context) bool {
	_, none := exchange(ctx, http.MethodGet, "/_ministack/health", nil)
	_, err := exchange(ctx, http.MethodGet, "/_localstack/health", nil)
	return none != nil && err == nil
}

// notOnLocalStack skips a test there, and says why.
func notOnLocalStack(t *testing.T, why string) {
	t.Helper()
	if onLocalStack(t.Context()) {
		t.Skip("LocalStack:", why)
	}
}

// shownOnce skips a journey on LocalStack whose point is a rule of Redress and not a service of AWS: those that run there use every service,
// state and timer that it uses, and the other emulator shows the rule. E2E_ALL=yes runs all of them there too.
func shownOnce(t *testing.T) {
	t.Helper()
	if os.Getenv("E2E_ALL") == "" {
		notOnLocalStack(t, "shown on the other emulator; E2E_ALL=yes shows it here too")
	}
}

// otherwise is which bad requests reach the functions otherwise there, and so are refused with another answer.
var otherwise = map[string]string{
	"filing bytes that are no text": "hands such a body on in base64; it is refused as a whole, without a field",
	"form that cannot be read":      "its gateway reads a form itself and hands on what it understood; what is missing then is named",
	"door a file":                   "its gateway refuses a form of files that is none itself, with an empty 400",
}

// prepare does what the template could not. On a stack with a pool of its own there is nothing to do.
func (w *world) prepare(ctx context.Context) (err error) {
	if w.stack.Outputs["StaffPool"] != "" {
		return nil
	}
	if w.issuer, err = openIssuer(ctx); err != nil {
		return fmt.Errorf("issuer: %w", err)
	}
	_, err = sesv2.NewFromConfig(w.stack.AWS).CreateEmailIdentity(ctx, &sesv2.CreateEmailIdentityInput{EmailIdentity: aws.String("example.com")})
	if exists := (*types.AlreadyExistsException)(nil); err != nil && !errors.As(err, &exists) {
		return fmt.Errorf("mail: %w", err)
	}
	return nil
}

// signIn makes a member of staff and answers their token.
func (w *world) signIn(ctx context.Context, person client.Staff) (string, error) {
	if w.issuer != nil {
		return w.issuer.token(person)
	}
	if err := w.stack.Enrol(ctx, person); err != nil {
		return "", err
	}
	return w.stack.SignIn(ctx, person)
}

// issuer is an OpenID Connect issuer, as far as the authorizer ever sees one: tokens, and a key set to verify them by.
// The key set is at the stack's OidcKeys, an object in the emulator's S3; beside it lies the key itself, so that the
// next run on the same stack signs with the key that the functions have read already.
type issuer struct {
	name, audience string
	key            *rsa.PrivateKey
}

const kid = "e2e"

func openIssuer(ctx context.Context) (*issuer, error) {
	said, err := parameters(ctx)
	if err != nil {
		return nil, err
	}
	at, err := url.Parse(said["OidcKeys"])
	if err != nil || at.Path == "" {
		return nil, fmt.Errorf("the stack has neither a StaffPool nor OidcKeys: %q", said["OidcKeys"])
	}
	i := &issuer{name: said["OidcIssuer"], audience: said["OidcAudience"]}
	if i.key, err = keptKey(ctx, at.Path+".private"); err != nil {
		return nil, err
	}
	set, err := json.Marshal(map[string]any{"keys": []map[string]string{{
		"kty": "RSA", "use": "sig", "alg": jwt.SigningMethodRS256.Alg(), "kid": kid,
		"n": base64.RawURLEncoding.EncodeToString(i.key.N.Bytes()),
		"e": base64.RawURLEncoding.EncodeToString(big.NewInt(int64(i.key.E)).Bytes()),
	}}})
	if err != nil {
		return nil, err
	}
	_, err = exchange(ctx, http.MethodPut, at.Path, set)
	return i, err
}

// keptKey answers the key that an earlier run left at the path, or makes one and leaves it.
func keptKey(ctx context.Context, path string) (*rsa.PrivateKey, error) {
	if kept, err := exchange(ctx, http.MethodGet, path, nil); err == nil {
		return x509.ParsePKCS1PrivateKey(kept)
	}
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return nil, err
	}
	bucket, err := url.JoinPath(path, "..")
	if err != nil {
		return nil, err
	}
	if _, err := exchange(ctx, http.MethodPut, bucket, nil); err != nil {
		return nil, err
	}
	_, err = exchange(ctx, http.MethodPut, path, x509.MarshalPKCS1PrivateKey(key))
	return key, err
}

// token is what a member of staff gets by signing in, with the claims of OidcClaims' default.
func (i *issuer) token(p client.Staff) (string, error) {
	now := time.Now()
	t := jwt.NewWithClaims(jwt.SigningMethodRS256, jwt.MapClaims{
		"iss": i.name, "aud": i.audience, "iat": now.Unix(), "exp": now.Add(time.Hour).Unix(),
		"sub": p.User, "email": p.Mail, "tenant": p.Tenant, "roles": []string{string(p.Role)},
	})
	t.Header["kid"] = kid
	return t.SignedString(i.key)
}

// parameters are those the stack was deployed with.
func parameters(ctx context.Context) (map[string]string, error) {
	out, err := cloudformation.NewFromConfig(w.stack.AWS).DescribeStacks(ctx, &cloudformation.DescribeStacksInput{StackName: aws.String(stackName())})
	if err != nil {
		return nil, err
	}
	said := map[string]string{}
	for _, p := range out.Stacks[0].Parameters {
		said[aws.ToString(p.ParameterKey)] = aws.ToString(p.ParameterValue)
	}
	return said, nil
}

// exchange speaks to the emulator as it does not speak on AWS: without a signature, which an emulator does not ask for.
func exchange(ctx context.Context, method, path string, body []byte) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, method, w.stack.Endpoint+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	got, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s %s: %s", method, path, resp.Status)
	}
	return got, err
}
