//go:build e2e

package e2e

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"redress/internal/casework"
	"redress/internal/client"
	"redress/internal/complaint"
)

// G3: what is personal is masked by role, and shown once for a reason that is on record before; the auditor reads that it was seen, not what.
func TestARevealIsOnRecord(t *testing.T) {
	t.Parallel()
	shownOnce(t)
	co := private(t)
	people := keepers(t, co)
	s := confiding(t, co)
	for hand, names := range map[client.API]bool{co.lead: true, people.auditor: false} {
		c, err := hand.Case(t.Context(), s.receipt.Case)
		if err != nil {
			t.Fatal(err)
		}
		shown := textOf(t, c)
		if strings.Contains(shown, s.mail) || strings.Contains(shown, "13912345678") || strings.Contains(shown, "陈晓岚") != names {
			t.Errorf("the desk shows %s", shown)
		}
	}
	wish := map[string]any{"fields": []string{"email", "text"}, "reason": "I answer her letter."}
	var shown struct {
		Values map[string]string
		Texts  []struct{ Text string }
	}
	path := "/desk/cases/" + s.receipt.Case + "/reveals"
	wantProblem(t, people.auditor.Call(t.Context(), http.MethodPost, path, nil, wish, &shown), http.StatusForbidden)
	if err := co.lead.Call(t.Context(), http.MethodPost, path, nil, wish, &shown); err != nil {
		t.Fatal(err)
	}
	if shown.Values["email"] != s.mail || len(shown.Texts) == 0 || !strings.Contains(shown.Texts[0].Text, "13912345678") {
		t.Errorf("revealed: %+v", shown)
	}
	s.do(co.lead, &complaint.Note{Text: "=1+1"})
	for of, said := range map[string]string{"looks": `"what":"person"`, "acts": `"command":"note"`} {
		s.audited(people.auditor, of, said)
	}
	wantProblem(t, co.lead.Call(t.Context(), http.MethodGet, "/desk/audit", nil, nil, nil), http.StatusForbidden)
	wantProblem(t, w.real.agent.Call(t.Context(), http.MethodPost, path, nil, wish, nil), http.StatusNotFound) // of another tenant
}

// audited waits until the audit lists something of the case, and nothing personal with it.
func (s *story) audited(by client.API, of, said string) {
	s.t.Helper()
	for deadline := time.Now().Add(patience + gathering); ; time.Sleep(500 * time.Millisecond) {
		var page json.RawMessage
		if err := by.Call(s.t.Context(), http.MethodGet, "/desk/audit?of="+of+"&case="+s.receipt.Case, nil, nil, &page); err != nil {
			s.t.Fatal(err)
		}
		for _, personal := range append(theirs, s.mail) {
			if strings.Contains(string(page), personal) {
				s.t.Fatalf("the audit holds %s: %s", personal, page)
			}
		}
		if strings.Contains(string(page), said) {
			return
		}
		if time.Now().After(deadline) {
			s.t.Fatalf("the audit has no %s: %s", said, page)
		}
	}
}

// G2: hold keeps a case from being erased; then two people erase it, nothing of the complainant is left in the table, in the export or in the
// logs, and the export proves what was erased, by whom and when, and everything else.
func TestAnErasedCaseProvesWhatIsGone(t *testing.T) {
	t.Parallel()
	shownOnce(t)
	began := time.Now()
	co := private(t)
	people := keepers(t, co)
	s := confiding(t, co)
	s.give("receipt", "image/jpeg", sampleFile(t, "photo.jpg"))
	s.refused(people.admin, &complaint.AskErasure{Reason: "She asked."}, http.StatusConflict) // somebody is at work
	s.finish()
	s.do(people.legal, &complaint.PutOnHold{Reason: "A lawsuit."})
	s.refused(people.admin, &complaint.AskErasure{Reason: "She asked."}, http.StatusConflict)
	s.do(people.legal, &complaint.ReleaseHold{Reason: "It is over."})
	s.do(people.admin, &complaint.AskErasure{Reason: "She asked."})
	s.refused(people.admin, &complaint.AnswerErasure{Grant: true, Reason: "Yes."}, http.StatusConflict)
	s.entered(s.ref())
	before := textOf(t, s.items())
	for _, personal := range theirs[:3] {
		if !strings.Contains(before, personal) && !strings.Contains(before, strings.Trim(fmt.Sprintf("%+q", personal), `"`)) {
			t.Errorf("%s was never kept, so that this proves nothing", personal)
		}
	}
	s.do(people.legal, &complaint.AnswerErasure{Grant: true, Reason: "Article 17."})
	c := s.keep(func(c complaint.Case) bool { return c.Erased() && !c.Erasure.Pending })
	said, files := s.export()
	if !strings.Contains(said, "Erased: of commits 1, ") || !strings.Contains(said, "legal "+co.id+"-legal with answer_erasure (request)") ||
		!strings.Contains(said, "Files of evidence that went with it: 1;") || s.inEvidence() != 0 {
		t.Errorf("the verifier says %s", said)
	}
	shown, err := co.manager.Case(t.Context(), s.receipt.Case)
	if err != nil || shown.Flow != c.Flow || shown.Flow == "" {
		t.Errorf("%v, %s", err, shown.Flow)
	}
	places := map[string]string{"table": textOf(t, s.items()), "export": files, "desk": textOf(t, shown)}
	if !onLocalStack(t.Context()) { // functions run as processes there, and log beside CloudWatch
		places["logs"] = logs(t, began)
	}
	for place, text := range places {
		for _, personal := range append(theirs, s.mail) {
			if strings.Contains(text, personal) {
				t.Errorf("the %s still holds %s", place, personal)
			}
		}
	}
	if _, err := co.public.Follow(t.Context(), s.receipt); err == nil {
		t.Error("the complainant's link still opens")
	}
}

