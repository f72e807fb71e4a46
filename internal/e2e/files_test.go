//go:build e2e

package e2e

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"html"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/smithy-go"

	"redress/internal/casework"
	"redress/internal/client"
	"redress/internal/complaint"
	"redress/internal/custody"
)

// sampleFile is one of the files that the inspector is tested with.
func sampleFile(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "inspect", "testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// settled waits until a file of the case is kept or refused.
func (s *story) settled(file string) (x complaint.Exhibit) {
	s.t.Helper()
	s.until("examined", func(c client.Case) bool {
		x, _ = c.Exhibit(file)
		return x.State == complaint.FileKept || x.State == complaint.FileRefused
	})
	return x
}

// give asks for a file as the complainant and sends it.
func (s *story) give(name, media string, data []byte) complaint.Exhibit {
	s.t.Helper()
	slot, err := s.co.public.Give(s.t.Context(), s.receipt.Case, &s.receipt, client.Announced{Name: name, MediaType: media})
	if err != nil {
		s.t.Fatal("give:", err)
	}
	if status, _, err := client.Send(s.t.Context(), slot.UploadForm, "x", data); err != nil || status != http.StatusCreated {
		s.t.Fatalf("send: %d, %v", status, err)
	}
	return s.settled(slot.File)
}

var (
	formAction = regexp.MustCompile(`<form method="post" action="([^"]+)" enctype="multipart/form-data">`)
	formField  = regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)" />`)
)

