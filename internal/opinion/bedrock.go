package opinion

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"

	"redress/internal/casework"
)

const (
	patience    = 4 * time.Second // for an answer: the complainant's acknowledgement waits
	longest     = 1 << 20         // bytes of an answer
	serviceName = "bedrock"       // in signatures
)

// errSilent is of a model that gave no answer in time.
var errSilent = errors.New("the model did not answer")

// Bedrock asks a model on Amazon Bedrock.
type Bedrock struct {
	Model       string // its id, such as amazon.nova-lite-v1:0
	Endpoint    string // where the service is, without a slash at the end
	Region      string
	Credentials aws.CredentialsProvider
	Client      *http.Client
	Patience    time.Duration // for one answer; 0: some seconds
}

var _ casework.Opinions = (*Bedrock)(nil)

// Opinion answers what the model says of a masked text. It asks once: where there is no answer the own reading stands, which is no loss
// that a second request would be worth. The error holds nothing of the text.
func (b *Bedrock) Opinion(ctx context.Context, masked string) (casework.Opinion, error) {
	limit := b.Patience
	if limit == 0 {
		limit = patience
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	r, err := b.converse(ctx, ask(masked, rand.Text()))
	if err != nil {
		return casework.Opinion{}, err
	}
	said, err := opinionOf(r, shortened(masked))
	said.Model = b.Model
	slog.InfoContext(ctx, "second opinion", "model", b.Model, "input_tokens", r.Usage.In, "output_tokens", r.Usage.Out, "usable", err == nil)
	return said, err
}

// converse makes one request.
func (b *Bedrock) converse(ctx context.Context, q request) (r reply, err error) {
	body, err := json.Marshal(q)
	if err != nil {
		return r, err
	}
	req, err := b.signed(ctx, body)
	if err != nil {
		return r, err
	}
	res, err := b.Client.Do(req)
	if err != nil {
		return r, errSilent // the error would hold the address and nothing that helps
	}
	defer res.Body.Close() //nolint:errcheck // it was only read
	if res.StatusCode != http.StatusOK {
		return r, fmt.Errorf("the model answered with status %d", res.StatusCode)
	}
	if err := json.NewDecoder(io.LimitReader(res.Body, longest)).Decode(&r); err != nil {
		if ctx.Err() != nil {
			return reply{}, errSilent
		}
		return reply{}, errors.New("the model's answer is no JSON")
	}
	return r, nil
}

// signed is the request with the function's signature.
func (b *Bedrock) signed(ctx context.Context, body []byte) (*http.Request, error) {
	at, err := url.Parse(b.Endpoint)
	if err != nil {
		return nil, err
	}
	at.Path, at.RawPath = at.Path+"/model/"+b.Model+"/converse", at.EscapedPath()+"/model/"+escaped(b.Model)+"/converse"
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, at.String(), bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	credentials, err := b.Credentials.Retrieve(ctx)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(body)
	return req, v4.NewSigner().SignHTTP(ctx, credentials, req, hex.EncodeToString(sum[:]), serviceName, b.Region, time.Now())
}

// escaped is an id as a part of a path; of what stands in ids only the colon and the slash need it.
func escaped(id string) string { return strings.ReplaceAll(url.PathEscape(id), ":", "%3A") }
