package custody_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/custody"
	"redress/internal/functest"
	"redress/internal/golden"
)

func TestMain(m *testing.M) { os.Exit(functest.Main(m)) }

type world struct {
	*functest.World
	depot   *functest.Depot
	files   *custody.Files
	exports *custody.Exports
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{World: functest.New(t), depot: functest.NewDepot()}
	w.files = &custody.Files{Cases: w.Cases, Book: w.Book, Doors: w.depot, Looks: w.Memory}
	w.exports = &custody.Exports{Store: w.Memory, Counter: w.depot, Looks: w.Memory, Now: w.Clock.Now}
	w.File("acme")
	w.Handle()
	return w
}

// keep gives a file and has it kept.
func (w *world) keep(by complaint.Actor) complaint.Exhibit {
	w.Helper()
	x, _, err := w.files.Expect(w.Context(), w.Ref, by, complaint.ExpectFile{Name: "seam", Type: "image/jpeg"}, "")
	w.OK(err)
	w.Do(complaint.TheSystem, &complaint.KeepFile{ID: x.ID, Type: "image/jpeg", Size: 3, SHA256: strings.Repeat("ab", 32)})
	return x
}

// looks are the looks that were written down.
func (w *world) looks() []casework.Look {
	w.Helper()
	all, err := w.Memory.Looks(w.Context(), "acme", functest.Monday.Add(-time.Hour), functest.Monday.Add(time.Hour))
	w.OK(err)
	return all
}

// Who may read files and who may take a whole case away, for every role there is.
func TestWhoMayLook(t *testing.T) {
	var table strings.Builder
	for _, role := range complaint.Roles {
		table.WriteString(string(role) + ":")
		for _, what := range []casework.Sight{casework.SightFile, casework.SightExport} {
			if custody.Permits(what, role) == nil {
				table.WriteString(" " + string(what))
			}
		}
		table.WriteString("\n")
	}
	golden.Check(t, filepath.Join("testdata", "golden", "looks.txt"), table.String())
}

// What may be uploaded is bound when the form is lent: where to, how much, of which type, until when.
func TestAFormIsLentForOneFile(t *testing.T) {
	w := newWorld(t)
	for _, cmd := range []complaint.ExpectFile{
		{Name: "seam", Type: "image/jpeg"}, {Name: "receipt", Type: "application/pdf", Size: 4821}, {Name: "film", Kind: complaint.Video},
	} {
		_, _, err := w.files.Expect(t.Context(), w.Ref, complaint.TheComplainant, cmd, "https://acme.example/back")
		w.OK(err)
	}
	for i, want := range []struct {
		least, most int
		media       string
	}{{1, 20_000_000, "image/jpeg"}, {4821, 4821, "application/pdf"}, {1, 200_000_000, ""}} {
		s := w.depot.Slots[i]
		if s.Least != want.least || s.Most != want.most || s.Type != want.media || s.Ref != w.Ref || !custody.ValidID(s.File) || s.Until.Sub(functest.Monday) != 15*time.Minute {
			t.Errorf("lent %+v, want %+v", s, want)
		}
	}
	if _, _, err := w.files.Expect(t.Context(), w.Ref, complaint.TheComplainant, complaint.ExpectFile{Name: "x", Type: "text/html"}, ""); !complaint.Is(err, complaint.Conflict) {
		t.Errorf("a page: %v", err)
	}
	if len(w.depot.Slots) != 3 {
		t.Error("a form was lent for what was refused")
	}
}

// No file is handed out before the look at it is written down; if it cannot be, nothing is handed out.
func TestALookIsWrittenDownFirst(t *testing.T) {
	w := newWorld(t)
	x := w.keep(complaint.TheComplainant)
	address, err := w.files.Show(t.Context(), w.Ref, x.ID, functest.Han)
	w.OK(err)
	if !strings.Contains(address, w.Ref.Case+"/"+x.ID) || !strings.Contains(address, "attachment; filename=seam.jpg") {
		t.Errorf("handed out at %s", address)
	}
	want := casework.Look{At: functest.Monday, By: functest.Han, Case: w.Ref.Case, What: casework.SightFile, Of: x.ID}
	if got := w.looks(); len(got) != 1 || got[0] != want {
		t.Errorf("written down: %+v", got)
	}
	w.files.Looks = deaf{w.Memory}
	if address, err := w.files.Show(t.Context(), w.Ref, x.ID, functest.Han); err == nil || address != "" {
		t.Errorf("handed out unseen: %s, %v", address, err)
	}
}

// deaf is a book of looks that is out of order.
type deaf struct{ casework.LookBook }

func (deaf) PutLook(context.Context, string, casework.Look) error { return errors.New("down") }

