package client

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"

	"redress/internal/complaint"
)

// Problem is an error that the API answered.
type Problem struct {
	Status int    `json:"status"`
	Type   string `json:"type"`
	Detail string `json:"detail"`
	Field  string `json:"field"`

	Revision int      `json:"revision"` // of a stale command: where the case stands
	Since    []Change `json:"since"`    // and what was done to it meanwhile
}

// Change is one command that was carried out.
type Change struct {
	Revision int            `json:"revision"`
	At       time.Time      `json:"at"`
	Command  string         `json:"command"`
	Role     complaint.Role `json:"role"`
	By       string         `json:"by"` // user name of staff
}

func (p *Problem) Error() string {
	return fmt.Sprintf("%d %s %s: %s", p.Status, p.Type, p.Field, p.Detail)
}

// API is the API of one tenant.
type API struct {
	Base   string // address without a slash at the end
	Tenant string
	Token  string // of a member of staff who signed in; empty: a complainant
}

var httpClient = &http.Client{Timeout: 30 * time.Second}

// Call sends a request below the tenant's address and reads the answer into out. It fails with *Problem.
func (a API) Call(ctx context.Context, method, path string, headers map[string]string, in, out any) error {
	var body io.Reader
	if in != nil {
		data, err := json.Marshal(in)
		if err != nil {
			return err
		}
		body = bytes.NewReader(data)
	}
	req, err := http.NewRequestWithContext(ctx, method, a.Base+"/v1/"+a.Tenant+path, body)
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	if a.Token != "" {
		req.Header.Set("Authorization", "Bearer "+a.Token)
	}
	for name, value := range headers {
		req.Header.Set(name, value)
	}
	return answer(req, out)
}

func answer(req *http.Request, out any) error {
	resp, err := httpClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close() //nolint:errcheck // it was read to its end
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	if resp.StatusCode >= http.StatusBadRequest {
		p := &Problem{}
		if json.Unmarshal(data, p) != nil || p.Status == 0 {
			p.Status, p.Detail = resp.StatusCode, string(data)
		}
		return p
	}
	if out == nil {
		return nil
	}
	return json.Unmarshal(data, out)
}
