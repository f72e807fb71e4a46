package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"redress/internal/casework"
	"redress/internal/client"
	"redress/internal/knowledge"
	"redress/internal/knowledge/preset"
)

// knowledgeCmd works on knowledge lists.
type knowledgeCmd struct {
	Show    knowledgeShow    `cmd:"" help:"Print the built-in list of standard questions, or a tenant's, to start one's own from."`
	Check   knowledgeCheck   `cmd:"" help:"Say whether a list can be used, and if not why."`
	Put     knowledgePut     `cmd:"" help:"Make a list the one that a tenant's questions are answered from."`
	Ask     knowledgeAsk     `cmd:"" help:"Ask a question, and see which entries it is like, how much, and why."`
	Counts  knowledgeCounts  `cmd:"" help:"Say how many questions of a tenant were asked and answered, and how many went on to a complaint."`
	Measure knowledgeMeasure `cmd:"" help:"Measure how well a list answers questions, and that it answers no complaint."`
}

// knowledgeSource names a list: a file, a tenant's, or else the built-in one.
type knowledgeSource struct {
	stackFlag
	Tenant string `xor:"list" help:"The tenant whose present list is meant; the built-in one unless said."`
	File   string `xor:"list" type:"existingfile" help:"A file with the list."`
}

// read answers the text of the list.
func (c knowledgeSource) read() ([]byte, error) {
	switch {
	case c.File != "":
		return os.ReadFile(c.File)
	case c.Tenant == "":
		return preset.Shop, nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	s, err := client.Find(ctx, c.Stack)
	if err != nil {
		return nil, err
	}
	t, err := s.Table().Tenant(ctx, c.Tenant)
	if err != nil {
		return nil, err
	}
	if t.Knowledge == "" {
		return nil, fmt.Errorf("%s has no list of standard questions; give it one with redress knowledge put", c.Tenant)
	}
	return s.Table().Document(ctx, c.Tenant, casework.KnowledgeDocument, t.Knowledge)
}

// list reads and checks the list.
func (c knowledgeSource) list() (*knowledge.List, error) {
	src, err := c.read()
	if err != nil {
		return nil, err
	}
	l, err := knowledge.Parse(src)
	if err != nil && c.File != "" {
		return nil, fmt.Errorf("%s: %w", c.File, err)
	}
	return l, err
}

type knowledgeShow struct{ knowledgeSource }

// Run prints a list.
func (c knowledgeShow) Run(out io.Writer) error {
	src, err := c.read()
	if err != nil {
		return err
	}
	_, err = out.Write(src)
	return err
}

type knowledgeCheck struct {
	File string `arg:"" type:"existingfile" help:"The list."`
}

// Run checks a list.
func (c knowledgeCheck) Run(out io.Writer) error {
	l, err := knowledgeSource{File: c.File}.list()
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s: version %s with %d entries can be used\n", c.File, l.Version, len(l.Entries))
	return err
}

type knowledgePut struct {
	stackFlag
	Tenant string `required:"" help:"The tenant."`
	File   string `arg:"" type:"existingfile" help:"The list."`
}

// Run gives a tenant a list. Functions believe a tenant's record for some seconds, and answer from it after that.
func (c knowledgePut) Run(out io.Writer) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	src, err := os.ReadFile(c.File)
	if err != nil {
		return err
	}
	s, err := client.Find(ctx, c.Stack)
	if err != nil {
		return err
	}
	version, err := keepKnowledge(ctx, s, c.Tenant, src)
	if err != nil {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	t, err := s.Table().Tenant(ctx, c.Tenant)
	if err != nil {
		return err
	}
	t.Knowledge = version
	if err := s.Table().PutTenant(ctx, t); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s answers standard questions from %s now, at %s/v1/%s/ask\n", c.Tenant, version, cmp.Or(t.Site, s.Base()), c.Tenant)
	return err
}

// keepKnowledge checks a list, keeps it among the tenant's documents and answers its version.
func keepKnowledge(ctx context.Context, s *client.Stack, tenantID string, src []byte) (string, error) {
	l, err := knowledge.Parse(src)
	if err != nil {
		return "", err
	}
	return l.Version, s.Table().PutDocument(ctx, tenantID, casework.KnowledgeDocument, l.Version, src)
}

type knowledgeAsk struct {
	knowledgeSource

	Text string    `arg:"" help:"The question."`
	At   time.Time `help:"When it is asked; now unless said." placeholder:"2027-01-01T00:00:00+08:00"`
}

// Run says what a question would be answered, and explains it.
func (c knowledgeAsk) Run(out io.Writer) error {
	l, err := c.list()
	if err != nil {
		return err
	}
	if c.Text == "" {
		return errors.New("write a question")
	}
	at := c.At
	if at.IsZero() {
		at = time.Now()
	}
	reader, err := newGrader()
	if err != nil {
		return err
	}
	read := reader.Read(c.Text)
	said := l.Reply(c.Text, read, at)
	fmt.Fprintf(out, "%s: %s\n", l.Version, verdictOf(said))
	fmt.Fprintf(out, "reading: %s %.0f %% sure, grade %d, safety %t, emotion %d\n", read.Category, 100*read.Confidence, read.Grade, read.Safety, read.Emotion)
	fmt.Fprintf(out, "limits: answered from %.2f on, or %.2f if it does not ask, when %.2f ahead of the next; offered from %.2f on\n",
		l.Limits.AnswerFrom, l.Limits.StatementFrom, l.Limits.Ahead, l.Limits.OfferFrom)
	for i, m := range l.Unlimited().Match(c.Text, at) {
		if i == l.Limits.Most {
			break
		}
		fmt.Fprintf(out, "\n%.2f %s, like %q\n    ", m.Score, m.ID, m.Like)
		for j, share := range l.Explain(c.Text, m) {
			if j == wordsShown {
				break
			}
			fmt.Fprintf(out, " %s %.0f %%", share.Words, 100*share.Part)
		}
		fmt.Fprintf(out, "\n     %s\n", m.In("").Answer)
	}
	return nil
}

// wordsShown is how many words of a match are shown.
const wordsShown = 8

func verdictOf(r knowledge.Reply) string {
	switch {
	case r.Complains && len(r.Matches) > 0:
		return "a complaint: nothing answers it, " + r.Matches[0].ID + " is offered beside"
	case r.Complains:
		return "a complaint: nothing answers it"
	case r.Answered:
		return "answered by " + r.Matches[0].ID
	case len(r.Matches) > 0:
		return "not answered; " + r.Matches[0].ID + " is offered"
	}
	return "not answered: no entry is like it"
}

type knowledgeCounts struct {
	stackFlag
	Tenant string `required:"" help:"The tenant."`
	Days   int    `help:"Days to look back." default:"30"`
}

// Run prints what was counted, and of each entry the share that went no further.
func (c knowledgeCounts) Run(out io.Writer) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	s, err := client.Find(ctx, c.Stack)
	if err != nil {
		return err
	}
	now := time.Now()
	days, err := s.Table().Asked(ctx, c.Tenant, now.AddDate(0, 0, -c.Days), now)
	if err != nil {
		return err
	}
	return showCounts(out, days)
}
