package main

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"redress/internal/apigw"
	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/mask"
)

// telling answers how what is private of a case is told to somebody: as it is, if the tenant's present policy says so, and otherwise masked.
// Of what is being erased nobody is told anything.
func (d *desk) telling(ctx context.Context, c complaint.Case, to complaint.Actor) (func(complaint.Private, string) string, error) {
	rules, err := d.book.Policy(ctx, complaint.Case{Tenant: c.Tenant})
	if err != nil {
		return nil, err
	}
	shown := rules.Shows(c, to)
	if c.Erased() {
		shown = nil
	}
	text := mask.Of(&complaint.Filed{Complainant: c.Complainant, Matter: c.Matter})
	return func(kind complaint.Private, value string) string {
		switch {
		case slices.Contains(shown, kind):
			return value
		case c.Erased() && value != complaint.ErasedText:
			return complaint.ErasedText
		case kind == complaint.PrivateText && casework.ValidReference(value): // of another case, which a reason names
			return value
		case kind == complaint.PrivateText:
			return text(value)
		}
		return mask.Glimpse(kind, value)
	}, nil
}

// unsalted is a history without the salts, which protect what is erased and tell nobody anything.
func unsalted(commits []complaint.Commit) []complaint.Commit {
	for i := range commits {
		commits[i].Salt = ""
	}
	return commits
}

// wish is what somebody wants to see as it is, and why.
type wish struct {
	Fields []complaint.Private `json:"fields"`
	Reason string              `json:"reason"`
}

func (w wish) check() error {
	for i, f := range w.Fields {
		if !slices.Contains(complaint.Privates, f) || slices.Contains(w.Fields[:i], f) {
			return complaint.InvalidField("fields", "must hold each of %v at most once", complaint.Privates)
		}
	}
	if len(w.Fields) == 0 {
		return complaint.InvalidField("fields", "must hold one or more of %v", complaint.Privates)
	}
	return complaint.CheckReason(w.Reason)
}

// revealed is what is shown of a complainant as it is.
type revealed struct {
	Case   string                       `json:"case"`
	Values map[complaint.Private]string `json:"values"`          // those of the fields that are known
	Texts  []revealedText               `json:"texts,omitempty"` // of the case's commits, if texts were wanted
}

type revealedText struct {
	Revision int    `json:"revision"`
	Text     string `json:"text"`
}

// reveal shows what is masked, once, to who may see it for a reason. That they looked is written down before: no look, no data.
func (d *desk) reveal(ctx context.Context, r *apigw.Request) (apigw.Reply, error) {
	c, err := d.named(ctx, r)
	if err != nil {
		return apigw.Reply{}, err
	}
	want, err := d.wished(ctx, r)
	if err != nil {
		return apigw.Reply{}, err
	}
	if c.Erased() {
		return apigw.Reply{}, complaint.Errorf(complaint.Conflict, "the personal data of this case were erased")
	}
	shown, err := d.plain(ctx, c, want.Fields)
	if err != nil {
		return apigw.Reply{}, err
	}
	if err := d.looks.PutLook(ctx, c.Ref().Tenant, lookOf(want, c, r.Actor, d)); err != nil {
		return apigw.Reply{}, err
	}
	return apigw.JSON(http.StatusOK, shown)
}

// wished is what is to be revealed, by whom may have it revealed.
func (d *desk) wished(ctx context.Context, r *apigw.Request) (wish, error) {
	rules, err := d.book.Policy(ctx, complaint.Case{Tenant: r.Tenant})
	if err != nil {
		return wish{}, err
	}
	if !rules.Reveals(r.Actor.Role) {
		return wish{}, complaint.Errorf(complaint.Forbidden, "the role %s may not have anything revealed", r.Actor.Role)
	}
	want, err := apigw.Decode[wish](r)
	if err == nil {
		err = want.check()
	}
	return want, err
}

func lookOf(want wish, c complaint.Case, by complaint.Actor, d *desk) casework.Look {
	fields := make([]string, len(want.Fields))
	for i, f := range want.Fields {
		fields[i] = string(f)
	}
	slices.Sort(fields)
	return casework.Look{
		At: d.cases.Now().UTC(), By: complaint.Actor{Role: by.Role, ID: by.ID}, Case: c.ID,
		What: casework.SightPerson, Of: strings.Join(fields, ","), Reason: strings.TrimSpace(want.Reason),
	}
}

// plain is what is known of the fields as it is.
func (d *desk) plain(ctx context.Context, c complaint.Case, fields []complaint.Private) (revealed, error) {
	shown := revealed{Case: c.ID, Values: map[complaint.Private]string{}}
	about := struct {
		complaint.Complainant
		complaint.Matter
	}{c.Complainant, c.Matter}
	complaint.Retold(about, func(kind complaint.Private, value string) string {
		if kind != complaint.PrivateText && slices.Contains(fields, kind) {
			shown.Values[kind] = value
		}
		return value
	})
	if !slices.Contains(fields, complaint.PrivateText) {
		return shown, nil
	}
	commits, err := d.history.Commits(ctx, c.Ref())
	for _, m := range commits {
		complaint.Retold(m, func(kind complaint.Private, text string) string {
			if kind == complaint.PrivateText {
				shown.Texts = append(shown.Texts, revealedText{m.Revision, text})
			}
			return text
		})
	}
	return shown, err
}
