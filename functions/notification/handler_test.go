package main

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda/messages"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// carrier keeps the letters it is given, or fails.
type carrier struct {
	letters []casework.Letter
	down    error
}

func (k *carrier) Carry(_ context.Context, l casework.Letter) (string, error) {
	if k.down != nil {
		return "", k.down
	}
	k.letters = append(k.letters, l)
	return "proof", nil
}

// sender is the function with carriers that keep what they carry.
func (w *world) sender() (n notification, mail, sms *carrier) {
	mail, sms = &carrier{}, &carrier{}
	return notification{&casework.Post{
		Cases: w.cases, Book: w.book, Outbox: w.memory, Writer: writer{}, Key: w.key,
		Carriers: map[complaint.Reach]casework.Carrier{complaint.ByMail: mail, complaint.BySMS: sms},
	}}, mail, sms
}

// batch is the recorded batch of the table's stream, with the notice of the case of the story in the middle.
func (w *world) batch(notice string) event {
	w.Helper()
	recorded, err := os.ReadFile(filepath.Join("testdata", "stream.json"))
	w.ok(err)
	text := strings.NewReplacer("RD-0000-0000-0000-0000-3-0", notice, "RD-0000-0000-0000-0000", w.ref.Case).Replace(string(recorded))
	var e event
	w.ok(json.Unmarshal([]byte(text), &e))
	return e
}

// ordered is the one notice that waits to be sent.
func (w *world) ordered() casework.NoticeState {
	w.Helper()
	notices, err := w.memory.Notices(w.Context(), w.ref)
	w.ok(err)
	if len(notices) != 1 {
		w.Fatalf("notices: %+v", notices)
	}
	return notices[0]
}

func failures(t *testing.T, answer any) []string {
	t.Helper()
	reply, ok := answer.(events.DynamoDBEventResponse)
	if !ok {
		t.Fatalf("the stream is answered %T", answer)
	}
	var named []string
	for _, f := range reply.BatchItemFailures {
		named = append(named, f.ItemIdentifier)
	}
	return named
}

// TestABatchOfTheStream: the acknowledgement is sent once, however often it is brought, and what cannot be a notice is
// named, without holding up the others.
func TestABatchOfTheStream(t *testing.T) {
	w := newWorld(t)
	w.file("acme")
	w.handle()
	n, mail, sms := w.sender()
	for range 3 {
		answer, err := n.handle(t.Context(), w.batch(w.ordered().ID))
		w.ok(err)
		if got := failures(t, answer); !slices.Equal(got, []string{"111", "333"}) {
			t.Errorf("failed: %v", got)
		}
	}
	if len(mail.letters) != 1 || len(sms.letters) != 0 || mail.letters[0].To != wang.Email {
		t.Errorf("mails %+v, SMS %+v", mail.letters, sms.letters)
	}
	if got := w.ordered(); got.State != "sent" || got.Proof != "proof" || got.Tries != 1 {
		t.Errorf("the notice is %+v", got)
	}
	if k, _ := w.known().ClockByID("acknowledged"); k.Open() {
		t.Error("the acknowledgement left, and its milestone is not met")
	}
	keepOutOfLogs(mail.letters[0].Body)
}

// Where the mail fails the SMS is sent; where both fail the notice is put back, which is no failure of the batch.
func TestCarriersThatAreDown(t *testing.T) {
	down := errors.New("mail: Throttled")
	for _, c := range []struct {
		name      string
		mail, sms error
		letters   int
		state     string
	}{
		{"mail", down, nil, 1, "sent"},
		{"both", down, down, 0, "waiting"},
	} {
		w := newWorld(t)
		w.file("acme")
		w.handle()
		n, mail, sms := w.sender()
		mail.down, sms.down = c.mail, c.sms
		answer, err := n.handle(t.Context(), w.batch(w.ordered().ID))
		w.ok(err)
		if got := failures(t, answer); slices.Contains(got, "222") {
			t.Errorf("%s: failed: %v", c.name, got)
		}
		if got := w.ordered(); len(sms.letters) != c.letters || got.State != c.state {
			t.Errorf("%s: SMS %+v, the notice is %+v", c.name, sms.letters, got)
		}
	}
}

// A store that is down makes each notice of the batch one to be brought again.
func TestAStoreThatIsDown(t *testing.T) {
	w := newWorld(t)
	w.file("acme")
	w.handle()
	n, mail, _ := w.sender()
	w.cases.Store = broken{w.memory}
	answer, err := n.handle(t.Context(), w.batch(w.ordered().ID))
	w.ok(err)
	if got := failures(t, answer); !slices.Equal(got, []string{"111", "222", "333"}) || len(mail.letters) != 0 {
		t.Errorf("failed: %v", got)
	}
}

func TestAnEmptyBatch(t *testing.T) {
	w := newWorld(t)
	n, _, _ := w.sender()
	answer, err := n.handle(t.Context(), event{Records: []events.DynamoDBEventRecord{}})
	w.ok(err)
	if got := failures(t, answer); got != nil {
		t.Errorf("failed: %v", got)
	}
}

// TestTheStateMachineAcknowledges: the step orders the acknowledgement, once, and says where the case stands.
func TestTheStateMachineAcknowledges(t *testing.T) {
	w := newWorld(t)
	w.file("acme")
	n, mail, _ := w.sender()
	w.do(complaint.TheSystem, &complaint.Classify{Reading: complaint.Reading{Category: complaint.CategoryQuality, Grade: complaint.Minor}})
	for range 2 {
		answer, err := n.handle(t.Context(), event{Ref: w.ref})
		w.ok(err)
		if p, ok := answer.(casework.Position); !ok || p.Phase != complaint.Handling || p.Ref != w.ref {
			t.Errorf("answered %+v", answer)
		}
	}
	if got := w.ordered(); got.Kind != complaint.NoticeAcknowledgement || len(mail.letters) != 0 {
		t.Errorf("ordered %+v, sent %+v", got, mail.letters)
	}
}

func TestAStepOnNoCase(t *testing.T) {
	w := newWorld(t)
	n, _, _ := w.sender()
	_, err := n.handle(t.Context(), event{})
	named, ok := err.(messages.InvokeResponse_Error) //nolint:errorlint // Lambda looks at the outermost type
	if !ok || named.Type != "Redress.not_found" {
		t.Errorf("%T %v", err, err)
	}
}
