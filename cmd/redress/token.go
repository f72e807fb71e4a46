package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"time"

	"redress/internal/client"
)

// tokenCmd signs a member of staff in.
type tokenCmd struct {
	User    string `arg:"" help:"User name, such as ana."`
	Outputs string `help:"What setup wrote." default:".run/outputs.json" type:"existingfile"`
}

// Help explains the sub-command.
func (tokenCmd) Help() string {
	return "Prints the token to send as Authorization: Bearer. It is good for eight hours."
}

// Run signs in.
func (c tokenCmd) Run(out io.Writer) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	data, err := os.ReadFile(c.Outputs)
	if err != nil {
		return err
	}
	var o outputs
	if err := json.Unmarshal(data, &o); err != nil {
		return fmt.Errorf("%s: %w", c.Outputs, err)
	}
	for _, p := range o.Staff {
		if p.User != c.User {
			continue
		}
		token, err := client.SignInAt(ctx, o.SignIn, p)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(out, token)
		return err
	}
	return fmt.Errorf("%s names nobody called %s", c.Outputs, c.User)
}
