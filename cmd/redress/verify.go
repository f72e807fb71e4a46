package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"

	"redress/internal/complaint"
	"redress/internal/evidence"
	"redress/internal/ledger"
	"redress/internal/message"
)

// verifyCmd checks an export, without any installation or network.
type verifyCmd struct {
	File     string `arg:"" type:"existingfile" help:"The export." placeholder:"FILE.zip"`
	Key      string `type:"existingfile" help:"The public key, got by another way than the export." placeholder:"KEY.pem"`
	Head     string `type:"existingfile" help:"An older signed head of the same log." placeholder:"HEAD.txt"`
	Language string `enum:"en,zh" default:"en" help:"Language of the answer: en or zh."`
}

// errUnsound ends the program with a failure.
var errUnsound = errors.New("the export is not what was signed")

// Run says what was found, and fails if anything was.
func (c verifyCmd) Run(out io.Writer) error {
	packed, err := os.Open(c.File)
	if err != nil {
		return err
	}
	defer packed.Close() //nolint:errcheck // it was only read
	about, err := packed.Stat()
	if err != nil {
		return err
	}
	trust, err := c.trust()
	if err != nil {
		return err
	}
	v := evidence.VerifyFrom(packed, about.Size(), trust)
	lang := complaint.Language(c.Language)
	say := func(key string, args ...any) {
		text, broken := message.Text(lang, key, args...)
		err = errors.Join(err, broken)
		fmt.Fprintln(out, text)
	}
	if len(v.Findings) > 0 {
		say("verify.broken")
		for _, f := range v.Findings {
			fmt.Fprintln(out, "-", f.In(lang))
		}
		return errors.Join(err, errUnsound)
	}
	say("verify.sound", v.Ref.Case, strconv.Itoa(v.Commits), strconv.FormatInt(v.Size, 10))
	for _, e := range v.Erased {
		fmt.Fprintln(out, e.In(lang))
	}
	if v.Files > 0 {
		say("verify.files", strconv.Itoa(v.Files))
	}
	if v.Older > 0 {
		say("verify.grown", strconv.FormatInt(v.Older, 10))
	}
	if trust.Key != nil {
		say("verify.key.given", v.Key)
	} else {
		say("verify.key.compare", v.Key)
	}
	return err
}

// trust is what was got by another way.
func (c verifyCmd) trust() (t evidence.Trust, err error) {
	if c.Key != "" {
		text, err := os.ReadFile(c.Key)
		if err != nil {
			return t, err
		}
		key, err := ledger.ParsePEM(text)
		if err != nil {
			return t, fmt.Errorf("--key %s: %w", c.Key, err)
		}
		t.Key = &key
	}
	if c.Head != "" {
		t.Older, err = os.ReadFile(c.Head)
	}
	return t, err
}
