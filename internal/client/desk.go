package client

import (
	"context"
	"net/http"
	"net/url"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// Case is a case as staff see it.
type Case struct {
	complaint.Case
	Reading *complaint.Reading     `json:"reading"` // the machine's; nil before it has read
	History []complaint.Commit     `json:"history"`
	Notices []casework.NoticeState `json:"notices"`

	Checklist []Question `json:"checklist"`
}

// Question is an item of the checklist that a verification answers.
type Question struct {
	Item string `json:"item"`
	ZH   string `json:"zh"`
	EN   string `json:"en"`
}

// Case answers a case with its history.
func (a API) Case(ctx context.Context, id string) (Case, error) {
	var c Case
	err := a.Call(ctx, http.MethodGet, "/desk/cases/"+id, nil, nil, &c)
	return c, err
}

// Do carries a command out and answers the case as it is then.
func (a API) Do(ctx context.Context, id string, cmd complaint.Command) (complaint.Case, error) {
	var c complaint.Case
	in := map[string]any{"do": complaint.Name(cmd), "with": cmd}
	err := a.Call(ctx, http.MethodPost, "/desk/cases/"+id+"/commands", nil, in, &c)
	return c, err
}

// Queue answers a page of the work queue.
func (a API) Queue(ctx context.Context, query url.Values) (casework.QueuePage, error) {
	var page casework.QueuePage
	err := a.Call(ctx, http.MethodGet, "/desk/cases?"+query.Encode(), nil, nil, &page)
	return page, err
}

// PauseReport says who let how many cases wait in a month.
type PauseReport struct {
	Month  string            `json:"month"`
	People []casework.Waiter `json:"people"`
	Pauses []casework.Waited `json:"pauses"`
}

// Pauses answers the present month's report.
func (a API) Pauses(ctx context.Context) (PauseReport, error) {
	var r PauseReport
	err := a.Call(ctx, http.MethodGet, "/desk/pauses", nil, nil, &r)
	return r, err
}

// Handover asks that the cases of one go to another, or where nobody is named to whom the policy chooses.
type Handover struct {
	From   string `json:"from"`
	To     string `json:"to,omitempty"`
	Reason string `json:"reason"`
	Cursor string `json:"cursor,omitempty"`
}

// HandOver moves a page of somebody's cases.
func (a API) HandOver(ctx context.Context, h Handover) (casework.HandedOver, error) {
	var done casework.HandedOver
	err := a.Call(ctx, http.MethodPost, "/desk/handovers", nil, h, &done)
	return done, err
}
