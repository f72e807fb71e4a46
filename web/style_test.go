package web

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"

	"redress/internal/complaint"
)

// The browser hashes what stands between the tags; that must be what the policy admits.
func TestPolicyAdmitsTheStyleOfEveryPage(t *testing.T) {
	for _, lang := range complaint.Languages {
		for name, page := range everyPage(t, lang) {
			_, rest, _ := strings.Cut(page, "<style>")
			inlined, _, _ := strings.Cut(rest, "</style>")
			if !strings.Contains(Policy, "'"+hashSource(inlined)+"'") {
				t.Errorf("%s: the policy does not admit its style", name)
			}
		}
	}
}

// Text needs a contrast of 4.5, the edge of a control and the mark of a state one of 3 (WCAG 1.4.3, 1.4.11).
func TestContrast(t *testing.T) {
	pairs := []struct {
		front, back string
		least       float64
	}{
		{"ink", "ground", 4.5}, {"ink", "paper", 4.5}, {"ink", "tint", 4.5}, {"ink", "bad-tint", 4.5},
		{"soft", "ground", 4.5}, {"soft", "paper", 4.5}, {"soft", "tint", 4.5},
		{"accent", "ground", 4.5}, {"accent", "paper", 4.5}, {"on-accent", "accent", 4.5},
		{"bad", "paper", 4.5}, {"bad", "ground", 4.5}, {"bad", "bad-tint", 4.5},
		{"control", "paper", 3}, {"control", "ground", 3},
	}
	light, dark, _ := strings.Cut(style, "@media (prefers-color-scheme: dark)")
	for scheme, css := range map[string]string{"light": light, "dark": dark} {
		colors := colorsOf(t, css)
		for _, p := range pairs {
			if got := contrast(colors[p.front], colors[p.back]); got < p.least {
				t.Errorf("%s: %s on %s has a contrast of %.2f, want %.1f", scheme, p.front, p.back, got, p.least)
			}
		}
	}
}

var colorRule = regexp.MustCompile(`--([a-z-]+): #([0-9a-f]{6});`)

// colorsOf is the luminance of each color a style sheet names.
func colorsOf(t *testing.T, css string) map[string]float64 {
	t.Helper()
	colors := map[string]float64{}
	for _, rule := range colorRule.FindAllStringSubmatch(css, -1) {
		var r, g, b uint8
		if _, err := fmt.Sscanf(rule[2], "%02x%02x%02x", &r, &g, &b); err != nil {
			t.Fatal(err)
		}
		colors[rule[1]] = 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
	}
	return colors
}

func linear(channel uint8) float64 {
	c := float64(channel) / 255
	if c <= 0.04045 {
		return c / 12.92
	}
	return math.Pow((c+0.055)/1.055, 2.4)
}

func contrast(a, b float64) float64 { return (max(a, b) + 0.05) / (min(a, b) + 0.05) }
