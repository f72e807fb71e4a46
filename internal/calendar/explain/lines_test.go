package explain

import (
	"bytes"
	"errors"
	"flag"
	"io"
	"os"
	"strings"
	"testing"
	"testing/iotest"
)

var update = flag.Bool("update", false, "write the golden file anew")

func TestLinesAnswerEveryRequest(t *testing.T) {
	in, err := os.Open("testdata/requests.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	var out bytes.Buffer
	if err := Lines(in, &out); err == nil || err.Error() != "requests refused: 14" {
		t.Errorf("error %v", err)
	}
	const file = "testdata/replies.golden"
	if *update {
		if err := os.WriteFile(file, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if out.String() != string(want) {
		t.Errorf("got\n%swant\n%s", out.String(), want)
	}
}

func TestLinesReportWhatTheyCannotReadOrWrite(t *testing.T) {
	broken := errors.New("broken")
	request := strings.NewReader(`{"from": "2026-04-03T17:30:00+08:00", "span": "1h"}`)
	if err := Lines(iotest.ErrReader(broken), io.Discard); !errors.Is(err, broken) {
		t.Errorf("reading: %v", err)
	}
	if err := Lines(request, brokenWriter{broken}); !errors.Is(err, broken) {
		t.Errorf("writing: %v", err)
	}
}

type brokenWriter struct{ error }

func (w brokenWriter) Write([]byte) (int, error) { return 0, w.error }