// browse fills in the form of the case's page, as a browser without scripts does, and answers the form of the page that comes.
func (s *story) browse(kind complaint.FileKind, name string) (form custody.UploadForm) {
	s.t.Helper()
	body := url.Values{"secret": {s.receipt.Secret}, "kind": {string(kind)}, "name": {name}}.Encode()
	at := s.co.public.Base + "/v1/" + s.co.id + "/complaints/" + s.receipt.Case + "/files?lang=zh"
	req, err := http.NewRequestWithContext(s.t.Context(), http.MethodPost, at, strings.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Accept", "text/html")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		s.t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	action := formAction.FindStringSubmatch(string(text))
	if err != nil || resp.StatusCode != http.StatusOK || action == nil || strings.Contains(string(text), "<script") {
		s.t.Fatalf("%d, %v: %s", resp.StatusCode, err, text)
	}
	form = custody.UploadForm{URL: html.UnescapeString(action[1]), Fields: map[string]string{}}
	for _, f := range formField.FindAllStringSubmatch(string(text), -1) {
		form.Fields[html.UnescapeString(f[1])] = html.UnescapeString(f[2])
	}
	to, err := url.Parse(form.URL)
	if policy := resp.Header.Get("Content-Security-Policy"); err != nil || !strings.Contains(policy, "form-action 'self' "+to.Scheme+"://"+to.Host+";") {
		s.t.Errorf("the page may not send its form: %q", policy)
	}
	return form
}

// A complainant sends a photo from the page of the case: it is in quarantine, then kept. The agent reads it, which is written down; what
// comes to her is the photo, to be saved under a harmless name. The complainant reads it too. Sent again, nothing changes.
func TestAPhotoFromThePage(t *testing.T) {
	t.Parallel()
	s := file(t, w.real, "沙发扶手的接缝裂开了，照片随后发给你们，要求维修。")
	began := time.Now().Add(-time.Minute)
	photo := sampleFile(t, "photo.jpg")
	form := s.browse(complaint.Photo, "接缝 <b>\u202egpj.exe")
	status, at, err := client.Send(t.Context(), form, "../../IMG.exe", photo)
	if err != nil || status != http.StatusSeeOther || !strings.HasPrefix(at, s.co.public.Base+"/v1/"+s.co.id+"/complaints/"+s.receipt.Case) {
		t.Fatalf("sent: %d to %q, %v", status, at, err)
	}
	c := s.now()
	id := c.Files[0].ID
	x := s.settled(id)
	if x.State != complaint.FileKept || x.Type != "image/jpeg" || x.Size != len(photo) || x.SHA256 != sumOf(photo) || x.By.Role != complaint.Customer {
		t.Fatalf("%+v", x)
	}

	status, at, err = s.co.agent.Lead(t.Context(), "/desk/cases/"+s.receipt.Case+"/files/"+id)
	if err != nil || status != http.StatusSeeOther {
		t.Fatalf("%d, %v", status, err)
	}
	got, headers, err := client.Fetch(t.Context(), at)
	if err != nil || !bytes.Equal(got, photo) {
		t.Fatalf("%d bytes, %v", len(got), err)
	}
	if how := headers.Get("Content-Disposition"); !strings.HasPrefix(how, "attachment; filename") || strings.Contains(how, "<") || !strings.HasSuffix(how, ".jpg") {
		t.Errorf("to be saved as %q", how)
	}
	if headers.Get("Content-Type") != "image/jpeg" {
		t.Errorf("it is a %q", headers.Get("Content-Type"))
	}
	s.looked(began, casework.SightFile, id, s.co.id+"-agent")

	mine, at, err := s.co.public.Lead(t.Context(), "/complaints/"+s.receipt.Case+"/files/"+id+"?secret="+s.receipt.Secret)
	if err != nil || mine != http.StatusSeeOther {
		t.Fatalf("%d, %v", mine, err)
	}
	if got, _, err := client.Fetch(t.Context(), at); err != nil || !bytes.Equal(got, photo) {
		t.Errorf("their own: %d bytes, %v", len(got), err)
	}

	revision := s.now().Revision
	if status, _, err = client.Send(t.Context(), form, "x", sampleFile(t, "page_as_photo.jpg")); err != nil || status != http.StatusSeeOther {
		t.Fatalf("sent again: %d, %v", status, err)
	}
	s.emptied(id)
	if again := s.now(); again.Revision != revision || again.Files[0] != x {
		t.Errorf("%+v became %+v", x, again.Files[0])
	}
}

// looked looks for a look in the book.
func (s *story) looked(since time.Time, what casework.Sight, of, user string) {
	s.t.Helper()
	looks, err := w.stack.Table().Looks(s.t.Context(), s.co.id, since, time.Now().Add(time.Minute))
	if err != nil || !slices.ContainsFunc(looks, func(l casework.Look) bool {
		return l.What == what && l.Of == of && l.Case == s.receipt.Case && l.By.ID == user
	}) {
		s.t.Errorf("the look at %s is not written down: %+v, %v", of, looks, err)
	}
}

// emptied waits until a file's place in quarantine is empty.
func (s *story) emptied(id string) {
	s.t.Helper()
	key, bucket := s.co.id+"/"+s.receipt.Case+"/"+id, w.stack.Depot().Quarantine
	for deadline := time.Now().Add(patience); ; time.Sleep(200 * time.Millisecond) {
		_, err := w.stack.S3().HeadObject(s.t.Context(), &s3.HeadObjectInput{Bucket: &bucket, Key: &key})
		var api smithy.APIError
		switch {
		case errors.As(err, &api) && api.ErrorCode() == "NotFound":
			return
		case time.Now().After(deadline):
			s.t.Fatalf("%s is still there: %v", key, err)
		}
	}
}

// What is no photo is refused with its reason, is nowhere among the evidence, and is handed out to nobody. S3 itself takes no more bytes
// than were agreed.
func TestWhatIsNoEvidence(t *testing.T) {
	t.Parallel()
	shownOnce(t)
	s := file(t, w.real, "客服态度很差，我有录音和截图作为证据，请处理。")
	for _, c := range []struct {
		file, media string
		fault       complaint.FileFault
	}{
		{"page_as_photo.jpg", "image/jpeg", complaint.FaultType}, {"drawing_as_photo.png", "image/png", complaint.FaultType},
		{"script.pdf", "application/pdf", complaint.FaultActive}, {"bomb.png", "image/png", complaint.FaultPixels},
		{"archive_as_photo.jpg", "image/jpeg", complaint.FaultType},
	} {
		x := s.give(c.file, c.media, sampleFile(t, c.file))
		if x.State != complaint.FileRefused || x.Fault != c.fault {
			t.Errorf("%s: %+v", c.file, x)
		}
		if status, at, err := s.co.agent.Lead(t.Context(), "/desk/cases/"+s.receipt.Case+"/files/"+x.ID); err != nil || status != http.StatusConflict || at != "" {
			t.Errorf("%s is handed out: %d %s, %v", c.file, status, at, err)
		}
	}
	var p *client.Problem
	for media, status := range map[string]int{"image/svg+xml": http.StatusConflict, "text/html": http.StatusConflict, "jpeg": http.StatusBadRequest} {
		if _, err := s.co.agent.Give(t.Context(), s.receipt.Case, nil, client.Announced{Name: "x", MediaType: media}); !errors.As(err, &p) || p.Status != status || p.Field != "media_type" {
			t.Errorf("%s: %v", media, err)
		}
	}
	slot, err := s.co.agent.Give(t.Context(), s.receipt.Case, nil, client.Announced{Name: "x", MediaType: "image/jpeg", Size: 630})
	if err != nil {
		t.Fatal(err)
	}
	if status, _, err := client.Send(t.Context(), slot.UploadForm, "x", make([]byte, 631)); err != nil || status < 400 {
		t.Errorf("S3 took a byte too many: %d, %v", status, err)
	}
	slot.Fields["key"] = s.co.id + "/" + s.receipt.Case + "/elsewhere"
	if status, _, err := client.Send(t.Context(), slot.UploadForm, "x", sampleFile(t, "photo.jpg")); err != nil || status < 400 {
		t.Errorf("S3 took it elsewhere: %d, %v", status, err)
	}
	out, err := w.stack.S3().ListObjectsV2(t.Context(), &s3.ListObjectsV2Input{
		Bucket: aws.String(w.stack.Depot().Evidence), Prefix: aws.String(s.co.id + "/" + s.receipt.Case + "/"),
	})
	if err != nil || len(out.Contents) > 0 {
		t.Errorf("%d are among the evidence, %v", len(out.Contents), err)
	}
}

// Nobody comes upon a file by another tenant's token, another case's secret, without one, or by counting; and none lies at an open address.
func TestFilesOfOthers(t *testing.T) {
	t.Parallel()
	shownOnce(t)
	s, other := file(t, w.real, "收到的台灯灯罩有裂纹，要求换货。"), file(t, w.swift, "收到的台灯灯罩有裂纹，要求换货。")
	x := s.give("lamp", "image/png", sampleFile(t, "photo.png"))
	mine := "/complaints/" + s.receipt.Case + "/files/"
	for what, c := range map[string]struct {
		api  client.API
		path string
		want int
	}{
		"another tenant's staff at their own address": {other.co.agent, "/desk/cases/" + s.receipt.Case + "/files/" + x.ID, http.StatusNotFound},
		"another tenant's staff at this address":      {client.API{Base: s.co.public.Base, Tenant: s.co.id, Token: other.co.agent.Token}, "/desk/cases/" + s.receipt.Case + "/files/" + x.ID, http.StatusNotFound},
		"nobody":                                      {s.co.public, "/desk/cases/" + s.receipt.Case + "/files/" + x.ID, http.StatusUnauthorized},
		"no secret":                                   {s.co.public, mine + x.ID, http.StatusNotFound},
		"another's secret":                            {s.co.public, mine + x.ID + "?secret=" + other.receipt.Secret, http.StatusNotFound},
		"counting":                                    {s.co.public, mine + "1?secret=" + s.receipt.Secret, http.StatusNotFound},
		"another file":                                {s.co.public, mine + custody.NewID() + "?secret=" + s.receipt.Secret, http.StatusNotFound},
		"an export":                                   {other.co.manager, "/desk/cases/" + s.receipt.Case + "/exports/" + custody.NewID(), http.StatusNotFound},
	} {
		if status, at, err := c.api.Lead(t.Context(), c.path); err != nil || status != c.want || at != "" {
			t.Errorf("%s: %d %q, %v", what, status, at, err)
		}
	}
	if _, err := other.co.public.Give(t.Context(), s.receipt.Case, &s.receipt, client.Announced{Name: "x", MediaType: "image/png"}); err == nil {
		t.Error("another tenant's address takes a file")
	}
	if _, err := other.co.manager.Order(t.Context(), s.receipt.Case, "x"); err == nil {
		t.Error("another tenant's manager exports the case")
	}
	var p *client.Problem
	if _, err := s.co.agent.Order(t.Context(), s.receipt.Case, "x"); !errors.As(err, &p) || p.Status != http.StatusForbidden {
		t.Errorf("an agent exports a case: %v", err)
	}
}

// The manager orders a whole case, with a reason; it comes as a file that anybody can check, the evidence in it. Somebody who puts another
// file in the place of the evidence is named by the next one.
func TestACaseIsExportedFromTheDesk(t *testing.T) {
	t.Parallel()
	s := file(t, w.real, "新买的餐桌桌腿断裂，划伤了地板，要求退货并赔偿。")
	began := time.Now().Add(-time.Minute)
	photo := s.give("<script>alert(1)</script>", "image/jpeg", sampleFile(t, "photo.jpg"))
	paper := s.give("invoice", "application/pdf", sampleFile(t, "report.pdf"))
	first := s.downloadExport("The regulator asks for it.", began)
	if said, err := verify(t, first); err != nil || !strings.Contains(said, "All 2 files are those that were recorded.") {
		t.Fatalf("%v: %s", err, said)
	}
	key := s.co.id + "/" + s.receipt.Case + "/" + photo.ID + "/" + photo.SHA256
	if _, err := w.stack.S3().PutObject(t.Context(), &s3.PutObjectInput{
		Bucket: aws.String(w.stack.Depot().Evidence), Key: &key, Body: bytes.NewReader(sampleFile(t, "photo_with_page_behind.jpg")),
		ChecksumAlgorithm: "SHA256",
	}); err != nil {
		t.Fatal(err)
	}
	said, err := verify(t, s.downloadExport("Once more.", began))
	if err == nil || !strings.Contains(said, "- files/"+photo.ID+".jpg (<script>alert(1)</script>) is not the file that commit ") {
		t.Errorf("%v: %s", err, said)
	}
	if strings.Contains(said, paper.ID) {
		t.Errorf("the other one is named as well: %s", said)
	}
}

// downloadExport orders an export and collects it.
func (s *story) downloadExport(reason string, began time.Time) string {
	s.t.Helper()
	id, err := s.co.manager.Order(s.t.Context(), s.receipt.Case, reason)
	if err != nil {
		s.t.Fatal(err)
	}
	s.looked(began, casework.SightExport, id, s.co.id+"-manager")
	for deadline := time.Now().Add(patience); ; time.Sleep(200 * time.Millisecond) {
		status, at, err := s.co.manager.Lead(s.t.Context(), "/desk/cases/"+s.receipt.Case+"/exports/"+id)
		switch {
		case err != nil || time.Now().After(deadline):
			s.t.Fatalf("%d, %v", status, err)
		case status == http.StatusSeeOther:
			packed, _, err := client.Fetch(s.t.Context(), at)
			if err != nil {
				s.t.Fatal(err)
			}
			name := filepath.Join(s.t.TempDir(), "case.zip")
			if err := os.WriteFile(name, packed, 0o600); err != nil {
				s.t.Fatal(err)
			}
			return name
		case status != http.StatusAccepted:
			s.t.Fatalf("collected: %d", status)
		}
	}
}
