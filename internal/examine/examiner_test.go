package examine_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"redress/internal/complaint"
	"redress/internal/custody"
	"redress/internal/examine"
	"redress/internal/functest"
)

func TestMain(m *testing.M) { os.Exit(functest.Main(m)) }

type world struct {
	*functest.World
	depot    *functest.Depot
	files    *custody.Files
	examiner *examine.Examiner
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{World: functest.New(t), depot: functest.NewDepot()}
	w.files = &custody.Files{Cases: w.Cases, Book: w.Book, Doors: w.depot, Looks: w.Memory}
	w.examiner = &examine.Examiner{Cases: w.Cases, Book: w.Book, Depot: w.depot}
	w.File("acme")
	w.Handle()
	return w
}

func sample(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "inspect", "testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// upload asks for a file and uploads it.
func (w *world) upload(kind complaint.FileKind, data []byte) custody.FileRef {
	w.Helper()
	x, _, err := w.files.Expect(w.Context(), w.Ref, complaint.TheComplainant, complaint.ExpectFile{Name: "my own words", Kind: kind}, "")
	w.OK(err)
	f := custody.FileRef{Ref: w.Ref, File: x.ID}
	w.depot.Uploads[f] = data
	return f
}

func (w *world) state(f custody.FileRef) complaint.Exhibit {
	w.Helper()
	x, _ := w.Known().Exhibit(f.File)
	return x
}

// A photo is kept, by its hash and under its case; the quarantine is empty then, and whoever was waited for has answered.
func TestAPhotoIsKept(t *testing.T) {
	w := newWorld(t)
	w.Do(functest.Han, &complaint.Take{}, &complaint.WaitFor{For: complaint.AwaitedEvidence, Text: "A photo, please."})
	photo := sample(t, "photo.jpg")
	f := w.upload(complaint.Photo, photo)
	w.OK(w.examiner.Examine(t.Context(), f))
	x := w.state(f)
	if x.State != complaint.FileKept || x.Type != "image/jpeg" || x.Size != len(photo) || len(x.SHA256) != 64 {
		t.Errorf("%+v", x)
	}
	if got := w.depot.Kept[functest.KeptAt(w.Ref, x)]; !bytes.Equal(got, photo) || len(w.depot.Uploads) > 0 {
		t.Errorf("%d bytes are kept, %d uploads left", len(got), len(w.depot.Uploads))
	}
	if _, waiting := w.Known().Waiting(); waiting {
		t.Error("the case still waits")
	}
}

// A page that is called a photo is refused, recorded with its reason, thrown away and kept nowhere.
func TestAPageIsNoPhoto(t *testing.T) {
	w := newWorld(t)
	for name, want := range map[string]complaint.FileFault{
		"page_as_photo.jpg": complaint.FaultType, "bomb.png": complaint.FaultPixels, "photo_as_film.mp4": "", "drawing_as_photo.png": complaint.FaultType,
	} {
		f := w.upload(complaint.Photo, sample(t, name))
		w.OK(w.examiner.Examine(t.Context(), f))
		if x := w.state(f); x.Fault != want || (x.State == complaint.FileRefused) != (want != "") {
			t.Errorf("%s: %+v", name, x)
		}
	}
	if len(w.depot.Kept) != 1 || len(w.depot.Uploads) > 0 {
		t.Errorf("%d are kept, %d uploads left", len(w.depot.Kept), len(w.depot.Uploads))
	}
}

// An event that comes twice changes nothing; what somebody uploads over a file that was kept is thrown away.
func TestAnEventThatComesTwiceChangesNothing(t *testing.T) {
	w := newWorld(t)
	f := w.upload(complaint.Photo, sample(t, "photo.jpg"))
	w.OK(w.examiner.Examine(t.Context(), f))
	before, revision := w.state(f), w.Known().Revision
	w.OK(w.examiner.Examine(t.Context(), f))
	w.depot.Uploads[f] = sample(t, "photo.png")
	w.OK(w.examiner.Examine(t.Context(), f))
	if w.state(f) != before || w.Known().Revision != revision || len(w.depot.Kept) != 1 || len(w.depot.Uploads) > 0 {
		t.Errorf("%+v became %+v", before, w.state(f))
	}
}

// What nobody asked for is thrown away: of a case that is not there, of another tenant's, of no file.
func TestWhatNobodyAskedForIsThrownAway(t *testing.T) {
	w := newWorld(t)
	f := w.upload(complaint.Photo, sample(t, "photo.jpg"))
	for _, stray := range []custody.FileRef{
		{Ref: w.Ref, File: custody.NewID()}, {Ref: complaint.Ref{Tenant: "globex", Case: w.Ref.Case}, File: f.File},
		{Ref: complaint.Ref{Tenant: "acme", Case: "RD-0000-0000-0000-0001"}, File: f.File},
	} {
		w.depot.Uploads[stray] = sample(t, "photo.jpg")
		w.OK(w.examiner.Examine(t.Context(), stray))
		if _, left := w.depot.Uploads[stray]; left || len(w.depot.Kept) > 0 {
			t.Errorf("%+v was kept", stray)
		}
	}
}

// An examiner that fails half-way leaves the file in quarantine; the sweep finds it, however often it has to.
func TestTheSweepHealsWhatWasLost(t *testing.T) {
	w := newWorld(t)
	kept, refused := w.upload(complaint.Photo, sample(t, "photo.jpg")), w.upload(complaint.Photo, sample(t, "page_as_photo.jpg"))
	w.depot.Down = errors.New("down")
	if err := w.examiner.Examine(t.Context(), kept); err == nil {
		t.Error("nothing was wrong")
	}
	if err := w.examiner.Sweep(t.Context()); err == nil || len(w.depot.Uploads) != 2 {
		t.Errorf("%v, %d uploads left", err, len(w.depot.Uploads))
	}
	w.depot.Down = nil
	w.Clock.Pass(time.Hour) // the upload came in time, its check is late
	for range 2 {
		w.OK(w.examiner.Sweep(t.Context()))
	}
	if w.state(kept).State != complaint.FileKept || w.state(refused).State != complaint.FileRefused || len(w.depot.Uploads) > 0 {
		t.Errorf("%+v %+v", w.state(kept), w.state(refused))
	}
}

// A file more than the policy allows is refused, though two come at once.
func TestOneFileTooMany(t *testing.T) {
	w := newWorld(t)
	var last custody.FileRef
	for range 30 {
		last = w.upload(complaint.TextFile, sample(t, "chat.txt"))
		if len(w.Known().Files) < 30 {
			w.OK(w.examiner.Examine(t.Context(), last))
		}
	}
	w.Clock.Pass(16 * time.Minute) // the last one's address is over, and its place free
	other := w.upload(complaint.TextFile, sample(t, "chat.txt"))
	w.OK(w.examiner.Examine(t.Context(), other))
	w.OK(w.examiner.Examine(t.Context(), last))
	if x := w.state(last); x.Fault != complaint.FaultTooMany || len(w.Known().KeptFiles()) != 30 {
		t.Errorf("%+v, %d are kept", x, len(w.Known().KeptFiles()))
	}
}
