package web

import (
	"io"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"redress/internal/complaint"
	"redress/internal/golden"
)

// looks are two companies side by side: one whose colour is too light to be read by day, one too dark by night.
func looks(lang complaint.Language) map[string]Look {
	contact := map[complaint.Language]string{complaint.Chinese: "客服 400-000-0000，每天9点至18点", complaint.English: "Telephone 400-000-0000, 9 to 18 every day"}
	return map[string]Look{
		"yellow": {Colour: "#ffcc00", Logo: "ANJU · <安居>", Contact: contact[lang], Imprint: "https://anju.example/about", Privacy: "https://anju.example/privacy"},
		"navy":   {Colour: "#000040", Contact: contact[lang]},
	}
}

// TestTwoBrands shows the same page of two companies, and that each page's policy admits its own colours and nobody else's.
func TestTwoBrands(t *testing.T) {
	for _, lang := range complaint.Languages {
		policies := map[string]bool{}
		for name, look := range looks(lang) {
			of := track(lang)
			of.Look = look
			got := page(t, func(w io.Writer) error { return TrackPage(w, of) })
			golden.Check(t, filepath.Join("testdata", "golden", "brand."+name+"."+string(lang)+".html"), strings.Replace(got, style, "", 1))
			for rest := got; ; {
				_, after, more := strings.Cut(rest, "<style>")
				if !more {
					break
				}
				inlined, left, _ := strings.Cut(after, "</style>")
				if !strings.Contains(look.Policy(), "'"+hashSource(inlined)+"'") {
					t.Errorf("%s: the policy does not admit %.40q", name, inlined)
				}
				rest = left
			}
			policies[look.Policy()] = true
		}
		if len(policies) != len(looks(lang)) || policies[Policy] {
			t.Errorf("the policies are not each brand's own: %v", policies)
		}
	}
}

// TestEveryColourCanBeRead: whatever colour a company has, its shades can be read on every ground and written on; and a colour that
// could be read already is left as it is.
func TestEveryColourCanBeRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var c colour
		for i := range c {
			c[i] = float64(rapid.IntRange(0, 255).Draw(t, "channel"))
		}
		for name, g := range map[string]grounds{"day": day, "night": night} {
			shade := c.readableOn(g)
			if !shade.readsOn(g.on) || shade.contrast(shade.ink()) < readable {
				t.Fatalf("%s by %s becomes %s", c, name, shade)
			}
			if c.readsOn(g.on) && shade != c {
				t.Fatalf("%s could be read by %s and became %s", c, name, shade)
			}
			if back, ok := parseColour(shade.String()); !ok || back != shade {
				t.Fatalf("%s is read back as %s", shade, back)
			}
		}
	})
}

// What a colour is made readable on is what the style sheet has.
func TestTheGroundsAreThoseOfTheStyleSheet(t *testing.T) {
	light, dark, _ := strings.Cut(style, "@media (prefers-color-scheme: dark)")
	for css, g := range map[string]grounds{light: day, dark: night} {
		for i, name := range []string{"ground", "paper"} {
			if want := "--" + name + ": " + g.on[i].String() + ";"; !strings.Contains(css, want) {
				t.Errorf("the style sheet has not %s", want)
			}
		}
	}
}

// Nothing but a colour enters the style sheet.
func TestWhatIsNoColourIsNone(t *testing.T) {
	for _, text := range []string{"", "red", "#fff", "#12345g", "#123456;", "#123456} body{", "url(x)", "#１２３４５６"} {
		if got := (Look{Colour: text}).css(); got != "" || (Look{Colour: text}).Policy() != Policy {
			t.Errorf("%q became %s", text, got)
		}
	}
}
