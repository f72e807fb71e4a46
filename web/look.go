package web

import (
	"fmt"
	"html/template"
	"math"
	"regexp"
	"strconv"
)

// Look is what a tenant's pages have of its own beside its name. Everything may be empty.
type Look struct {
	Colour  string // #rrggbb; anything else is no colour
	Logo    string // in the head, instead of the name
	Contact string // one line at the foot
	Imprint string // address of the page that says who the company is
	Privacy string // address of the page on personal data
}

// Foot says whether there is anything to stand at the foot of a page.
func (l Look) Foot() bool { return l.Contact != "" || l.Imprint != "" || l.Privacy != "" }

// Policy is the Content-Security-Policy of pages with this look: it admits the style sheet, the few lines of the colour, and
// nothing else.
func (l Look) Policy() string {
	css := l.css()
	if css == "" {
		return Policy
	}
	return policyFor("'" + StyleHash + "' '" + hashSource(css) + "'")
}

// headAndFoot are the rules that only pages with a look need.
const headAndFoot = `header { border-top: 4px solid var(--accent); }
footer { border-top: 1px solid var(--line); color: var(--soft); font-size: .9375rem; }
footer p { margin: .75rem 0; }
footer a { display: inline-block; margin-right: 1rem; padding: .375rem 0; }
`

// css gives the style sheet's accent the tenant's colour, in shades that can be read on every ground of the page by day and by
// night. It is made of numbers alone, so that no text of a tenant enters a style sheet. Empty: the page looks like nobody's.
func (l Look) css() string {
	c, ok := parseColour(l.Colour)
	if !ok && !l.Foot() {
		return ""
	}
	if !ok {
		return headAndFoot
	}
	scheme := func(g grounds) string {
		accent := c.readableOn(g)
		return fmt.Sprintf("--accent: %s; --on-accent: %s; --tint: var(--ground);", accent, accent.ink())
	}
	return fmt.Sprintf(":root { %s }\n@media (prefers-color-scheme: dark) { :root { %s } }\n%s", scheme(day), scheme(night), headAndFoot)
}

// style is css as the template writes it.
func (l Look) style() template.CSS { return template.CSS(l.css()) } //nolint:gosec // made of three numbers

// readable is the least contrast of a text with its ground (WCAG 2.2, 1.4.3).
const readable = 4.5

// grounds are what the accent stands on: ground and paper of style.css; a test compares them. The style sheet's tint belongs to its own
// accent, so a tenant's pages use the ground instead.
type grounds struct {
	toward colour // what a colour is mixed with until it can be read
	on     []colour
}

var (
	day   = grounds{colour{0, 0, 0}, []colour{{0xf5, 0xf4, 0xef}, {0xff, 0xff, 0xff}}}
	night = grounds{colour{255, 255, 255}, []colour{{0x12, 0x18, 0x1a}, {0x1b, 0x23, 0x26}}}
)

// colour is red, green and blue, each from 0 to 255.
type colour [3]float64

var colourShape = regexp.MustCompile(`^#[0-9a-fA-F]{6}$`)

func parseColour(text string) (c colour, ok bool) {
	if !colourShape.MatchString(text) {
		return c, false
	}
	n, err := strconv.ParseUint(text[1:], 16, 24)
	return colour{float64(n >> 16), float64(n >> 8 & 0xff), float64(n & 0xff)}, err == nil
}

func (c colour) String() string {
	return fmt.Sprintf("#%02x%02x%02x", int(c[0]), int(c[1]), int(c[2]))
}

// readableOn is the shade of the colour nearest to it that can be read on every ground.
func (c colour) readableOn(g grounds) colour {
	const steps = 100
	for i := range steps {
		if shade := c.mixed(g.toward, float64(i)/steps); shade.readsOn(g.on) {
			return shade
		}
	}
	return g.toward
}

func (c colour) mixed(with colour, part float64) (m colour) {
	for i := range c {
		m[i] = math.Round(c[i]*(1-part) + with[i]*part)
	}
	return m
}

func (c colour) readsOn(grounds []colour) bool {
	for _, g := range grounds {
		if c.contrast(g) < readable {
			return false
		}
	}
	return true
}

// ink is black or white, whichever can be read better on the colour: one of the two always can.
func (c colour) ink() colour {
	black, white := colour{}, colour{255, 255, 255}
	if c.contrast(black) > c.contrast(white) {
		return black
	}
	return white
}

// contrast is the ratio of two colours' luminances, from 1 to 21 (WCAG 2.2, relative luminance).
func (c colour) contrast(with colour) float64 {
	a, b := c.luminance(), with.luminance()
	return (max(a, b) + 0.05) / (min(a, b) + 0.05)
}

func (c colour) luminance() float64 {
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		v := c[i] / 255
		if v <= 0.04045 {
			sum += weight * v / 12.92
			continue
		}
		sum += weight * math.Pow((v+0.055)/1.055, 2.4)
	}
	return sum
}
