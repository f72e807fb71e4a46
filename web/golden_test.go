package web

import (
	"path/filepath"
	"strings"
	"testing"

	"redress/internal/complaint"
	"redress/internal/golden"
)

// TestGolden shows the pages without their style sheet, which is a file of its own.
func TestGolden(t *testing.T) {
	for _, lang := range complaint.Languages {
		pages := everyPage(t, lang)
		for _, name := range []string{"track", "track.offered", "track.chosen", "track.rejected", "track.sure", "survey.open", "survey.refused.speed", "ask.open", "ask.answered", "ask.complains", "ask.refused.complainant", "problem.not_found", "upload", "promise"} {
			file := filepath.Join("testdata", "golden", name+"."+string(lang)+".html")
			golden.Check(t, file, strings.Replace(pages[name], style, "", 1))
		}
	}
}
