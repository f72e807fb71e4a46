package inspect_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"redress/internal/complaint"
	"redress/internal/inspect"
	"redress/internal/policy"
)

func rules(t *testing.T) complaint.FileRules {
	t.Helper()
	p, err := policy.Default()
	if err != nil {
		t.Fatal(err)
	}
	return policy.Rules{Policy: p}.Files()
}

func upload(data []byte) inspect.Upload {
	sum := sha256.Sum256(data)
	return inspect.Upload{Content: bytes.NewReader(data), Size: len(data), SHA256: hex.EncodeToString(sum[:])}
}

// what writes a verdict in one line.
func what(t *testing.T, data []byte, asked complaint.Exhibit) string {
	t.Helper()
	found, err := inspect.File(upload(data), asked, rules(t))
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(found.Type + " " + string(found.Fault))
}

// Every file in testdata is what it is, whatever its name says: those that may be kept, those that are something else, and those that are
// two things at once.
func TestFilesAreWhatTheyAre(t *testing.T) {
	table := map[string]struct {
		kind complaint.FileKind
		want string
	}{
		"photo.jpg": {complaint.Photo, "image/jpeg"}, "photo.png": {complaint.Photo, "image/png"}, "photo.webp": {complaint.Photo, "image/webp"},
		"photo.heic": {complaint.Photo, "image/heic"}, "film.mp4": {complaint.Video, "video/mp4"}, "film.mov": {complaint.Video, "video/quicktime"},
		"voice.wav": {complaint.Audio, "audio/wav"}, "voice.m4a": {complaint.Audio, "audio/x-m4a"}, "voice.amr": {complaint.Audio, "audio/amr"},
		"report.pdf": {complaint.PaperFile, "application/pdf"}, "packed.pdf": {complaint.PaperFile, "application/pdf"}, "chat.txt": {complaint.TextFile, "text/plain"},

		"page_as_photo.jpg": {complaint.Photo, "type"}, "page_as_text.txt": {complaint.TextFile, "type"}, "late_page_as_text.txt": {complaint.TextFile, "text/plain active"},
		"drawing_as_photo.png": {complaint.Photo, "type"}, "archive_as_photo.jpg": {complaint.Photo, "type"}, "office_as_report.pdf": {complaint.PaperFile, "type"},
		"program_as_film.mp4": {complaint.Video, "type"}, "photo_as_film.mp4": {complaint.Video, "image/jpeg kind"}, "page_in_gif.gif": {complaint.Photo, "type"},
		"photo_with_page_behind.jpg": {complaint.Photo, "image/jpeg"}, // it is shown as a photo, and as nothing else
		"cut_off.jpg":                {complaint.Photo, "image/jpeg damaged"}, "bomb.png": {complaint.Photo, "image/png pixels"},
		"script.pdf": {complaint.PaperFile, "application/pdf active"}, "escaped_script.pdf": {complaint.PaperFile, "application/pdf active"},
		"packed_script.pdf": {complaint.PaperFile, "application/pdf active"}, "launch.pdf": {complaint.PaperFile, "application/pdf active"},
		"attached.pdf": {complaint.PaperFile, "application/pdf active"}, "odd_filter.pdf": {complaint.PaperFile, "application/pdf active"},
		"locked.pdf": {complaint.PaperFile, "application/pdf damaged"}, "bomb.pdf": {complaint.PaperFile, "application/pdf size"},
		"no_end.pdf": {complaint.PaperFile, "application/pdf damaged"}, "empty.txt": {complaint.TextFile, "empty"},
		"hidden_script.pdf": {complaint.PaperFile, "application/pdf active"},
	}
	for name, c := range table {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		if got := what(t, data, complaint.Exhibit{Name: name, Kind: c.kind}); got != c.want {
			t.Errorf("%s is %q, want %q", name, got, c.want)
		}
	}
	all, err := filepath.Glob("testdata/*.*")
	if err != nil || len(all) != len(table) {
		t.Errorf("%d files in testdata, not all of them named above (%v)", len(all), err)
	}
}

// What was said of a file binds it.
func TestAFileIsWhatWasSaid(t *testing.T) {
	photo, err := os.ReadFile("testdata/photo.jpg")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		asked complaint.Exhibit
		want  string
	}{
		{complaint.Exhibit{Kind: complaint.Photo, Size: len(photo), SHA256: upload(photo).SHA256}, "image/jpeg"},
		{complaint.Exhibit{Kind: complaint.Photo, Size: len(photo) + 1}, "image/jpeg size"},
		{complaint.Exhibit{Kind: complaint.Photo, SHA256: strings.Repeat("0", 64)}, "image/jpeg sum"},
		{complaint.Exhibit{Kind: complaint.Photo, Type: "image/png"}, "image/jpeg"}, // a wrong ending is no harm; what is kept is what was found
		{complaint.Exhibit{Kind: complaint.Audio, Type: "audio/mpeg"}, "image/jpeg kind"},
	} {
		if got := what(t, photo, c.asked); got != c.want {
			t.Errorf("%+v: %q, want %q", c.asked, got, c.want)
		}
	}
	if got := what(t, append(photo, make([]byte, 20_000_000)...), complaint.Exhibit{Kind: complaint.Photo}); got != "image/jpeg size" {
		t.Errorf("a photo of more than 20 MB is %q", got)
	}
}

// Whatever the bytes, there is an answer in time, it is one of the words, and nothing is kept that is not on the list.
func TestAnyBytesAreAnswered(t *testing.T) {
	limits := rules(t)
	var seeds [][]byte
	files, _ := filepath.Glob("testdata/*.*")
	for _, f := range files {
		if data, err := os.ReadFile(f); err == nil && len(data) < 100_000 {
			seeds = append(seeds, data)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		data := bytes.Clone(rapid.SampledFrom(seeds).Draw(t, "seed"))
		for range rapid.IntRange(0, 8).Draw(t, "changes") {
			if len(data) > 0 {
				data[rapid.IntRange(0, len(data)-1).Draw(t, "at")] = rapid.Byte().Draw(t, "byte")
			}
		}
		data = data[:rapid.IntRange(0, len(data)).Draw(t, "cut")]
		began := time.Now()
		found, err := inspect.File(upload(data), complaint.Exhibit{Kind: rapid.SampledFrom(complaint.FileKinds).Draw(t, "kind")}, limits)
		if took := time.Since(began); err != nil || took > 5*time.Second {
			t.Fatalf("%v after %s", err, took)
		}
		if found.Fault != "" && !slices.Contains(complaint.FileFaults, found.Fault) {
			t.Fatalf("%+v", found)
		}
		if _, taken := limits.Find(found.Type); found.Fault == "" && !taken {
			t.Fatalf("%+v is kept", found)
		}
	})
}

func ExampleFile() {
	asked := complaint.Exhibit{Name: "photo.jpg", Kind: complaint.Photo}
	limits := complaint.FileRules{Types: []complaint.FileType{{Type: "image/jpeg", Kind: complaint.Photo, Most: 1000}}}
	found, err := inspect.File(upload([]byte("<html><script>alert(1)</script></html>")), asked, limits)
	fmt.Println(found.Fault, err)
	// Output: type <nil>
}