// Files are handed out to whom they concern, once they are kept, and to nobody else.
func TestFilesThatAreNotHandedOut(t *testing.T) {
	w := newWorld(t)
	own, theirs := w.keep(complaint.TheComplainant), w.keep(functest.Han)
	awaited, _, err := w.files.Expect(t.Context(), w.Ref, complaint.TheComplainant, complaint.ExpectFile{Name: "x", Type: "image/jpeg"}, "")
	w.OK(err)
	refused, _, err := w.files.Expect(t.Context(), w.Ref, complaint.TheComplainant, complaint.ExpectFile{Name: "x", Type: "image/jpeg"}, "")
	w.OK(err)
	w.Do(complaint.TheSystem, &complaint.RefuseFile{ID: refused.ID, Fault: complaint.FaultType})
	elsewhere := w.Ref
	elsewhere.Tenant = "globex"
	for _, c := range []struct {
		what string
		ref  complaint.Ref
		file string
		by   complaint.Actor
		kind complaint.Kind
	}{
		{"awaited", w.Ref, awaited.ID, functest.Han, complaint.Conflict}, {"refused", w.Ref, refused.ID, functest.Han, complaint.Conflict},
		{"another tenant's", elsewhere, own.ID, functest.Han, complaint.NotFound}, {"no file", w.Ref, custody.NewID(), functest.Han, complaint.NotFound},
		{"no id", w.Ref, "../" + own.ID, functest.Han, complaint.NotFound}, {"counted", w.Ref, "1", functest.Han, complaint.NotFound},
		{"an admin's", w.Ref, own.ID, complaint.Actor{Role: complaint.TenantAdmin, ID: "root"}, complaint.Forbidden},
	} {
		if address, err := w.files.Show(t.Context(), c.ref, c.file, c.by); !complaint.Is(err, c.kind) || address != "" {
			t.Errorf("%s: %q, %v", c.what, address, err)
		}
	}
	if got := w.looks(); len(got) > 0 {
		t.Errorf("looks at nothing: %+v", got)
	}
	if address, err := w.files.ShowOwn(t.Context(), w.Ref, own.ID); err != nil || address == "" {
		t.Errorf("their own: %v", err)
	}
	if address, err := w.files.ShowOwn(t.Context(), w.Ref, theirs.ID); !complaint.Is(err, complaint.NotFound) || address != "" {
		t.Errorf("what staff gave: %s, %v", address, err)
	}
	if address, err := w.files.ShowOwn(t.Context(), w.Ref, refused.ID); !complaint.Is(err, complaint.Conflict) || address != "" {
		t.Errorf("their own that was refused: %s, %v", address, err)
	}
}

// An export is ordered with a reason, which is written down, and collected by whoever ordered it.
func TestAnExportIsOrderedAndCollected(t *testing.T) {
	w := newWorld(t)
	boss := complaint.Actor{Role: complaint.Manager, ID: "mo"}
	for _, c := range []struct {
		by     complaint.Actor
		ref    complaint.Ref
		reason string
		kind   complaint.Kind
	}{
		{functest.Han, w.Ref, "x", complaint.Forbidden}, {functest.Lin, w.Ref, "x", complaint.Forbidden}, {boss, w.Ref, " ", complaint.Invalid},
		{boss, w.Ref, strings.Repeat("x", 1001), complaint.Invalid}, {boss, complaint.Ref{Tenant: "globex", Case: w.Ref.Case}, "x", complaint.NotFound},
	} {
		if id, err := w.exports.Order(t.Context(), c.ref, c.by, c.reason); !complaint.Is(err, c.kind) || id != "" {
			t.Errorf("%s %q: %q, %v", c.by.Role, c.reason, id, err)
		}
	}
	if len(w.looks())+len(w.depot.Orders) > 0 {
		t.Error("something was ordered")
	}
	id, err := w.exports.Order(t.Context(), w.Ref, boss, "The regulator asks.")
	w.OK(err)
	if got := w.looks(); len(got) != 1 || got[0].Reason != "The regulator asks." || got[0].What != casework.SightExport || got[0].Of != id {
		t.Errorf("written down: %+v", got)
	}
	if at, err := w.exports.Collect(t.Context(), w.Ref, boss, id); err != nil || at != "" {
		t.Errorf("before it is made: %q, %v", at, err)
	}
	w.depot.Made[custody.ExportRef{Ref: w.Ref, Export: id}] = []byte("zip")
	if at, err := w.exports.Collect(t.Context(), w.Ref, boss, id); err != nil || at == "" {
		t.Errorf("once it is made: %q, %v", at, err)
	}
	other := complaint.Actor{Role: complaint.Legal, ID: "li"}
	for _, id := range []string{id, custody.NewID(), "1", ""} {
		if at, err := w.exports.Collect(t.Context(), w.Ref, other, id); !complaint.Is(err, complaint.NotFound) || at != "" {
			t.Errorf("another's, %q: %q, %v", id, at, err)
		}
	}
	if _, err := w.exports.Collect(t.Context(), w.Ref, functest.Han, id); !complaint.Is(err, complaint.Forbidden) {
		t.Errorf("an agent: %v", err)
	}
}

// An id can not be guessed or counted to.
func TestIDs(t *testing.T) {
	seen := map[string]bool{}
	for range 1000 {
		id := custody.NewID()
		if !custody.ValidID(id) || seen[id] {
			t.Fatalf("%q", id)
		}
		seen[id] = true
	}
	if slices.ContainsFunc([]string{"", "1", strings.Repeat("a", 26), strings.Repeat("A", 27), strings.Repeat("A", 25) + "/"}, custody.ValidID) {
		t.Error("what is no id is one")
	}
}
