package complaint_test

import (
	"fmt"
	"strings"
	"testing"

	"redress/internal/complaint"
	"redress/internal/policy"
)

var sum = strings.Repeat("ab", 32)

// What is asked for is taken or refused before anybody uploads it, and the answer names the field.
func TestAFileIsAskedFor(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
	for _, c := range []struct {
		ask   complaint.ExpectFile
		kind  complaint.Kind
		field string
	}{
		{complaint.ExpectFile{Name: "", Type: "image/jpeg"}, complaint.Invalid, "name"},
		{complaint.ExpectFile{Name: " ", Type: "image/jpeg"}, complaint.Invalid, "name"},
		{complaint.ExpectFile{Name: "a\nb", Type: "image/jpeg"}, complaint.Invalid, "name"},
		{complaint.ExpectFile{Name: strings.Repeat("话", 201), Type: "image/jpeg"}, complaint.Invalid, "name"},
		{complaint.ExpectFile{Name: "x"}, complaint.Invalid, "media_type"},
		{complaint.ExpectFile{Name: "x", Type: "jpeg"}, complaint.Invalid, "media_type"},
		{complaint.ExpectFile{Name: "x", Type: "image/jpeg; q=1"}, complaint.Invalid, "media_type"},
		{complaint.ExpectFile{Name: "x", Type: "image/svg+xml"}, complaint.Conflict, "media_type"},
		{complaint.ExpectFile{Name: "x", Type: "text/html"}, complaint.Conflict, "media_type"},
		{complaint.ExpectFile{Name: "x", Type: "application/zip"}, complaint.Conflict, "media_type"},
		{complaint.ExpectFile{Name: "x", Kind: "archive"}, complaint.Invalid, "kind"},
		{complaint.ExpectFile{Name: "x", Kind: complaint.Video, Type: "image/jpeg"}, complaint.Conflict, "kind"},
		{complaint.ExpectFile{Name: "x", Type: "image/jpeg", Size: -1}, complaint.Invalid, "size"},
		{complaint.ExpectFile{Name: "x", Type: "image/jpeg", Size: 20_000_001}, complaint.Conflict, "size"},
		{complaint.ExpectFile{Name: "x", Type: "image/jpeg", SHA256: "abc"}, complaint.Invalid, "sha256"},
	} {
		if got := s.refused(customer, &c.ask); got.Kind != c.kind || got.Field != c.field || got.Detail == "" {
			t.Errorf("%+v: %v", c.ask, got)
		}
	}
	s.does(customer, &complaint.ExpectFile{ID: "1", Name: "<script>发票.jpg", Type: "image/jpeg", Size: 20_000_000, SHA256: sum})
	s.does(mei, &complaint.ExpectFile{ID: "2", Name: "report", Kind: complaint.PaperFile})
	x, _ := s.c.Exhibit("2")
	if x.State != complaint.FileAwaited || x.By.ID != "mei" || x.By.Mail != "" || s.wall(x.Until) != "2026-04-07 10:15" {
		t.Errorf("%+v", x)
	}
	for _, c := range []struct{ file, least, most string }{{"1", "20000000", "20000000"}, {"2", "1", "20000000"}} {
		x, _ := s.c.Exhibit(c.file)
		least, most := s.rules.Files().Room(x)
		if fmt.Sprint(least) != c.least || fmt.Sprint(most) != c.most {
			t.Errorf("%s may have %d to %d bytes", c.file, least, most)
		}
	}
}

// What was checked is kept as it was found to be, once; what a complainant was waited for ends the waiting.
func TestAFileIsKeptOnce(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
	s.does(mei, &complaint.WaitFor{For: complaint.AwaitedEvidence, Text: "A photo, please."})
	s.does(customer, &complaint.ExpectFile{ID: "1", Name: "photo", Type: "image/jpeg"})
	if _, waiting := s.c.Waiting(); !waiting {
		t.Error("an address to upload to is no evidence")
	}
	s.does(system, &complaint.KeepFile{ID: "1", Type: "image/png", Size: 7, SHA256: sum})
	if _, waiting := s.c.Waiting(); waiting {
		t.Error("the case still waits for what came")
	}
	for _, again := range []complaint.Command{
		&complaint.KeepFile{ID: "1", Type: "image/jpeg", Size: 8, SHA256: "00"}, &complaint.RefuseFile{ID: "1", Fault: complaint.FaultSum},
	} {
		if m, err := complaint.Decide(s.c, again, system, s.rules, s.at); err != nil || len(m.Events) > 0 {
			t.Errorf("%s again: %d events, %v", complaint.Name(again), len(m.Events), err)
		}
	}
	if x, _ := s.c.Exhibit("1"); x.State != complaint.FileKept || x.Type != "image/png" || x.Size != 7 || x.SHA256 != sum {
		t.Errorf("%+v", x)
	}
	if got := s.refused(system, &complaint.KeepFile{ID: "9"}); got.Kind != complaint.NotFound {
		t.Errorf("a file that nobody asked for: %v", got)
	}
	for _, who := range []complaint.Actor{customer, mei, lin} {
		if got := s.refused(who, &complaint.KeepFile{ID: "1"}); got.Kind != complaint.Forbidden {
			t.Errorf("%s keeps a file: %v", who.Role, got)
		}
	}
}

// A case does not fill up: with files, with refused ones, nor with addresses that nobody used.
func TestACaseHasRoomForSoManyFiles(t *testing.T) {
	few := func(p *policy.Policy) { p.Evidence.Keep, p.Evidence.Ask = 2, 4 }
	s := tell(t, "cn", few).opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
	ask := func(id string) *complaint.ExpectFile {
		return &complaint.ExpectFile{ID: id, Name: "photo", Type: "image/jpeg"}
	}
	s.does(customer, ask("1"))
	s.does(customer, ask("2"))
	if got := s.refused(customer, ask("3")); got.Kind != complaint.Conflict {
		t.Errorf("a third: %v", got)
	}
	s.on("2026-04-07 10:16") // neither came
	s.does(customer, ask("3"))
	s.does(system, &complaint.RefuseFile{ID: "3", Fault: complaint.FaultEmpty})
	s.does(customer, ask("4"))
	if got := s.refused(customer, ask("5")); got.Kind != complaint.Conflict || !strings.Contains(got.Detail, "4 files were asked for") {
		t.Errorf("a fifth: %v", got)
	}
	s.does(system, &complaint.KeepFile{ID: "4", SHA256: sum})
	s.does(system, &complaint.KeepFile{ID: "2", SHA256: sum}) // late, and still in time for a place
	if got := s.refused(system, &complaint.KeepFile{ID: "1", SHA256: sum}); got.Kind != complaint.Conflict {
		t.Errorf("a third is kept: %v", got)
	}
	none := tell(t, "cn", func(p *policy.Policy) { p.Evidence = nil }).opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
	if got := none.refused(customer, ask("1")); got.Kind != complaint.Conflict {
		t.Errorf("rules from before there were files: %v", got)
	}
}
