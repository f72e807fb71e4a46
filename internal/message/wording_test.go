package message

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"redress/internal/complaint"
	"redress/internal/golden"
)

func wordingOf(t *testing.T, name string) (*Wording, error) {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("testdata", "wording", name+".yaml"))
	if err != nil {
		t.Fatal(err)
	}
	return ParseWording(src)
}

func goodWording(t *testing.T) *Wording {
	t.Helper()
	w, err := wordingOf(t, "good")
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// TestBadWordings shows what is said of each bad file: every mistake of it at once.
func TestBadWordings(t *testing.T) {
	files, err := filepath.Glob("testdata/wording/bad_*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".yaml")
		t.Run(name, func(t *testing.T) {
			_, err := wordingOf(t, name)
			if !complaint.Is(err, complaint.Invalid) {
				t.Fatalf("taken: %v", err)
			}
			golden.Check(t, filepath.Join("testdata", "wording", name+".txt"), err.Error()+"\n")
		})
	}
}

// TestATenantsOwnLetters shows letters in a tenant's words.
func TestATenantsOwnLetters(t *testing.T) {
	w := goodWording(t)
	for _, lang := range complaint.Languages {
		for _, kind := range []complaint.NoticeKind{complaint.NoticeAcknowledgement, complaint.NoticePlan} {
			l, err := w.Render(lang, kind, factsIn(lang))
			if err != nil {
				t.Fatal(err)
			}
			golden.Check(t, filepath.Join("testdata", "wording", string(kind)+"."+string(lang)+".txt"),
				"Subject: "+l.Subject+"\nSMS: "+l.SMS+"\n\n"+l.Body)
		}
	}
}

// The catalogue speaks where the tenant does not: for other flows, for danger, to staff, and where a fact is missing.
func TestWhatTheCatalogueSays(t *testing.T) {
	w := goodWording(t)
	for name, c := range map[string]struct {
		kind   complaint.NoticeKind
		change func(*Facts)
	}{
		"danger":                 {complaint.NoticeAcknowledgement, func(f *Facts) { f.Flow = complaint.Safety }},
		"staff":                  {complaint.NoticeWarning, func(*Facts) {}},
		"another flow's plan":    {complaint.NoticePlan, func(f *Facts) { f.Flow = complaint.Delay }},
		"a letter it has not":    {complaint.NoticeClosed, func(*Facts) {}},
		"a next step not known":  {complaint.NoticeAcknowledgement, func(f *Facts) { f.NextMilestone = "" }},
		"a case without a link":  {complaint.NoticeAcknowledgement, func(f *Facts) { f.Link = "" }},
		"no wording of the kind": {complaint.NoticeMessage, func(*Facts) {}},
	} {
		t.Run(name, func(t *testing.T) {
			f := factsIn(complaint.English)
			c.change(&f)
			got, err := w.Render(complaint.English, c.kind, f)
			want, wantErr := Render(complaint.English, c.kind, f)
			if err != nil || wantErr != nil {
				t.Fatal(err, wantErr)
			}
			if got.Subject != want.Subject || got.SMS != want.SMS {
				t.Errorf("%+v, want %+v", got, want)
			}
			whole := f.Link != "" && c.kind != complaint.NoticeWarning && f.NextMilestone != ""
			if strings.Contains(got.Body, "Hello from Anju") != whole {
				t.Errorf("the tenant's frame: %s", got.Body)
			}
		})
	}
	if _, err := w.Render(complaint.English, complaint.NoticePlan, Facts{Reference: "RD-1"}); err == nil {
		t.Error("a letter that says nothing was written")
	}
	var none *Wording
	if l, err := none.Render(complaint.English, complaint.NoticeClosed, factsIn(complaint.English)); err != nil || l.Subject == "" {
		t.Errorf("without a wording: %+v %v", l, err)
	}
}

// No text of a person enters a letter that a machine sends unasked, and no template is anything but a placeholder: whatever
// a document says, it is either refused or shows nothing but what its placeholders name.
func TestNoWordingSaysMoreThanItsPlaceholders(t *testing.T) {
	for _, kind := range complaint.ComplainantNotices {
		for _, p := range allowed(kind) {
			speaks := kind == complaint.NoticeMessage || kind == complaint.NoticePlan || kind == complaint.NoticeGoodwill || kind == complaint.NoticeJoined
			if p == sayText && !speaks {
				t.Errorf("%s may say what a person wrote", kind)
			}
		}
	}
	pieces := []string{"{{", "}}", "{{.Text}}", "{{.Reference}}", "{{.Link}}", "{{range .}}", "{{end}}", "{{.Body}}", "{{printf `%s` .Text}}", "{{- .Text -}}", "{{define `x`}}", "text ", "文字", "{", "}"}
	rapid.Check(t, func(t *rapid.T) {
		body := "We have your letter. " + strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 8).Draw(t, "body"), "")
		w := Wording{Version: "a", Letters: []Rewording{{Letter: complaint.NoticeAcknowledgement, In: map[string]Words{}}}}
		for _, lang := range complaint.Languages {
			w.Letters[0].In[string(lang)] = Words{Subject: "S {{.Reference}}", SMS: "{{.Reference}} {{.Link}}", Body: body}
		}
		if w.check() != nil {
			return
		}
		if err := w.write(); err != nil {
			t.Fatalf("%q was taken and cannot be read: %v", body, err)
		}
		f := factsIn(complaint.English)
		f.Text = "SECRET WORDS"
		l, err := w.Render(complaint.English, complaint.NoticeAcknowledgement, f)
		if err != nil || strings.Contains(l.Body, f.Text) || strings.Contains(l.Body, "{{") {
			t.Fatalf("%q became %q, %v", body, l.Body, err)
		}
	})
}
