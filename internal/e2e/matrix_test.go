//go:build e2e

package e2e

import (
	"context"
	"crypto/rand"
	"errors"
	"maps"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/sync/errgroup"

	"redress/internal/client"
	"redress/internal/complaint"
)

// atOnce is how many requests of a matrix or a fuzz are under way at the same time.
const atOnce = 6

// right is a row of the matrix: what is asked, and which roles get it.
type right struct {
	ask string // name of a command, or method and path of an address
	of  map[complaint.Role]bool
}

// matrix reads who may do what. It is written by hand from requirement G4, so that the code does not agree with itself.
func matrix(t *testing.T) ([]complaint.Role, []right) {
	t.Helper()
	src, err := os.ReadFile("testdata/matrix.txt")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(src)), "\n")
	head, _ := strings.CutPrefix(lines[0], "who may")
	var roles []complaint.Role
	for _, name := range strings.Fields(head) {
		roles = append(roles, complaint.Role(name))
	}
	rights := make([]right, 0, len(lines)-1)
	for _, line := range lines[1:] {
		cells := strings.Fields(line)
		split := len(cells) - len(roles)
		r := right{strings.Join(cells[:split], " "), map[complaint.Role]bool{}}
		for i, cell := range cells[split:] {
			r.of[roles[i]] = cell == "may"
		}
		rights = append(rights, r)
	}
	return roles, rights
}

// hands signs one person of each role in.
func hands(ctx context.Context, id string, roles []complaint.Role) (map[complaint.Role]client.API, error) {
	hands := map[complaint.Role]client.API{}
	for _, role := range roles {
		token, err := w.signIn(ctx, client.Staff{
			User: id + "-one-" + string(role), Password: "Aa1-" + rand.Text(), Role: role, Tenant: id, Mail: string(role) + "@" + id + ".example.com",
		})
		if err != nil {
			return nil, err
		}
		hands[role] = client.API{Base: w.stack.Base(), Tenant: id, Token: token}
	}
	return hands, nil
}

// ask sends what a row asks about a case, with nothing said beside it, and answers the status.
func ask(ctx context.Context, hand client.API, row, id string) (int, error) {
	method, path, is := strings.Cut(row, " ")
	var body any
	if !is {
		method, path, body = http.MethodPost, "/desk/cases/{case}/commands", map[string]string{"do": row}
	}
	err := hand.Call(ctx, method, strings.ReplaceAll(path, "{case}", id), nil, body, nil)
	var p *client.Problem
	switch {
	case err == nil:
		return http.StatusOK, nil
	case errors.As(err, &p):
		return p.Status, nil
	}
	return 0, err
}

// TestWhoMayDoWhatAtTheDesk sends every command and opens every page of the desk in every role, for a case of the own tenant and of
// another: who may is served or told what is missing, who may not is refused with 403, and of another tenant's case there is nothing.
func TestWhoMayDoWhatAtTheDesk(t *testing.T) {
	t.Parallel()
	shownOnce(t)
	roles, rights := matrix(t)
	var commands []string
	for _, r := range rights {
		if !strings.Contains(r.ask, " ") {
			commands = append(commands, r.ask)
		}
	}
	slices.Sort(commands)
	if all := slices.Sorted(maps.Keys(complaint.StaffCommands)); !slices.Equal(commands, all) {
		t.Fatalf("the matrix has %v, the desk %v", commands, all)
	}
	mine, err := hands(t.Context(), w.real.id, roles)
	if err != nil {
		t.Fatal(err)
	}
	others, err := hands(t.Context(), w.swift.id, roles)
	if err != nil {
		t.Fatal(err)
	}
	s := file(t, w.real, slow)
	crew, ctx := errgroup.WithContext(t.Context())
	crew.SetLimit(atOnce)
	for _, r := range rights {
		for _, role := range roles {
			crew.Go(func() error { return own(ctx, t, mine[role], r, role, s.receipt.Case) })
			crew.Go(func() error { return foreign(ctx, t, others[role], r, role, s.receipt.Case) })
		}
	}
	if err := crew.Wait(); err != nil {
		t.Fatal(err)
	}
}

// own holds the answer to one of the own tenant's people to the matrix.
func own(ctx context.Context, t *testing.T, hand client.API, r right, role complaint.Role, id string) error {
	status, err := ask(ctx, hand, r.ask, id)
	served := status == http.StatusOK || status == http.StatusBadRequest || status == http.StatusConflict
	if r.of[role] && !served || !r.of[role] && status != http.StatusForbidden {
		t.Errorf("%s as %s: answered %d; may: %v", r.ask, role, status, r.of[role])
	}
	return err
}

// foreign asks for another tenant's case at its own address and as if it were one of the asker's.
func foreign(ctx context.Context, t *testing.T, hand client.API, r right, role complaint.Role, id string) error {
	stranger := hand
	stranger.Tenant = w.real.id
	status, err := ask(ctx, stranger, r.ask, id)
	if status != http.StatusNotFound {
		t.Errorf("%s as %s of another tenant: answered %d", r.ask, role, status)
	}
	if err != nil || !strings.Contains(r.ask, "{case}") && strings.Contains(r.ask, " ") {
		return err
	}
	status, err = ask(ctx, hand, r.ask, id)
	if status != http.StatusNotFound {
		t.Errorf("%s as %s, the case of another tenant named as an own one: answered %d", r.ask, role, status)
	}
	return err
}
