package explain

import (
	"bytes"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"redress/internal/golden"
)

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
	golden.Check(t, "testdata/replies.golden", out.String())
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
