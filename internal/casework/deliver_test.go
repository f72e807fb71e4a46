package casework_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"redress/internal/access"
	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/functest"
	"redress/internal/tenant"
)

// deliverAll delivers what the stream has brought. What fails is left to the sweep.
func (w *world) deliverAll() {
	w.Helper()
	for n, more := w.nextWoken(); more; n, more = w.nextWoken() {
		if err := w.post.Deliver(w.Context(), n); err != nil {
			w.Logf("deliver %s: %v", n.Notice, err)
		}
	}
}

func TestANoticeIsSentOnceHoweverOftenItIsDelivered(t *testing.T) {
	w := newWorld(t)
	c := w.handled(acme)
	n := refOf(w.notice(c.Ref(), complaint.NoticeAcknowledgement))
	var crew sync.WaitGroup
	for range 8 {
		crew.Go(func() {
			if err := w.post.Deliver(t.Context(), n); err != nil {
				t.Error(err)
			}
		})
	}
	crew.Wait()
	if letters := w.mail.Letters(); len(letters) != 1 || letters[0].To != "li@example.com" || letters[0].From != "care@acme.example" {
		t.Fatalf("letters %+v", letters)
	}
	if got := w.notice(c.Ref(), complaint.NoticeAcknowledgement); got.State != "sent" || got.Proof != "mail-1" {
		t.Fatalf("notice %+v", got)
	}
	if w.events(c.Ref(), "notice_left") != 1 {
		t.Fatal("the case did not hear of it once")
	}
}

func TestAcknowledgingIsMetOnlyWhenTheNoticeLeft(t *testing.T) {
	w := newWorld(t)
	c := w.handled(acme)
	if k, _ := c.ClockByID("acknowledged"); !k.Open() {
		t.Fatal("it is met before anything was sent")
	}
	w.clock.Pass(time.Minute)
	w.deliverAll()
	if k, _ := w.now(c.Ref()).ClockByID("acknowledged"); !k.MetAt.Equal(functest.Monday.Add(time.Minute)) {
		t.Fatalf("met at %s", k.MetAt)
	}
}

func TestSMSIsSentWhereMailCannotBe(t *testing.T) {
	w := newWorld(t)
	w.mail.Down = errDown
	c := w.handled(acme)
	w.deliverAll()
	n := w.notice(c.Ref(), complaint.NoticeAcknowledgement)
	letters := w.sms.Letters()
	if n.Reach != complaint.BySMS || len(letters) != 1 || letters[0].To != "+8613800000000" || !strings.HasPrefix(letters[0].Body, "sms ") {
		t.Fatalf("notice %+v, letters %+v", n, letters)
	}
}

func TestMailIsSentAsMailWhereSMSCannotBe(t *testing.T) {
	w := newWorld(t)
	w.sms.Down = errDown
	file := complainOf(acme, "broken")
	file.Complainant.Prefers = complaint.BySMS
	c, err := w.cases.File(t.Context(), complaint.TheComplainant, file, nil)
	w.ok(err)
	w.do(w.do(c, complaint.TheSystem, reading(complaint.CategoryQuality, complaint.Ordinary)), complaint.TheSystem, &complaint.Acknowledge{})
	w.deliverAll()
	if letters := w.mail.Letters(); len(letters) != 1 || !strings.HasPrefix(letters[0].Body, "mail ") {
		t.Fatalf("letters %+v", letters)
	}
}

func TestANoticeNobodyCanSendBecomesATaskInTheEnd(t *testing.T) {
	w := newWorld(t)
	w.mail.Down, w.sms.Down = errDown, errDown
	c := w.handled(acme)
	for _, wait := range []time.Duration{2, 4, 8, 16, 32} {
		w.deliverAll()
		w.clock.Pass(wait*time.Minute - time.Millisecond)
		if swept := w.sweep(); swept.Notices != 0 {
			t.Fatalf("it was tried again before %d minutes", wait)
		}
		w.clock.Pass(time.Millisecond)
		w.sweep()
	}
	w.deliverAll()
	w.sweep()
	w.deliverAll()
	n := w.notice(c.Ref(), complaint.NoticeAcknowledgement)
	if n.State != "failed" || n.Tries != 6 || w.mail.Tries != 6 || w.sms.Tries != 6 {
		t.Fatalf("notice %+v, tried %d and %d times", n, w.mail.Tries, w.sms.Tries)
	}
	if tasks := w.now(c.Ref()).Tasks; len(tasks) != 1 || tasks[0].Notice != n.ID || w.events(c.Ref(), "notice_failed") != 1 {
		t.Fatalf("tasks %+v", tasks)
	}
}