// G2: a case that was kept for long enough goes into the archive and from the table, and its export says so.
func TestACaseIsRemovedWhenItsTimeIsOver(t *testing.T) {
	t.Parallel()
	co := private(t, "keep: 1096d", "keep: 2s\n  shorter: a test", "then: anonymise", "then: remove")
	s := confiding(t, co)
	s.give("receipt", "image/jpeg", sampleFile(t, "photo.jpg"))
	if n := s.inEvidence(); n != 1 {
		t.Fatalf("%d files lie among the evidence, want 1", n)
	}
	s.finish()
	s.entered(s.ref())
	c := s.keep(func(c complaint.Case) bool { return c.Erased() && !c.Erasure.Pending })
	for _, item := range s.items() {
		key, _ := item["sk"].(*types.AttributeValueMemberS)
		_, expires := item["expires"]
		if stays := key.Value == "CASE" || key.Value >= fmt.Sprintf("E#%08d", c.Revision-1) && key.Value[0] == 'E'; stays == expires {
			t.Errorf("%s: expires %t", key.Value, expires)
		}
	}
	out, err := w.stack.S3().GetObject(t.Context(), &s3.GetObjectInput{
		Bucket: aws.String(w.stack.Outputs["Archive"]), Key: aws.String(co.id + "/" + s.receipt.Case + ".json"),
	})
	if err != nil {
		t.Fatal(err)
	}
	var kept struct {
		Commits []complaint.Commit
		Notices []casework.NoticeState
		Leaves  []int64
	}
	if err := json.NewDecoder(out.Body).Decode(&kept); err != nil || len(kept.Commits) == 0 || len(kept.Leaves) != len(kept.Commits) || len(kept.Notices) == 0 {
		t.Errorf("%v: the archive has %d commits, %d leaves", err, len(kept.Commits), len(kept.Leaves))
	}
	if said, files := s.export(); !strings.Contains(said, "Removed: commits 1, ") || !strings.Contains(said, "(retention)") || strings.Contains(files, "陈晓岚") {
		t.Errorf("the verifier says %s", said)
	}
}

// The operator finds somebody's cases by mail, whatever case of letters, holds them, and once they are released erases them in two names.
func TestTheOperatorErasesSomebody(t *testing.T) {
	t.Parallel()
	shownOnce(t)
	co := private(t)
	s := confiding(t, co)
	s.finish()
	who := []string{"--tenant", co.id, "--mail", strings.ToUpper(s.mail)}
	erase := append([]string{"erase", "--asked-by", "root", "--granted-by", "ning", "--reason", "She asked."}, who...)
	hold := append([]string{"hold", "--by", "ning", "--reason", "A lawsuit."}, who...)
	if said := string(redress(t, hold...)); !strings.Contains(said, s.receipt.Case) {
		t.Errorf("held: %s", said)
	}
	if said, err := refusedRedress(t, append(erase, "--go-on")...); err == nil || !strings.Contains(said, "legal hold") {
		t.Errorf("under hold: %v %s", err, said)
	}
	redress(t, append(hold, "--release")...)
	if said := string(redress(t, erase...)); !strings.Contains(said, s.receipt.Case+" closed") {
		t.Errorf("named: %s", said)
	}
	redress(t, append(erase, "--go-on")...)
	s.entered(s.ref())
	if said, files := s.export(); !strings.Contains(said, "by legal ning with answer_erasure") || strings.Contains(files, "陈晓岚") {
		t.Errorf("the verifier says %s", said)
	}
}
