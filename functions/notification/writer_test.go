package main

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/functest"
	"redress/internal/stationery"
	"redress/internal/tenant"
)

var acme = tenant.Tenant{
	ID: "acme", Language: complaint.Chinese,
	Names: map[complaint.Language]string{complaint.Chinese: "艾克", complaint.English: "The Acme Company"},
}

// words is the writer for a tenant that has no words of its own.
var words = writer{&stationery.Cabinet{}}

func occasion(kind complaint.NoticeKind) casework.Occasion {
	ref := complaint.Ref{Tenant: "acme", Case: "RD-0000-0000-0000-0000"}
	n := complaint.Notice{
		ID: "1", Ref: ref, Kind: kind, To: complaint.ToComplainant, Milestone: "solution", Text: "Money back.", Due: functest.Monday.Add(time.Hour),
	}
	o := casework.Occasion{
		Notice: n, Tenant: acme, Link: "https://acme.example/v1/acme/complaints/x", Zone: time.UTC,
		Case: complaint.Case{
			Tenant: "acme", ID: ref.Case, Phase: complaint.Handling, Round: 1, Flow: complaint.Quality, Grade: complaint.Ordinary,
			Language: complaint.English, Outcome: complaint.Satisfied, Department: "quality", Complainant: functest.Wang, Owner: &functest.Han,
		},
	}
	if slices.Contains(complaint.StaffNotices, kind) {
		o.Notice.To, o.Link = complaint.ToLead, ""
	}
	return o
}

// TestEveryNoticeIsALetter ranges over the notices: each has its letter, to complainants in the language of the case
// and to staff in the tenant's, and none of them says whose case it is.
func TestEveryNoticeIsALetter(t *testing.T) {
	for _, kind := range slices.Concat(complaint.ComplainantNotices, complaint.StaffNotices) {
		o := occasion(kind)
		letter, sms, err := words.Write(t.Context(), o)
		if err != nil {
			t.Errorf("%s: %v", kind, err)
			continue
		}
		toStaff := o.Notice.To != complaint.ToComplainant
		if letter.Subject == "" || letter.Body == "" || (sms == "") != toStaff {
			t.Errorf("%s: %q %q %q", kind, letter.Subject, letter.Body, sms)
		}
		said := letter.Subject + letter.Body + sms
		if chinese := strings.Contains(said, acme.Names[complaint.Chinese]); chinese != toStaff {
			t.Errorf("%s to %s is in Chinese: %v\n%s", kind, o.Notice.To, chinese, said)
		}
		if !strings.Contains(said, o.Case.ID) {
			t.Errorf("%s does not name the case:\n%s", kind, said)
		}
		for _, hidden := range []string{functest.Wang.Name, functest.Wang.Email, functest.Wang.Phone, functest.Han.ID} {
			if strings.Contains(said, hidden) {
				t.Errorf("%s says %s:\n%s", kind, hidden, said)
			}
		}
	}
}

// Before a complaint was read its language is not known, unless it was said; the tenant's is then as good as any.
func TestALetterBeforeTheLanguageIsKnown(t *testing.T) {
	o := occasion(complaint.NoticeMessage)
	o.Case.Language, o.Case.Flow = "", ""
	letter, _, err := words.Write(t.Context(), o)
	if err != nil || !strings.Contains(letter.Body, "艾克") {
		t.Errorf("%+v %v", letter, err)
	}
}

// TestTheNextStep: a letter promises what is owed to the complainant next, and not what it meets by leaving.
func TestTheNextStep(t *testing.T) {
	clock := func(milestone string, hours int, metBy ...complaint.Signal) complaint.Clock {
		return complaint.Clock{ID: milestone, Milestone: milestone, Due: functest.Monday.Add(time.Duration(hours) * time.Hour), MetBy: metBy}
	}
	met := clock("proposed_before", 1, complaint.SignalProposed)
	met.MetAt = functest.Monday
	told := clock("inspection", 9, complaint.SignalRecorded)
	told.Tell = true
	recurs := clock("kept_informed", 1, complaint.SignalInformed)
	recurs.Recurs, recurs.Tell = true, true
	c := complaint.Case{Clocks: []complaint.Clock{
		clock("ledger", 1, complaint.SignalRecorded), clock("solution", 12, complaint.SignalProposed), told, met, recurs,
		clock("acknowledged", 2, complaint.SignalAcknowledged),
	}}
	for kind, want := range map[complaint.NoticeKind]string{
		complaint.NoticeAcknowledgement: "inspection",
		complaint.NoticeMessage:         "acknowledged",
	} {
		if got, due := nextStep(c, kind); got != want || due.IsZero() {
			t.Errorf("%s: %s by %v, want %s", kind, got, due, want)
		}
	}
	if got, due := nextStep(complaint.Case{}, complaint.NoticeClosed); got != "" || !due.IsZero() {
		t.Errorf("where nothing is owed: %s by %v", got, due)
	}
}

// TestEachTenantWritesInItsOwnWords: one's wording is not another's; one that cannot be read keeps no letter from leaving; and while the
// database is away nothing is written.
func TestEachTenantWritesInItsOwnWords(t *testing.T) {
	w := newWorld(t)
	letters := writer{&stationery.Cabinet{Tenants: w.Memory}}
	const own = `{version: own-1, letters: [{letter: closed,
  zh: {subject: "再见（{{.Reference}}）", sms: "再见{{.Reference}} {{.Link}}", body: "后会有期，一切安好。"},
  en: {subject: "So long ({{.Reference}})", sms: "So long {{.Reference}} {{.Link}}", body: "So long, and thank you for the fish."}}]}`
	w.OK(w.Memory.PutDocument(t.Context(), "acme", casework.TemplatesDocument, "own-1", []byte(own)))
	w.OK(w.Memory.PutDocument(t.Context(), "acme", casework.TemplatesDocument, "broken", []byte("version: [")))
	subject := func(tenant, version string) string {
		o := occasion(complaint.NoticeClosed)
		o.Tenant.ID, o.Tenant.Templates = tenant, version
		letter, _, err := letters.Write(t.Context(), o)
		w.OK(err)
		return letter.Subject
	}
	catalogue := subject("acme", "")
	for name, c := range map[string]struct{ tenant, version, want string }{
		"its own":       {"acme", "own-1", "So long (RD-0000-0000-0000-0000)"},
		"another's":     {"globex", "own-1", catalogue},
		"broken":        {"acme", "broken", catalogue},
		"not there":     {"acme", "own-2", catalogue},
		"its own again": {"acme", "own-1", "So long (RD-0000-0000-0000-0000)"},
	} {
		if got := subject(c.tenant, c.version); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	away := writer{&stationery.Cabinet{Tenants: noDocuments{w.Memory}}}
	o := occasion(complaint.NoticeClosed)
	o.Tenant.Templates = "own-1"
	if _, _, err := away.Write(t.Context(), o); !complaint.Is(err, complaint.Unavailable) {
		t.Errorf("without a database: %v", err)
	}
}

// noDocuments is a store whose documents cannot be read now.
type noDocuments struct{ casework.Tenants }

func (noDocuments) Document(context.Context, string, string, string) ([]byte, error) {
	return nil, complaint.Errorf(complaint.Unavailable, "the database did not answer; try again")
}
