package main

import (
	"errors"
	"slices"
	"testing"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda/messages"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/functest"
	"redress/internal/stationery"
)

// sender is the function with carriers that keep what they carry.
func (w *world) sender() (n notification, mail, sms *functest.Carrier) {
	mail, sms = functest.NewCarrier("mail"), functest.NewCarrier("sms")
	return notification{&casework.Post{
		Cases: w.Cases, Book: w.Book, Outbox: w.Memory, Writer: writer{&stationery.Cabinet{Tenants: w.Memory}}, Key: w.Key,
		Carriers: map[complaint.Reach]casework.Carrier{complaint.ByMail: mail, complaint.BySMS: sms},
	}}, mail, sms
}

// batch is the recorded batch of the table's stream, with the notice of the case of the story in the middle.
func (w *world) batch(notice string) event {
	w.Helper()
	var e event
	w.Recorded("stream", &e, "RD-0000-0000-0000-0000-3-0", notice)
	return e
}

// ordered is the one notice that waits to be sent.
func (w *world) ordered() casework.NoticeState {
	w.Helper()
	notices, err := w.Memory.Notices(w.Context(), w.Ref)
	w.OK(err)
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
	w.File("acme")
	w.Handle()
	n, mail, sms := w.sender()
	for range 3 {
		answer, err := n.handle(t.Context(), w.batch(w.ordered().ID))
		w.OK(err)
		if got := failures(t, answer); !slices.Equal(got, []string{"111", "333"}) {
			t.Errorf("failed: %v", got)
		}
	}
	if len(mail.Letters()) != 1 || len(sms.Letters()) != 0 || mail.Letters()[0].To != functest.Wang.Email {
		t.Errorf("mails %+v, SMS %+v", mail.Letters(), sms.Letters())
	}
	if got := w.ordered(); got.State != "sent" || got.Proof != "mail-1" || got.Tries != 1 {
		t.Errorf("the notice is %+v", got)
	}
	if k, _ := w.Known().ClockByID("acknowledged"); k.Open() {
		t.Error("the acknowledgement left, and its milestone is not met")
	}
	functest.KeepOutOfLogs(mail.Letters()[0].Body)
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
		w.File("acme")
		w.Handle()
		n, mail, sms := w.sender()
		mail.Down, sms.Down = c.mail, c.sms
		answer, err := n.handle(t.Context(), w.batch(w.ordered().ID))
		w.OK(err)
		if got := failures(t, answer); slices.Contains(got, "222") {
			t.Errorf("%s: failed: %v", c.name, got)
		}
		if got := w.ordered(); len(sms.Letters()) != c.letters || got.State != c.state {
			t.Errorf("%s: SMS %+v, the notice is %+v", c.name, sms.Letters(), got)
		}
	}
}

// A store that is down makes each notice of the batch one to be brought again.
func TestAStoreThatIsDown(t *testing.T) {
	w := newWorld(t)
	w.File("acme")
	w.Handle()
	n, mail, _ := w.sender()
	w.Cases.Store = functest.Broken{Store: w.Memory}
	answer, err := n.handle(t.Context(), w.batch(w.ordered().ID))
	w.OK(err)
	if got := failures(t, answer); !slices.Equal(got, []string{"111", "222", "333"}) || len(mail.Letters()) != 0 {
		t.Errorf("failed: %v", got)
	}
}

func TestAnEmptyBatch(t *testing.T) {
	w := newWorld(t)
	n, _, _ := w.sender()
	answer, err := n.handle(t.Context(), event{Records: []events.DynamoDBEventRecord{}})
	w.OK(err)
	if got := failures(t, answer); got != nil {
		t.Errorf("failed: %v", got)
	}
}

// TestTheStateMachineAcknowledges: the step orders the acknowledgement, once, and says where the case stands.
func TestTheStateMachineAcknowledges(t *testing.T) {
	w := newWorld(t)
	w.File("acme")
	n, mail, _ := w.sender()
	w.Do(complaint.TheSystem, &complaint.Classify{Reading: complaint.Reading{Category: complaint.CategoryQuality, Grade: complaint.Minor}})
	for range 2 {
		answer, err := n.handle(t.Context(), event{Ref: w.Ref})
		w.OK(err)
		if p, ok := answer.(casework.Position); !ok || p.Phase != complaint.Handling || p.Ref != w.Ref {
			t.Errorf("answered %+v", answer)
		}
	}
	if got := w.ordered(); got.Kind != complaint.NoticeAcknowledgement || len(mail.Letters()) != 0 {
		t.Errorf("ordered %+v, sent %+v", got, mail.Letters())
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
