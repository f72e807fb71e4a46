//go:build e2e

package e2e

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"redress/internal/client"
	"redress/internal/complaint"
)

// TestSameRequestIsOneCase sends one complaint eight times at the same moment, with a key and without.
func TestSameRequestIsOneCase(t *testing.T) {
	t.Parallel()
	for name, key := range map[string]string{"with a key": "e2e-" + time.Now().String()[:19], "without one": ""} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := client.Complaint{
				Content: slow + name + time.Now().String(), Complainant: complaint.Complainant{Email: "once@example.com"},
			}
			receipts := make([]client.Receipt, 8)
			var crew sync.WaitGroup
			for i := range receipts {
				crew.Go(func() {
					var err error
					if receipts[i], err = w.real.public.File(t.Context(), c, strings.ReplaceAll(key, " ", "-")); err != nil {
						t.Error(err)
					}
				})
			}
			crew.Wait()
			for _, r := range receipts {
				if r.Case != receipts[0].Case || key != "" && r != receipts[0] {
					t.Errorf("receipts differ: %s and %s", r.Case, receipts[0].Case)
				}
			}
		})
	}
}

// TestComplainantFollowsAndWrites reads the case with its secret, as JSON and as a page, and writes to the desk; staff
// notes are not to be seen.
func TestComplainantFollowsAndWrites(t *testing.T) {
	t.Parallel()
	s := file(t, w.real, slow)
	s.do(w.real.agent, &complaint.Take{}, &complaint.Note{Text: "for-staff-only"}, &complaint.Tell{Text: "We are on it."})
	if err := w.real.public.Write(t.Context(), s.receipt, "何时能上门？"); err != nil {
		t.Fatal(err)
	}
	page := get(t, s.receipt.Follow)
	for _, want := range []string{"We are on it.", "何时能上门？", s.receipt.Case} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not on the page", want)
		}
	}
	view, err := w.real.public.Follow(t.Context(), s.receipt)
	if err != nil {
		t.Fatal(err)
	}
	if len(view["messages"].([]any)) != 2 || strings.Contains(page, "for-staff-only") {
		t.Errorf("messages %v, or a note of the staff on the page", view["messages"])
	}
}

// TestNoCaseWithoutItsKey tries to reach a case with no secret, a wrong one, another case's, another tenant's address
// and tokens of nobody and of another tenant: it is not there.
func TestNoCaseWithoutItsKey(t *testing.T) {
	t.Parallel()
	mine, other := file(t, w.real, slow), file(t, w.real, slow+" 二")
	for name, r := range map[string]client.Receipt{
		"no secret":           {Case: mine.receipt.Case},
		"a wrong secret":      {Case: mine.receipt.Case, Secret: wrongly(mine.receipt.Secret)},
		"another case's":      {Case: mine.receipt.Case, Secret: other.receipt.Secret},
		"a case that is none": {Case: "RD-0000-0000-0000-0000", Secret: mine.receipt.Secret},
	} {
		_, err := w.real.public.Follow(t.Context(), r)
		t.Run(name, func(t *testing.T) { wantProblem(t, err, http.StatusNotFound) })
	}
	abroad := client.API{Base: w.real.public.Base, Tenant: w.swift.id}
	_, err := abroad.Follow(t.Context(), mine.receipt)
	wantProblem(t, err, http.StatusNotFound)

	for name, hand := range map[string]client.API{
		"no token":             {Base: w.real.public.Base, Tenant: w.real.id},
		"a token of nobody's":  {Base: w.real.public.Base, Tenant: w.real.id, Token: "eyJhbGciOiJub25lIn0.e30."},
		"a token with a twist": {Base: w.real.public.Base, Tenant: w.real.id, Token: twisted(w.real.agent.Token)},
	} {
		_, err := hand.Case(t.Context(), mine.receipt.Case)
		t.Run(name, func(t *testing.T) { wantProblem(t, err, http.StatusUnauthorized) })
	}
	stranger := client.API{Base: w.real.public.Base, Tenant: w.real.id, Token: w.swift.manager.Token}
	_, err = stranger.Case(t.Context(), mine.receipt.Case)
	wantProblem(t, err, http.StatusNotFound)
}

// twisted is a token with one character of its claims changed.
func twisted(token string) string {
	parts := strings.Split(token, ".")
	claims := []byte(parts[1])
	claims[len(claims)/2] ^= 1
	return parts[0] + "." + string(claims) + "." + parts[2]
}

// TestBadInputNamesTheField sends what a form gets wrong: a clear answer, and nothing filed.
func TestBadInputNamesTheField(t *testing.T) {
	t.Parallel()
	who := complaint.Complainant{Email: "a@example.com"}
	for field, c := range map[string]client.Complaint{
		"content":              {Complainant: who},
		"complainant":          {Content: "x"},
		"complainant.email":    {Content: "x", Complainant: complaint.Complainant{Email: "a@b.example\r\nBcc: c@d.example"}},
		"channel":              {Content: "x", Complainant: who, Channel: "pigeon"},
		"demand":               {Content: "x", Complainant: who, Demand: "a yacht"},
		"complainant.language": {Content: "x", Complainant: complaint.Complainant{Email: "a@example.com", Language: "fr"}},
	} {
		_, err := w.real.public.File(t.Context(), c, "")
		t.Run(field, func(t *testing.T) {
			if p := wantProblem(t, err, http.StatusBadRequest); p != nil && p.Field != field {
				t.Errorf("field %q is named, want %q", p.Field, field)
			}
		})
	}
	err := w.real.public.Call(t.Context(), http.MethodPost, "/complaints", nil,
		map[string]any{"content": "x", "complainant": who, "grade": 3}, nil)
	if p := wantProblem(t, err, http.StatusBadRequest); p != nil && p.Field != "grade" {
		t.Errorf("field %q is named, want grade", p.Field)
	}
}

func wantProblem(t *testing.T, err error, status int) *client.Problem {
	t.Helper()
	var p *client.Problem
	if !errors.As(err, &p) || p.Status != status {
		t.Errorf("got %v, want a problem with status %d", err, status)
		return nil
	}
	return p
}

// get opens an address as a browser does.
func get(t *testing.T, address string) string {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Accept", "text/html,application/xhtml+xml")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s %v", address, resp.Status, err)
	}
	return string(body)
}
