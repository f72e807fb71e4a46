package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"redress/internal/apigw"
	"redress/internal/casework"
	"redress/internal/complaint"
)

// auditors may see who did and who saw what.
var auditors = []complaint.Role{complaint.Auditor, complaint.Legal, complaint.TenantAdmin}

// auditPage is a page of a month's list. Of what was filtered out nothing is shown, so that a page may be short, or empty, with more to come.
type auditPage struct {
	Month string          `json:"month"`
	Acts  []casework.Act  `json:"acts,omitempty"`
	Looks []casework.Look `json:"looks,omitempty"`
	Next  string          `json:"next,omitempty"`
}

// filter is what of a list is wanted; empty fields want everything.
type filter struct{ who, id, what string }

func (f filter) act(a casework.Act) bool {
	return (f.who == "" || f.who == a.By.ID) && (f.id == "" || f.id == a.Case) &&
		(f.what == "" || f.what == a.Command || slices.Contains(a.Events, f.what) || f.what == "overruled" && a.Overruled)
}

func (f filter) look(l casework.Look) bool {
	return (f.who == "" || f.who == l.By.ID) && (f.id == "" || f.id == l.Case) && (f.what == "" || f.what == string(l.What))
}

const mostAudited = 500 // lines that are read for the longest page

// audit lists who did what in a month, or who saw what, page by page; as a table to be taken away that is written down itself.
func (d *desk) audit(ctx context.Context, r *apigw.Request) (apigw.Reply, error) {
	if !slices.Contains(auditors, r.Actor.Role) {
		return apigw.Reply{}, complaint.Errorf(complaint.Forbidden, "the role %s may not see the audit", r.Actor.Role)
	}
	month, err := monthIn(r.Query, d.cases.Now().UTC())
	if err != nil {
		return apigw.Reply{}, err
	}
	leaf := casework.Leaf{Month: month, Cursor: r.Query["cursor"]}
	if leaf.Limit, err = numberIn(r.Query, "limit", mostAudited, most); err != nil {
		return apigw.Reply{}, err
	}
	of, format := r.Query["of"], r.Query["format"]
	switch {
	case !slices.Contains([]string{"", "acts", "looks"}, of):
		return apigw.Reply{}, complaint.InvalidField("of", "must be acts or looks")
	case !slices.Contains([]string{"", "json", "csv"}, format):
		return apigw.Reply{}, complaint.InvalidField("format", "must be json or csv")
	}
	page, err := d.audited(ctx, r, leaf, of == "looks")
	if err != nil || format != "csv" {
		reply, broken := apigw.JSON(http.StatusOK, page)
		if err == nil {
			err = broken
		}
		return reply, err
	}
	return d.table(ctx, r, page)
}

func (d *desk) audited(ctx context.Context, r *apigw.Request, leaf casework.Leaf, looks bool) (auditPage, error) {
	page := auditPage{Month: leaf.Month.Format("2006-01")}
	want := filter{r.Query["who"], r.Query["case"], r.Query["what"]}
	var err error
	if looks {
		page.Looks, page.Next, err = d.acts.LookPage(ctx, r.Tenant, leaf)
		page.Looks = slices.DeleteFunc(page.Looks, func(l casework.Look) bool { return !want.look(l) })
		return page, err
	}
	page.Acts, page.Next, err = d.acts.ActPage(ctx, r.Tenant, leaf)
	page.Acts = slices.DeleteFunc(page.Acts, func(a casework.Act) bool { return !want.act(a) })
	return page, err
}

// table answers a page as comma-separated values (RFC 4180), once it is written down who takes it away.
func (d *desk) table(ctx context.Context, r *apigw.Request, page auditPage) (apigw.Reply, error) {
	err := d.looks.PutLook(ctx, r.Tenant, casework.Look{
		At: d.cases.Now().UTC(), By: complaint.Actor{Role: r.Actor.Role, ID: r.Actor.ID}, What: casework.SightAudit, Of: page.Month,
	})
	if err != nil {
		return apigw.Reply{}, err
	}
	rows := [][]string{{"at", "who", "role", "case", "revision", "what", "of", "reason"}}
	for _, a := range page.Acts {
		rows = append(rows, []string{instant(a.At), a.By.ID, string(a.By.Role), a.Case, strconv.Itoa(a.Revision), a.Command, strings.Join(a.Events, " "), ""})
	}
	for _, l := range page.Looks {
		rows = append(rows, []string{instant(l.At), l.By.ID, string(l.By.Role), l.Case, "", string(l.What), l.Of, l.Reason})
	}
	var text bytes.Buffer
	w := csv.NewWriter(&text)
	for _, row := range rows {
		for i := range row {
			row[i] = inert(row[i])
		}
		if err := w.Write(row); err != nil {
			return apigw.Reply{}, err
		}
	}
	w.Flush()
	reply := apigw.Text(http.StatusOK, "text/csv; charset=utf-8", text.String())
	if page.Next != "" {
		reply.Headers["Redress-Next"] = page.Next
	}
	return reply, w.Error()
}

func instant(at time.Time) string { return at.UTC().Format(time.RFC3339Nano) }

// inert keeps a spreadsheet from taking a cell for a formula (OWASP, CSV injection).
func inert(cell string) string {
	if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r\n'") || strings.HasPrefix(cell, "＝") || strings.HasPrefix(cell, "＋") ||
		strings.HasPrefix(cell, "－") || strings.HasPrefix(cell, "＠") {
		return "'" + cell
	}
	return cell
}
