package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Each file gives the same share of the texts, so that a long one does not keep the others out.
func TestTextsAreOfAllFiles(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string, rows int) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte("text\n"+strings.Repeat(text+"\n", rows)), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	long, short := file("long.csv", "the wheel came off", 100), file("short.csv", "the seam split", 3)
	texts, err := readAll([]string{long, short}, 10)
	if err != nil || len(texts) != 5+3 {
		t.Fatalf("%d texts, %v", len(texts), err)
	}
	if texts[0].Content != "the wheel came off" || texts[5].Content != "the seam split" {
		t.Errorf("texts %+v", texts)
	}
	if _, err := readAll([]string{file("empty.csv", "", 0)}, 10); err == nil {
		t.Error("a file without a complaint is taken")
	}
}

func TestABufferIsNoTerminal(t *testing.T) {
	if isTerminal(&bytes.Buffer{}) {
		t.Error("a buffer is taken for a terminal")
	}
}
