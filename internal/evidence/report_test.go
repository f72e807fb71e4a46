package evidence_test

import (
	"bytes"
	"strings"
	"testing"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/evidence"
)

func change(c complaint.Case, m complaint.Commit) casework.Change {
	return casework.Change{After: c.After(m), Commit: m}
}

// The report says in each language what happened, in what people wrote, and runs nothing.
func TestAReportIsRead(t *testing.T) {
	w := newWorld()
	files := w.exported(t, 4)
	for lang, want := range map[string][]string{
		"zh": {`lang="zh"`, "投诉受理登记", "内部备注", "第3条", "王芳", "&lt;b&gt;坏了&lt;/b&gt; broken", "客服专员 (han)"},
		"en": {`lang="en"`, "Complaint filed", "Internal note", "第3条", "王芳", "&lt;b&gt;坏了&lt;/b&gt; broken", "Agent (han)"},
	} {
		page := string(files["report."+lang+".html"])
		for _, text := range want {
			if !strings.Contains(page, text) {
				t.Errorf("%s does not say %q:\n%s", lang, text, page)
			}
		}
		if strings.Contains(page, "<script") || strings.Contains(page, "<b>") {
			t.Errorf("%s holds more than text", lang)
		}
		if !strings.Contains(string(files["README."+lang+".txt"]), "RD-A") {
			t.Errorf("the instructions in %s do not name the case", lang)
		}
	}
}

// The same files are the same bytes, and what is no export is no export.
func TestAnExportIsAFile(t *testing.T) {
	files := newWorld().exported(t, 2)
	if !bytes.Equal(pack(t, files), pack(t, files)) {
		t.Error("the same files give other bytes")
	}
	for _, junk := range [][]byte{nil, []byte("PK"), pack(t, files)[:200]} {
		v := evidence.Verify(junk, evidence.Trust{})
		if len(v.Findings) != 1 || !strings.HasPrefix(v.Findings[0].In(complaint.English), "The file cannot be read as an export") {
			t.Errorf("%d bytes: %+v", len(junk), v.Findings)
		}
	}
}
