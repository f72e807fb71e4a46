package client

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"

	"redress/internal/complaint"
	"redress/internal/custody"
)

// Announced is a file that is to be sent as evidence.
type Announced struct {
	Name      string `json:"name"`
	MediaType string `json:"media_type"`
	Size      int    `json:"size,omitempty"`
	SHA256    string `json:"sha256,omitempty"`
}

// Slot says how a file is sent.
type Slot struct {
	File string `json:"file"`
	custody.UploadForm
}

// Give asks to send a file as evidence: as a complainant with the receipt, as staff with a nil one.
func (a API) Give(ctx context.Context, id string, r *Receipt, f Announced) (Slot, error) {
	var s Slot
	path, headers := "/desk/cases/"+id+"/files", map[string]string(nil)
	if r != nil {
		path, headers = "/complaints/"+id+"/files", secret(r.Secret)
	}
	err := a.Call(ctx, http.MethodPost, path, headers, f, &s)
	return s, err
}

// Order has a case exported and answers the export's id.
func (a API) Order(ctx context.Context, id, reason string) (string, error) {
	var ordered struct {
		Export string `json:"export"`
	}
	err := a.Call(ctx, http.MethodPost, "/desk/cases/"+id+"/exports", nil, map[string]string{"reason": reason}, &ordered)
	return ordered.Export, err
}

// Send sends a file as a browser's form does, and answers the status and where it leads. A redirect is not followed.
func Send(ctx context.Context, form custody.UploadForm, name string, data []byte) (status int, at string, err error) {
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for field, value := range form.Fields {
		if err := w.WriteField(field, value); err != nil {
			return 0, "", err
		}
	}
	part, err := w.CreateFormFile("file", name)
	if err != nil {
		return 0, "", err
	}
	if _, err := part.Write(data); err != nil {
		return 0, "", err
	}
	if err := w.Close(); err != nil {
		return 0, "", err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, form.URL, &body)
	if err != nil {
		return 0, "", err
	}
	req.Header.Set("Content-Type", w.FormDataContentType())
	return led(req)
}

// Lead asks for an address below the tenant's that leads elsewhere, and answers the status and where to.
func (a API) Lead(ctx context.Context, path string) (status int, at string, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, a.Base+"/v1/"+a.Tenant+path, http.NoBody)
	if err != nil {
		return 0, "", err
	}
	if a.Token != "" {
		req.Header.Set("Authorization", "Bearer "+a.Token)
	}
	return led(req)
}

// led sends a request and does not follow where it leads.
func led(req *http.Request) (status int, at string, err error) {
	still := *httpClient
	still.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	resp, err := still.Do(req)
	if err != nil {
		return 0, "", err
	}
	defer resp.Body.Close() //nolint:errcheck // it was read to its end
	_, err = io.Copy(io.Discard, resp.Body)
	return resp.StatusCode, resp.Header.Get("Location"), err
}

// Fetch reads what lies at an address that was lent.
func Fetch(ctx context.Context, at string) ([]byte, http.Header, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, at, http.NoBody)
	if err != nil {
		return nil, nil, err
	}
	resp, err := httpClient.Do(req)
	if err != nil {
		return nil, nil, err
	}
	defer resp.Body.Close() //nolint:errcheck // it was read to its end
	data, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("status %d: %.200s", resp.StatusCode, data)
	}
	return data, resp.Header, err
}

// Exhibit answers a file of a case as it is now.
func (a API) Exhibit(ctx context.Context, id, file string) (complaint.Exhibit, error) {
	c, err := a.Case(ctx, id)
	x, _ := c.Exhibit(file)
	return x, err
}
