// Package bench is the world in which the functions' handlers are measured: the real use cases on a store in memory, so
// that what is measured is our own code and nothing that it waits for.
package bench

import (
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"redress/internal/access"
	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/duplicate"
	"redress/internal/storetest"
	"redress/internal/tenant"
)

// Tenant is the one company of the world.
const Tenant = "acme"

// Text is the complaint that is measured with.
const Text = "衣柜装好才一个多月，右边门板就开裂了，合页也松动，客服让我等了三天还没有人上门，质量太差，要求维修或者退款。"

// Ana handles the cases of the world.
var Ana = complaint.Actor{Role: complaint.Agent, ID: "ana", Mail: "ana@acme.example"}

// World is the use cases on a store in memory, with machines that do nothing.
type World struct {
	testing.TB
	Memory *storetest.Memory
	Key    access.Key
	Book   *casework.Book
	Cases  *casework.Cases
}

// New is a world without a case.
func New(tb testing.TB) *World {
	tb.Helper()
	w := &World{TB: tb, Memory: storetest.NewMemory(), Key: access.Key("a master key to measure with")}
	w.Book = &casework.Book{Tenants: w.Memory, Now: time.Now}
	w.Cases = &casework.Cases{
		Store: w.Memory, Rules: w.Book, Now: time.Now, Drive: &casework.Driver{Machines: machines{}, Tokens: w.Memory},
		Marks: &casework.Marker{Key: duplicate.NewKey(w.Key), Book: w.Book},
	}
	w.OK(w.Memory.PutTenant(tb.Context(), tenant.Tenant{
		ID: Tenant, Site: "https://acme.example", From: "care@acme.example", Language: complaint.Chinese,
		Names: map[complaint.Language]string{complaint.Chinese: "艾克", complaint.English: "Acme"},
	}))
	return w
}

// Recogniser finds what was filed before.
func (w *World) Recogniser() *casework.Recogniser {
	return &casework.Recogniser{Key: w.Cases.Marks.Key, Book: w.Book, People: w.Memory}
}

// OK ends the measuring at an error.
func (w *World) OK(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

// Filed is a new case, of somebody who has not complained before.
func (w *World) Filed() complaint.Case {
	w.Helper()
	c, err := w.Cases.File(w.Context(), complaint.TheComplainant, &complaint.File{
		Ref: complaint.Ref{Tenant: Tenant}, Channel: complaint.Web, Demand: complaint.Repair, Content: Text,
		Complainant: complaint.Complainant{Name: "陈晓岚", Email: strings.ToLower(casework.NewReference()) + "@mail.example", Language: complaint.Chinese},
	}, nil)
	w.OK(err)
	return c
}

// Handled is a new case that was read and acknowledged.
func (w *World) Handled() complaint.Case {
	w.Helper()
	return w.Do(w.Filed().Ref(), complaint.TheSystem, &complaint.Classify{Reading: complaint.Reading{
		Category: complaint.CategoryQuality, Cause: "product.workmanship", Grade: complaint.Ordinary,
		Language: complaint.Chinese, Confidence: 0.9, Model: "bench",
	}}, &complaint.Acknowledge{})
}

// Executed is a new case whose remedy was carried out.
func (w *World) Executed() complaint.Case {
	w.Helper()
	return w.Do(w.Handled().Ref(), Ana, &complaint.Take{}, &complaint.Assess{}, &complaint.Contact{By: "phone", Note: "called"},
		&complaint.Propose{Remedy: complaint.Repair, Text: "师傅明天上门更换门板。"}, &complaint.Execute{Note: "done"})
}

// DueForSurvey is Executed, at the time when the complainant is to be asked.
func (w *World) DueForSurvey() complaint.Case {
	w.Helper()
	w.Cases.Now = time.Now
	c := w.Executed()
	w.Cases.Now = func() time.Time { return c.Survey.SendAt }
	return c
}

// Do carries commands out on a case.
func (w *World) Do(ref complaint.Ref, by complaint.Actor, commands ...complaint.Command) complaint.Case {
	w.Helper()
	var c complaint.Case
	var err error
	for _, cmd := range commands {
		c, err = w.Cases.Do(w.Context(), casework.Order{Ref: ref, By: by, Command: cmd})
		w.OK(err)
	}
	return c
}

// Event is a request as API Gateway hands it on.
func Event(method, resource string, params map[string]string, body string) events.APIGatewayProxyRequest {
	return events.APIGatewayProxyRequest{
		HTTPMethod: method, Resource: resource, PathParameters: params, Body: body,
		Headers: map[string]string{
			"Content-Type": "application/json", "Accept": "application/json", "Host": "api.example", "User-Agent": "bench",
		},
		RequestContext: events.APIGatewayProxyRequestContext{
			RequestID: "bench", HTTPMethod: method, ResourcePath: resource,
			Authorizer: map[string]any{"tenant": Tenant, "role": string(Ana.Role), "user": Ana.ID, "mail": Ana.Mail},
		},
	}
}

// Answered ends the measuring unless a reply has the status.
func (w *World) Answered(reply events.APIGatewayProxyResponse, err error, status int) {
	w.Helper()
	w.OK(err)
	if reply.StatusCode != status {
		w.Fatalf("status %d, want %d: %s", reply.StatusCode, status, reply.Body)
	}
}
