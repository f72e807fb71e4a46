package custody_test

import (
	"mime"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"redress/internal/complaint"
	"redress/internal/custody"
)

func jpeg(name string) complaint.Exhibit {
	return complaint.Exhibit{Name: name, Kind: complaint.Photo, Type: "image/jpeg"}
}

// A file is saved under what it was called, and as what it is.
func TestAFileIsSavedAsWhatItIs(t *testing.T) {
	for name, want := range map[string]string{
		"seam.jpg": "seam.jpg", "seam": "seam.jpg", "发票 3月.jpg": "发票 3月.jpg", "seam.exe": "seam_exe.jpg", "seam.jpg.exe": "seam_jpg_exe.jpg",
		"../../etc/passwd": "____etc_passwd.jpg", `C:\Windows\a.bat`: "C__Windows_a_bat.jpg", "/": "_.jpg", "": "photo.jpg", "...": "photo.jpg",
		".htaccess": "htaccess.jpg", "photo\u202egpj.exe": "photogpj_exe.jpg", "a\u200fb\u2066c": "abc.jpg", "<img src=x onerror=alert(1)>": "_img src=x onerror=alert(1)_.jpg",
		`a"; filename="b.html`: "a__ filename=_b_html.jpg", "a\r\nSet-Cookie: x": "aSet-Cookie_ x.jpg", "$(rm -rf)`x`": "_(rm -rf)_x_.jpg",
		"  spaced  ": "spaced.jpg", strings.Repeat("长", 200): strings.Repeat("长", 80) + ".jpg",
	} {
		if got := custody.SavedAs(jpeg(name)); got != want {
			t.Errorf("%q is saved as %q, want %q", name, got, want)
		}
	}
}

// Whatever the name: the header is one that can be read, it says that the file is to be saved, and the name has one ending, which is ours.
func TestAnyNameIsHarmless(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.OneOf(rapid.String(), rapid.StringMatching(`[a-z./\\" ;%\r\n\x{202e}话]{0,30}`)).Draw(t, "name")
		header := custody.Disposition(jpeg(name))
		how, fields, err := mime.ParseMediaType(header)
		if err != nil || how != "attachment" {
			t.Fatalf("%q: %q, %v", name, header, err)
		}
		saved := fields["filename"]
		if saved != custody.SavedAs(jpeg(name)) || strings.Count(saved, ".") != 1 || !strings.HasSuffix(saved, ".jpg") || saved == ".jpg" {
			t.Fatalf("%q is saved as %q", name, saved)
		}
		if strings.ContainsFunc(saved, func(r rune) bool { return !unicode.IsPrint(r) }) || strings.ContainsAny(saved, `/\:"<>|`) {
			t.Fatalf("%q is saved as %q", name, saved)
		}
		if strings.ContainsFunc(header, func(r rune) bool { return r < ' ' || r > '~' }) {
			t.Fatalf("the header is %q", header)
		}
	})
}
