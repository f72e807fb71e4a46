package load

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"redress/internal/casework"
	"redress/internal/client"
	"redress/internal/complaint"
)

// office is a stand-in for a deployed stack: it files by key, acknowledges, and can be made to misbehave.
type office struct {
	mu     sync.Mutex
	byKey  map[string]client.Receipt
	cases  map[string]client.Case
	mails  []client.Mail
	broken func(key string, again bool) error // what a sending fails with
	double bool                               // forget the keys
}

func newOffice() *office {
	return &office{byKey: map[string]client.Receipt{}, cases: map[string]client.Case{}}
}

func (o *office) File(_ context.Context, c client.Complaint, key string) (client.Receipt, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	known, again := o.byKey[key]
	if o.broken != nil {
		if err := o.broken(key, again); err != nil {
			return client.Receipt{}, err
		}
	}
	if again && !o.double {
		return known, nil
	}
	r := client.Receipt{Case: casework.NewReference(), Secret: "secret of " + key, ReceivedAt: time.Now()}
	o.byKey[key] = r
	o.acknowledge(r.Case, c.Complainant.Email)
	return r, nil
}

// acknowledge orders, sends and reports one acknowledgement.
func (o *office) acknowledge(id, to string) {
	c := o.cases[id]
	c.ReceivedAt = time.Now()
	notice := casework.NoticeState{State: "sent"}
	notice.Kind = complaint.NoticeAcknowledgement
	c.Notices = append(c.Notices, notice)
	c.History = append(c.History, complaint.Commit{At: time.Now().Add(time.Second), Events: []complaint.Event{
		&complaint.NoticeLeft{Kind: string(complaint.NoticeAcknowledgement)},
	}})
	o.cases[id] = c
	o.mails = append(o.mails, client.Mail{To: []string{to}, Subject: "We have received it", Body: "Your case is " + id + "."})
}

func (o *office) Case(_ context.Context, id string) (client.Case, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.cases[id], nil
}

func (o *office) queue() (all []casework.Brief) {
	for id := range o.cases {
		all = append(all, casework.Brief{Case: id})
	}
	return all
}

// run sends twenty complaints twice and judges.
func (o *office) run(t *testing.T) Report {
	t.Helper()
	crowd := NewCrowd()
	r := Report{Width: 4, Begun: time.Now()}
	texts := []client.Complaint{{Content: "The seam split."}, {Content: "缝线开了。"}}
	r.Filed = Sending{Crowd: crowd, Width: 4, Twice: true}.Send(t.Context(), o, crowd.Complaints(texts, 20), func(int) {})
	r.Sending = time.Since(r.Begun)
	Watching{Width: 4, Every: time.Millisecond, Patience: 50 * time.Millisecond}.Watch(t.Context(), o, r.Filed, func(int) {})
	r.Broken = append(Judge(r.Filed), JudgeQueue(r.Filed, o.queue())...)
	r.Broken = append(r.Broken, JudgeMails(r.Filed, o.mails)...)
	return r
}

// laws are the laws that were broken, each once.
func laws(broken []Violation) string {
	var all []string
	for _, law := range []string{LawAnswered, LawSame, LawOne, LawOnce, LawMail, LawQuietLogs} {
		for _, v := range broken {
			if v.What == law {
				all = append(all, law)
				break
			}
		}
	}
	return strings.Join(all, "; ")
}

func TestAnOfficeThatKeepsTheLawsIsPraised(t *testing.T) {
	r := newOffice().run(t)
	if len(r.Broken) > 0 {
		t.Fatalf("broken: %v", r.Broken)
	}
	var out bytes.Buffer
	r.Print(&out)
	for _, want := range []string{"20 complaints, 4 at a time", "40 requests", "0 failed", "20; acknowledged 20", "held    " + LawOnce} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the summary lacks %q:\n%s", want, out.String())
		}
	}
	if strings.Contains(out.String(), "BROKEN") {
		t.Errorf("the summary finds fault:\n%s", out.String())
	}
}

func TestEachFaultIsFound(t *testing.T) {
	for name, fault := range map[string]struct {
		make func(*office)
		want string
	}{
		"keys are forgotten": {func(o *office) { o.double = true }, LawSame + "; " + LawOne + "; " + LawMail},
		"a sending fails": {func(o *office) {
			o.broken = func(key string, _ bool) error { return failOn(strings.HasSuffix(key, "-7")) }
		}, LawAnswered},
		"sending again fails": {func(o *office) {
			o.broken = func(_ string, again bool) error { return failOn(again) }
		}, LawAnswered + "; " + LawOne}, // of two at the same moment the first answer may be the failed one: its case is nobody's
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice()
			fault.make(o)
			got := laws(o.run(t).Broken)
			if got != fault.want && got != strings.TrimSuffix(fault.want, "; "+LawOne) {
				t.Errorf("broken: %s\nwant: %s", got, fault.want)
			}
		})
	}
}

func failOn(fails bool) error {
	if fails {
		return errors.New("503")
	}
	return nil
}

// What went wrong after the filing is found by looking at the cases, the queue and the mailbox.
func TestEachLaterFaultIsFound(t *testing.T) {
	for name, fault := range map[string]struct {
		spoil func(o *office, filed []Filed)
		want  string
	}{
		"acknowledged twice": {func(o *office, f []Filed) {
			o.acknowledge(f[3].First.Receipt.Case, f[3].Complaint.Complainant.Email)
			f[3].Case = o.cases[f[3].First.Receipt.Case]
		}, LawOnce + "; " + LawMail},
		"never acknowledged": {func(_ *office, f []Filed) { f[3].Case = client.Case{} }, LawOnce},
		"a case of nobody":   {func(o *office, _ []Filed) { o.cases[casework.NewReference()] = client.Case{} }, LawOne},
		"a case is lost":     {func(o *office, f []Filed) { delete(o.cases, f[3].First.Receipt.Case) }, LawOne},
		"no mail":            {func(o *office, _ []Filed) { o.mails = o.mails[1:] }, LawMail},
		"another's case in the mail": {func(o *office, _ []Filed) {
			o.mails[0].Body, o.mails[1].Body = o.mails[1].Body, o.mails[0].Body
		}, LawMail},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice()
			filed := o.run(t).Filed
			fault.spoil(o, filed)
			broken := append(Judge(filed), JudgeQueue(filed, o.queue())...)
			if got := laws(append(broken, JudgeMails(filed, o.mails)...)); got != fault.want {
				t.Errorf("broken: %s\nwant: %s", got, fault.want)
			}
		})
	}
}

func TestLeaksAreFoundAndTheEmulatorsListOfLettersIsNotOne(t *testing.T) {
	crowd := NewCrowd()
	who := crowd.Complaints([]client.Complaint{{Content: "x"}}, 1)[0].Complainant
	log := fmt.Sprintf("START\n{\"msg\":\"sent to %s\"}\n2026 INFO [ses-v2] SESv2 SendEmail: MessageId=1 | us -> ['%s']\nEND\n", who.Phone, who.Email)
	broken := Leaks(LinesOf("emulator.log", log), crowd.Personal())
	if len(broken) != 1 || !strings.HasPrefix(broken[0].Where, "emulator.log:2 ") {
		t.Fatalf("broken: %v", broken)
	}
	if strings.Contains(broken[0].Where, crowd.phone) {
		t.Errorf("what leaked is told again: %s", broken[0].Where)
	}
}
