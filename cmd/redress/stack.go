package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"os"
	"path/filepath"
	"time"

	"redress/internal/client"
	"redress/internal/complaint"
	"redress/internal/policy"
	"redress/internal/tenant"
)

// stackFlag names the installation a sub-command works on.
type stackFlag struct {
	Stack string `help:"Name of the deployed stack." default:"redress" env:"STACK"`
}

// under finds the stack, and the rules that a tenant is judged by now.
func (f stackFlag) under(ctx context.Context, tenant string) (*client.Stack, policy.Rules, error) {
	s, err := client.Find(ctx, f.Stack)
	if err != nil {
		return nil, policy.Rules{}, err
	}
	_, book := s.Cases()
	rules, err := book.Under(ctx, tenant, "", "")
	return s, rules, err
}

// outputs is what a set-up installation tells scripts, in .run/outputs.json.
type outputs struct {
	API      string         `json:"api"`
	Tenant   string         `json:"tenant"`
	Staff    []client.Staff `json:"staff"`
	Emulator string         `json:"emulator,omitempty"`
	SignIn   client.SignIn  `json:"sign_in"`
	Stack    string         `json:"stack"`
}

func writeOutputs(path string, o outputs) error {
	data, err := json.MarshalIndent(o, "", "  ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return err
	}
	return os.WriteFile(path, append(data, '\n'), 0o600)
}

// demoTenant is the company that a trial installation handles complaints for.
func demoTenant(id, policy, site string) tenant.Tenant {
	return tenant.Tenant{
		ID: id, Policy: policy, Site: site, From: "Redress Demo <care@example.com>", Language: complaint.English, Dialling: "+86",
		Names: map[complaint.Language]string{complaint.Chinese: "安居家具", complaint.English: "Anju Furniture"},
		Mailboxes: map[complaint.Level]string{
			complaint.ToOwner: "desk@example.com", complaint.ToLead: "lead@example.com",
			complaint.ToManager: "manager@example.com", complaint.ToExecutive: "executive@example.com",
		},
	}
}

// demoStaff are three people of a tenant. Each set-up gives them new passwords.
func demoStaff(tenantID string) []client.Staff {
	people := []client.Staff{
		{User: "ana", Role: complaint.Agent}, {User: "lin", Role: complaint.Lead}, {User: "mo", Role: complaint.Manager},
	}
	for i := range people {
		p := &people[i]
		p.Mail, p.Tenant = p.User+"@example.com", tenantID
		if tenantID != mainTenant {
			p.User = tenantID + "-" + p.User
		}
		p.Password = "Aa1-" + rand.Text()
	}
	return people
}

// mainTenant is the tenant of a trial installation.
const mainTenant = "demo"

// enrol writes a tenant and makes its staff able to sign in.
func enrol(ctx context.Context, s *client.Stack, t tenant.Tenant) ([]client.Staff, error) {
	if err := t.Check(); err != nil {
		return nil, err
	}
	if err := s.Table().PutTenant(ctx, t); err != nil {
		return nil, err
	}
	people := demoStaff(t.ID)
	for _, p := range people {
		if err := s.Enrol(ctx, p); err != nil {
			return nil, err
		}
	}
	return people, nil
}

// until asks again and again until the answer is yes, or the context ends.
func until(ctx context.Context, every time.Duration, ask func() (bool, error)) error {
	for {
		done, err := ask()
		if done || err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(every):
		}
	}
}
