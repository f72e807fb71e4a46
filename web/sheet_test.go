package web

import (
	"io"
	"testing"

	"redress/internal/complaint"
)

func BenchmarkTrackPage(b *testing.B) {
	t := track(complaint.Chinese)
	for b.Loop() {
		if err := TrackPage(io.Discard, t); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkStart is what the pages cost a cold start.
func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		parse("track.html")
		parse("survey.html")
		parse("problem.html")
		parse("ask.html")
	}
}
