package main

import (
	"os"
	"testing"

	"github.com/aws/aws-lambda-go/events"

	"redress/internal/advice"
	"redress/internal/apigw"
	"redress/internal/complaint"
	"redress/internal/functest"
	"redress/internal/library"
	"redress/internal/storetest"
)

// world is the function in the world of the tests.
type world struct {
	*functest.World
	library *storetest.Library
}

func newWorld(t *testing.T) *world {
	t.Helper()
	return &world{functest.New(t), storetest.NewLibrary()}
}

// TestMain runs the tests and then reads what they logged.
func TestMain(m *testing.M) { os.Exit(functest.Main(m)) }

// send asks the function, as a member of staff who is signed in.
func (w *world) send(by complaint.Actor, e events.APIGatewayProxyRequest) events.APIGatewayProxyResponse {
	w.Helper()
	e.RequestContext.Authorizer = map[string]any{"tenant": "acme", "role": string(by.Role), "user": by.ID, "mail": by.Mail}
	d := &desk{&advice.Adviser{History: w.Memory, Book: w.Book, Shelf: w.library, Now: w.Clock.Now}}
	reply, err := apigw.Staff(d.routes())(w.Context(), e)
	w.OK(err)
	return reply
}

// solved is a case that ended with a remedy, the complainant's rating and its precedent.
func (w *world) solved(tenant string, remedy complaint.Demand, rating int) {
	w.Helper()
	w.File(tenant)
	w.Handle()
	w.Do(functest.Lin, &complaint.Take{}, &complaint.Assess{}, &complaint.Propose{Remedy: remedy, Text: functest.StaffOnly})
	for _, k := range w.Known().OpenObligations() {
		if k.MeetableBy(complaint.SignalRecorded) {
			w.Do(functest.Lin, &complaint.Record{Milestone: k.Milestone, Note: functest.StaffOnly})
		}
	}
	w.Do(functest.Lin, &complaint.Contact{By: "phone", Note: functest.StaffOnly}, &complaint.Execute{})
	w.Clock.Set(w.Known().Survey.SendAt)
	w.Do(complaint.TheSystem, &complaint.Ask{})
	w.Do(complaint.TheSystem, &complaint.ReportLeft{Notice: "n", Kind: complaint.NoticeAcknowledgement, Round: 1})
	c := w.Do(complaint.TheComplainant, &complaint.Reply{Answer: complaint.Answer{
		Attitude: rating, Solved: rating, Speed: rating, Process: rating, Overall: rating, Comment: functest.StaffOnly,
	}})
	if c.Phase != complaint.Closed {
		w.Fatalf("the case is %s: %+v", c.Phase, c.OpenObligations())
	}
	keeper := &library.Keeper{History: w.Memory, Memory: w.Book, Store: w.library}
	_, err := keeper.Keep(w.Context(), w.Ref)
	w.OK(err)
}