func TestANoticeNobodyCanWriteIsNotLost(t *testing.T) {
	w := newWorld(t)
	w.writer.fails = errDown
	c := w.handled(acme)
	w.deliverAll()
	if n := w.notice(c.Ref(), complaint.NoticeAcknowledgement); n.State != "waiting" || w.mail.Tries != 0 {
		t.Fatalf("notice %+v, mail tried %d times", n, w.mail.Tries)
	}
}

// The letter left and was recorded; its case could not be told, neither along with the record nor after it.
func TestWhatLeftIsReportedWithoutSendingItAgain(t *testing.T) {
	w := newWorld(t)
	c := w.handled(acme)
	w.wire(&hooked{Store: w.memory, before: times(2, "Save", func() error { return errDown })}, w.machines)
	w.deliverAll()
	if n := w.notice(c.Ref(), complaint.NoticeAcknowledgement); n.State != "sent" || w.events(c.Ref(), "notice_left") != 0 {
		t.Fatalf("notice %+v", n)
	}
	w.clock.Pass(time.Minute)
	w.sweep()
	w.deliverAll()
	if len(w.mail.Letters()) != 1 || w.events(c.Ref(), "notice_left") != 1 {
		t.Fatalf("letters %v, reported %d times", w.mail.Letters(), w.events(c.Ref(), "notice_left"))
	}
	w.clock.Pass(time.Hour)
	if swept := w.sweep(); swept.Notices != 0 {
		t.Fatalf("swept %+v", swept)
	}
}

func TestEachNoticeHoldsTheSecretOfItsPurpose(t *testing.T) {
	w := newWorld(t)
	c := w.surveyed(acme)
	w.deliverAll()
	for _, l := range w.mail.Letters() {
		page, purpose := "/v1/acme/complaints/"+c.ID, access.ToFollow
		if l.Subject == string(complaint.NoticeSurvey) {
			page, purpose = "/v1/acme/surveys/"+c.ID, access.ToAnswer(1)
		}
		link, secret, _ := strings.Cut(l.Body, "?secret=")
		if !strings.HasSuffix(link, "https://acme.example"+page) || !access.Key("test").Opens(c, purpose, secret) {
			t.Errorf("%s: %s", l.Subject, l.Body)
		}
	}
	if len(w.mail.Letters()) != 4 { // acknowledgement, plan, executed, survey
		t.Fatalf("letters %+v", w.mail.Letters())
	}
}

func TestStaffGetNoLinkOfTheComplainant(t *testing.T) {
	w := newWorld(t)
	c := w.do(w.handled(acme), han, &complaint.Take{})
	w.do(c, complaint.TheComplainant, &complaint.Write{Text: "Well?"})
	w.do(c, han, &complaint.HandOver{To: "mei", Mail: mei.Mail})
	w.clock.Pass(30 * 24 * time.Hour)
	w.sweep()
	w.deliverAll()
	told := map[string]int{}
	for _, l := range w.mail.Letters() {
		told[l.To]++
		if l.To != "li@example.com" && strings.Contains(l.Body, "http") {
			t.Errorf("%s got %s", l.To, l.Body)
		}
	}
	for _, to := range []string{"li@example.com", han.Mail, mei.Mail, "lead@acme.example", "manager@acme.example", "executive@acme.example"} {
		if told[to] == 0 {
			t.Errorf("%s was not told; told were %v", to, told)
		}
	}
}

func TestANoticeThatIsNotThereIsNotDelivered(t *testing.T) {
	w := newWorld(t)
	c := w.handled(acme)
	w.ok(w.post.Deliver(t.Context(), casework.NoticeRef{Ref: c.Ref(), Notice: "none"}))
	if w.mail.Tries != 0 {
		t.Fatal("something was sent")
	}
}

// C2: who is absent is stood in for, and it is on record who was told in their place.
func TestTheSubstituteIsTold(t *testing.T) {
	w := newWorld(t)
	known, err := w.memory.Tenant(t.Context(), acme)
	w.ok(err)
	known.Absences = []tenant.Absence{{
		User: han.ID, From: w.clock.Now(), Until: w.clock.Now().AddDate(0, 1, 0), Stand: tenant.Standin{User: mei.ID, Mail: mei.Mail},
	}}
	w.ok(w.memory.PutTenant(t.Context(), known))
	c := w.do(w.handled(acme), han, &complaint.Take{})
	w.do(c, complaint.TheComplainant, &complaint.Write{Text: "Well?"})
	w.deliverAll()
	if n := w.notice(c.Ref(), complaint.NoticeWrote); n.Standin != mei.ID {
		t.Errorf("on record: %+v", n)
	}
	for _, l := range w.mail.Letters() {
		if l.To == han.Mail {
			t.Errorf("the absent owner got %s", l.Subject)
		}
	}
}
