package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"redress/internal/access"
	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/storetest"
	"redress/internal/tenant"
)

// monday is when every test begins: nine in the morning in China.
var monday = time.Date(2026, time.March, 2, 1, 0, 0, 0, time.UTC)

// The people of the tests. What is said of them and by them must not be found where it has no business.
var (
	han = complaint.Actor{Role: complaint.Agent, ID: "han.staff", Mail: "han.staff@acme.example"}

	wang = complaint.Complainant{
		Name: "Wang Xiaoming", Email: "wang.xiaoming@mail.example", Phone: "+86 138 0000 1111", Language: complaint.English,
	}
)

const (
	content   = "The kettle burst in my hands."
	staffOnly = "FOR STAFF ONLY"
)

// logged is everything that the tests of this package logged; personal is what must not stand in it.
var (
	logged   bytes.Buffer
	logging  sync.Mutex
	personal = []string{wang.Name, wang.Email, wang.Phone, content, staffOnly, han.Mail, "my own words", "test master key"}
)

type journal struct{}

func (journal) Write(line []byte) (int, error) {
	logging.Lock()
	defer logging.Unlock()
	return logged.Write(line)
}

func keepOutOfLogs(text string) {
	logging.Lock()
	defer logging.Unlock()
	personal = append(personal, text)
}

// TestMain runs the tests and then reads what they logged: nothing in it may say who complains of what.
func TestMain(m *testing.M) {
	slog.SetDefault(slog.New(slog.NewJSONHandler(journal{}, &slog.HandlerOptions{Level: slog.LevelDebug})))
	code := m.Run()
	for _, text := range personal {
		if strings.Contains(logged.String(), text) {
			fmt.Printf("FAIL: the log holds %q:\n%s", text, logged.String())
			code = 1
		}
	}
	os.Exit(code)
}

// world is the function on a store in memory, with the policy that is built in and machines that only note what they
// are asked.
type world struct {
	*testing.T
	now      time.Time
	memory   *storetest.Memory
	machines *machines
	key      access.Key
	book     *casework.Book
	cases    *casework.Cases
	ref      complaint.Ref // the case of the story
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{T: t, now: monday, memory: storetest.NewMemory(), machines: &machines{}, key: access.Key("test master key")}
	clock := func() time.Time { return w.now }
	w.book = &casework.Book{Tenants: w.memory, Now: clock}
	w.cases = &casework.Cases{
		Store: w.memory, Rules: w.book, Now: clock, Drive: &casework.Driver{Machines: w.machines, Tokens: w.memory},
	}
	for _, id := range []string{"acme", "globex"} {
		w.ok(w.memory.PutTenant(t.Context(), tenant.Tenant{
			ID: id, Site: "https://" + id + ".example", From: "care@" + id + ".example", Language: complaint.Chinese,
			Names: map[complaint.Language]string{complaint.Chinese: "艾克 " + id, complaint.English: "The " + id + " Company"},
		}))
	}
	return w
}

func (w *world) ok(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

// file opens a case, which from then on is the case of the story.
func (w *world) file(id string) complaint.Case {
	w.Helper()
	c, err := w.cases.File(w.Context(), complaint.TheComplainant, &complaint.File{
		Ref: complaint.Ref{Tenant: id}, Channel: complaint.Web, Complainant: wang, Demand: complaint.Refund, Content: content,
	}, nil)
	w.ok(err)
	return w.follow(c)
}

func (w *world) follow(c complaint.Case) complaint.Case {
	w.ref = c.Ref()
	keepOutOfLogs(w.secret())
	for round := range 4 {
		keepOutOfLogs(w.key.Secret(c, access.ToAnswer(round)))
	}
	return c
}

func (w *world) secret() string { return w.key.Secret(w.known(), access.ToFollow) }

// known is the case of the story as it is kept.
func (w *world) known() complaint.Case {
	w.Helper()
	c, err := w.memory.Case(w.Context(), w.ref)
	w.ok(err)
	return c
}

// do carries commands out on the case of the story.
func (w *world) do(by complaint.Actor, commands ...complaint.Command) complaint.Case {
	w.Helper()
	for _, cmd := range commands {
		_, err := w.cases.Do(w.Context(), casework.Order{Ref: w.ref, By: by, Command: cmd})
		w.ok(err)
	}
	return w.known()
}

// handle takes the case to where people are at work: it was read as a complaint of quality and acknowledged.
func (w *world) handle() complaint.Case {
	w.Helper()
	return w.do(complaint.TheSystem, &complaint.Classify{Reading: complaint.Reading{
		Category: complaint.CategoryQuality, Cause: "product.workmanship", Grade: complaint.Ordinary,
		Language: complaint.English, Confidence: 0.9, Model: "test",
	}}, &complaint.Acknowledge{})
}

// machines notes what is started, and who is told to go on.
type machines struct {
	journeys []string
	timers   int
	resumed  []casework.Position
	gone     bool // nobody waits
}

func (m *machines) StartJourney(_ context.Context, ref complaint.Ref, revision int) error {
	m.journeys = append(m.journeys, fmt.Sprintf("%s-%d", ref.Case, revision))
	return nil
}

func (m *machines) StartTimer(context.Context, casework.Timer) error {
	m.timers++
	return nil
}

func (m *machines) Resume(_ context.Context, _ string, p casework.Position) error {
	if m.gone {
		return casework.ErrNoWaiter
	}
	m.resumed = append(m.resumed, p)
	return nil
}

// broken is a store that is out of order, and whose errors say too much.
type broken struct{ casework.Store }

func (broken) Case(context.Context, complaint.Ref) (complaint.Case, error) {
	return complaint.Case{}, errors.New("no route to 10.0.0.1")
}
