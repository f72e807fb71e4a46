package message

import (
	"testing"

	"redress/internal/complaint"
)

// BenchmarkStart is what the first letter in a language costs a cold start.
func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		if _, err := newSpeech(complaint.Chinese); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRender(b *testing.B) {
	for b.Loop() {
		if _, err := Render(complaint.Chinese, complaint.NoticeAcknowledgement, facts); err != nil {
			b.Fatal(err)
		}
	}
}
