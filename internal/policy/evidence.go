package policy

import (
	"maps"
	"slices"
	"strings"

	"redress/internal/calendar"
	"redress/internal/complaint"
)

// Evidence says which files a case may have as evidence (requirements A2 and D3). A policy without it takes none.
type Evidence struct {
	Keep       int            `yaml:"keep"`       // files of one case
	Ask        int            `yaml:"ask"`        // that may ever be asked for in one case, those that were refused counted
	Within     calendar.Span  `yaml:"within"`     // a file that was asked for is uploaded; elapsed
	Megapixels int            `yaml:"megapixels"` // that a picture may have
	Megabytes  map[string]int `yaml:"megabytes"`  // that a file may have, by its media type; no other types are taken
	Source     string         `yaml:"source"`
}

const (
	// mega is a million: of bytes and of pixels.
	mega = 1_000_000
	// mostMegabytes is what can be checked and kept in one piece: it lies on the checker's disk meanwhile.
	mostMegabytes = 400
	// mostAsked keeps the record of a case well inside one database item.
	mostAsked = 200
)

// Files answers which files a case may have as evidence.
func (r Rules) Files() complaint.FileRules {
	e := r.Policy.Evidence
	if e == nil {
		return complaint.FileRules{}
	}
	within, _ := elapsed(e.Within)
	rules := complaint.FileRules{Keep: e.Keep, Ask: e.Ask, Within: within, Pixels: e.Megapixels * mega}
	for _, name := range slices.Sorted(maps.Keys(e.Megabytes)) {
		rules.Types = append(rules.Types, complaint.FileType{Type: name, Kind: complaint.SafeTypes[name], Most: e.Megabytes[name] * mega})
	}
	return rules
}

func (p *Policy) checkEvidence() error {
	e := p.Evidence
	if e == nil {
		return nil
	}
	within, always := elapsed(e.Within)
	const longest = 12 // hours for which the right to upload can be lent
	switch {
	case e.Source == "":
		return bad("evidence.source", "is missing; say where the rule comes from")
	case e.Keep < 1:
		return bad("evidence.keep", "must be above 0; leave the section out where no files are taken")
	case e.Ask < e.Keep || e.Ask > mostAsked:
		return bad("evidence.ask", "must be from keep, %d, to %d", e.Keep, mostAsked)
	case !always || within <= 0 || within.Hours() > longest:
		return bad("evidence.within", "must be elapsed time up to %dh, such as 15m", longest)
	case e.Megapixels < 1:
		return bad("evidence.megapixels", "must be above 0")
	case len(e.Megabytes) == 0:
		return bad("evidence.megabytes", "is missing; say how large a file of each type may be, such as {image/jpeg: 15}")
	}
	for _, name := range slices.Sorted(maps.Keys(e.Megabytes)) {
		if _, safe := complaint.SafeTypes[name]; !safe {
			return bad("evidence.megabytes", "names %q; must be one of %s", name, strings.Join(slices.Sorted(maps.Keys(complaint.SafeTypes)), ", "))
		}
		if n := e.Megabytes[name]; n < 1 || n > mostMegabytes {
			return bad("evidence.megabytes."+name, "must be from 1 to %d", mostMegabytes)
		}
	}
	return nil
}
