package casework_test

import (
	"errors"
	"regexp"
	"strings"
	"sync"
	"testing"

	"redress/internal/access"
	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/functest"
	"redress/internal/policy"
	"redress/internal/storetest"
	"redress/internal/tenant"
)

// The tenants of the tests: one under the built-in policy, one whose spans are seconds.
const (
	acme  = "acme"
	quick = "quick"
)

// The people of the tests.
var (
	han = complaint.Actor{Role: complaint.Agent, ID: "han", Mail: "han@acme.example"}
	mei = complaint.Actor{Role: complaint.Agent, ID: "mei", Mail: "mei@acme.example"}
	lin = complaint.Actor{Role: complaint.Lead, ID: "lin", Mail: "lin@acme.example"}
)

// world is the use cases on a store in memory, with machines and carriers that only note what they are asked.
type world struct {
	testing.TB
	clock    *functest.Clock
	memory   *storetest.Memory
	machines *functest.Machines
	mail     *functest.Carrier
	sms      *functest.Carrier
	writer   *writer
	cases    *casework.Cases
	post     *casework.Post
	sweeper  *casework.Sweeper
	reader   *casework.Reader
	woken    []casework.NoticeRef // what the stream brought and nobody has delivered yet
	waking   sync.Mutex
}

func newWorld(tb testing.TB) *world {
	tb.Helper()
	w := &world{
		TB: tb, clock: functest.NewClock(functest.Monday), memory: storetest.NewMemory(), machines: functest.NewMachines(),
		mail: functest.NewCarrier("mail"), sms: functest.NewCarrier("sms"), writer: &writer{},
	}
	w.memory.Stream = w.wake
	w.wire(w.memory, w.machines)
	w.enrol(acme, "")
	w.enrol(quick, "quick-1")
	w.ok(w.memory.PutDocument(tb.Context(), quick, casework.PolicyDocument, "quick-1", quickPolicy(tb)))
	return w
}

// wire builds the use cases on a store and machines.
func (w *world) wire(store storetest.Store, machines casework.Machines) {
	book := &casework.Book{Tenants: store, Now: w.clock.Now}
	w.cases = &casework.Cases{
		Store: store, Rules: book, Now: w.clock.Now, Drive: &casework.Driver{Machines: machines, Tokens: store},
		Marks: &casework.Marker{Key: printKey, Book: book},
	}
	w.reader = &casework.Reader{
		Cases: w.cases, Openings: store, Classifier: clerk{}, Same: &casework.Recogniser{Key: printKey, Book: book, People: store},
	}
	w.post = &casework.Post{
		Cases: w.cases, Book: book, Outbox: store, Writer: w.writer, Key: access.Key("test"),
		Carriers: map[complaint.Reach]casework.Carrier{complaint.ByMail: w.mail, complaint.BySMS: w.sms},
	}
	w.sweeper = &casework.Sweeper{Cases: w.cases, Index: store, Width: 4}
}

func (w *world) enrol(id, version string) {
	w.Helper()
	w.ok(w.memory.PutTenant(w.Context(), tenant.Tenant{
		ID: id, Policy: version, Site: "https://" + id + ".example", From: "care@" + id + ".example",
		Mailboxes: map[complaint.Level]string{
			complaint.ToOwner: "desk@acme.example", complaint.ToLead: "lead@acme.example",
			complaint.ToManager: "manager@acme.example", complaint.ToExecutive: "executive@acme.example",
		},
	}))
}

// quickPolicy is the built-in policy with every deadline a minute and every rung seconds behind it.
func quickPolicy(tb testing.TB) []byte {
	tb.Helper()
	text := regexp.MustCompile(`within: \w+`).ReplaceAllString(string(policy.DefaultSource()), "within: 60s")
	text = regexp.MustCompile(`version: \S+`).ReplaceAllString(text, "version: quick-1")
	text = strings.NewReplacer(
		"calendar: cn", "calendar: 24x7", "send: 3d", "send: 30s", "expire: 7d", "expire: 90s",
		"after: 15m", "after: 5s", "after: 30m", "after: 10s", "after: 1h", "after: 20s",
		"after: 4h", "after: 5s", "after: 1d", "after: 10s", "after: 2d", "after: 20s",
	).Replace(text)
	return []byte(text)
}

func (w *world) ok(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

// refused ends the test unless the error is of the kind.
func (w *world) refused(err error, kind complaint.Kind) *complaint.Error {
	w.Helper()
	var e *complaint.Error
	if !errors.As(err, &e) || e.Kind != kind {
		w.Fatalf("error = %v, want one of kind %s", err, kind)
	}
	return e
}

func (w *world) wake(n casework.NoticeRef) {
	w.waking.Lock()
	defer w.waking.Unlock()
	w.woken = append(w.woken, n)
}

// nextWoken is the next notice the stream brought.
func (w *world) nextWoken() (casework.NoticeRef, bool) {
	w.waking.Lock()
	defer w.waking.Unlock()
	if len(w.woken) == 0 {
		return casework.NoticeRef{}, false
	}
	n := w.woken[0]
	w.woken = w.woken[1:]
	return n, true
}

// forget loses what the stream brought.
func (w *world) forget() {
	w.waking.Lock()
	defer w.waking.Unlock()
	w.woken = nil
}
