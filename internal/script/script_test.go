package script

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"go.yaml.in/yaml/v3"

	"redress/internal/complaint"
	"redress/internal/golden"
)

// stages are how far a case can have come.
var stages = map[string]func(*Facts){
	"1_open":     func(*Facts) {},
	"2_found":    func(f *Facts) { f.Found = true },
	"3_proposed": func(f *Facts) { f.Found, f.Remedy, f.Text = true, complaint.Exchange, planned },
	"4_again":    func(f *Facts) { f.Round = 2 },
}

const planned = "We exchange it on 10 April / 4月10日更换。"

func factsOf(lang complaint.Language, flow complaint.Flow) Facts {
	f := Facts{
		Reference: "RD-7F3K-9QXM-2B4T-0ZWD", Brand: "安居家具", Flow: flow, Round: 1, NextMilestone: "solution",
		NextDue: time.Date(2026, 4, 8, 10, 0, 0, 0, time.UTC), Zone: time.FixedZone("CST", 8*60*60),
	}
	if lang == complaint.English {
		f.Brand = "Anju Furniture"
	}
	return f
}

// TestGolden shows every script: each flow in each language, as far as a case can have come, on the telephone and in writing.
func TestGolden(t *testing.T) {
	for _, lang := range complaint.Languages {
		for _, flow := range complaint.Flows {
			t.Run(string(flow)+"."+string(lang), func(t *testing.T) {
				var b strings.Builder
				for _, stage := range slices.Sorted(maps.Keys(stages)) {
					for _, channel := range Channels {
						f := factsOf(lang, flow)
						stages[stage](&f)
						fmt.Fprintf(&b, "== %s, %s\n%s\n", stage, channel, shown(t, lang, channel, f))
					}
				}
				golden.Check(t, filepath.Join("testdata", "golden", string(flow)+"."+string(lang)+".txt"), b.String())
			})
		}
	}
}

func shown(t *testing.T, lang complaint.Language, channel Channel, f Facts) string {
	t.Helper()
	s, err := Write(lang, channel, f)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	fmt.Fprintln(&b, s.Opening)
	for _, line := range s.Steps {
		fmt.Fprintf(&b, "[%s] %s\n", line.Title, line.Text)
	}
	fmt.Fprintln(&b, s.Closing)
	for _, gap := range s.Gaps {
		fmt.Fprintf(&b, "- %s: %s\n", gap.Gap, gap.Asks)
	}
	return b.String()
}

// every writes every script there is.
func every(t *testing.T, try func(f Facts, s Script)) {
	t.Helper()
	for _, lang := range complaint.Languages {
		for _, flow := range append([]complaint.Flow{""}, complaint.Flows...) {
			for _, channel := range Channels {
				for _, change := range stages {
					f := factsOf(lang, flow)
					change(&f)
					s, err := Write(lang, channel, f)
					if err != nil {
						t.Fatal(err)
					}
					try(f, s)
				}
			}
		}
	}
}

// Each script has the four steps in their order, and each gap that is marked in it is listed, and no other.
func TestEveryStepIsThere(t *testing.T) {
	every(t, func(f Facts, s Script) {
		all := s.Opening + s.Closing
		for i, line := range s.Steps {
			if line.Step != Steps[i] || line.Title == "" || line.Text == "" {
				t.Errorf("%s %s: %+v", f.Flow, s.Language, line)
			}
			all += line.Text
		}
		for _, gap := range s.Gaps {
			if gap.Asks == "" || !strings.Contains(all, gap.Mark) {
				t.Errorf("%s %s: %+v is not in the text", f.Flow, s.Language, gap)
			}
			all = strings.ReplaceAll(all, gap.Mark, "")
		}
		if strings.ContainsAny(all, "【[<") || s.Opening == "" || s.Closing == "" {
			t.Errorf("%s %s: a gap that is not listed: %s", f.Flow, s.Language, all)
		}
	})
}

// Before anything was found no finding is named; before a plan was proposed none is, and nobody promises to carry one out. What was proposed is
// told as it was.
func TestNothingIsPromisedThatIsNotProposed(t *testing.T) {
	remedies := map[complaint.Language][]string{
		complaint.Chinese: {"现提供", "现在提供的方案", "我们的答复是"}, complaint.English: {"What we propose is", "Our answer is"},
	}
	every(t, func(f Facts, s Script) {
		has := func(gap Gap) bool { return slices.ContainsFunc(s.Gaps, func(o Open) bool { return o.Gap == gap }) }
		if has(GapFinding) != f.Found || has(GapOwner) != (f.Remedy != "") {
			t.Errorf("%s %s: gaps %+v, found %v, proposed %q", f.Flow, s.Language, s.Gaps, f.Found, f.Remedy)
		}
		plan := s.Steps[2].Text
		if strings.Contains(plan, planned) != (f.Remedy != "") {
			t.Errorf("%s %s: %s", f.Flow, s.Language, plan)
		}
		for _, words := range remedies[s.Language] {
			if f.Remedy == "" && strings.Contains(plan, words) {
				t.Errorf("%s %s promises %q", f.Flow, s.Language, plan)
			}
		}
	})
}

// hostile is what somebody wrote into every field that is theirs.
const hostile = `<script>alert(1)</script>{{.Text}}我是骗子`

// No word of the complainant is in a script, whatever they wrote, not even their name.
func TestNothingIsTheComplainantsWord(t *testing.T) {
	c := complaint.Case{
		ID: "RD-7F3K-9QXM-2B4T-0ZWD", Flow: complaint.Quality, Round: 1,
		Complainant: complaint.Complainant{Name: hostile, Region: hostile, CustomerNumber: hostile, Email: "a@b.example"},
		Matter:      complaint.Matter{Product: hostile, Model: hostile, Order: hostile, Store: hostile, Staff: hostile, Bought: hostile, Batch: hostile},
		Clocks:      []complaint.Clock{{ID: "solution", Milestone: "solution", Round: 1, Due: time.Date(2026, 4, 8, 0, 0, 0, 0, time.UTC)}},
	}
	for _, lang := range complaint.Languages {
		for _, channel := range Channels {
			text := shown(t, lang, channel, FactsOf(c, "Anju", nil, time.Time{}))
			if strings.Contains(text, "script") || strings.Contains(text, "骗子") || strings.Contains(text, "{{") {
				t.Errorf("%s", text)
			}
		}
	}
	c.Plan = &complaint.Plan{}
	c.Plan.Remedy, c.Plan.Text = complaint.Refund, "{{.Reference}} {{template \"again\"}}" // staff's words are no template either
	if text := shown(t, complaint.English, Phone, FactsOf(c, "Anju", nil, time.Time{})); !strings.Contains(text, `{{.Reference}} {{template "again"}}`) {
		t.Errorf("%s", text)
	}
}

// What is known and what comes next follows from the case's milestones.
func TestFactsOfACase(t *testing.T) {
	due := time.Date(2026, 4, 8, 0, 0, 0, 0, time.UTC)
	clock := func(milestone string, round, day int, met bool) complaint.Clock {
		k := complaint.Clock{ID: milestone, Milestone: milestone, Round: round, Due: due.AddDate(0, 0, day), MetBy: []complaint.Signal{complaint.SignalRecorded}}
		if met {
			k.MetAt = due
		}
		return k
	}
	for name, c := range map[string]struct {
		clocks []complaint.Clock
		found  bool
		next   string
	}{
		"nothing is due": {nil, false, ""},
		"the first that concerns the complainant": {[]complaint.Clock{clock("assessed", 1, 0, false), clock("solution", 1, 5, false), clock("inspection_report", 1, 4, false)}, false, "inspection_report"},
		"the inspection has a result":             {[]complaint.Clock{clock("inspection_report", 1, 4, true), clock("solution", 1, 5, false)}, true, "solution"},
		"what is late is promised no more":        {[]complaint.Clock{clock("inspection_report", 1, 1, false), clock("solution", 1, 2, false)}, false, ""},
		"in a round before":                       {[]complaint.Clock{clock("inspection_report", 1, 4, true), clock("inspection_report", 2, 9, false)}, false, "inspection_report"},
		"the desk's own business":                 {[]complaint.Clock{clock("quality_ledger", 1, 5, false)}, false, ""},
	} {
		t.Run(name, func(t *testing.T) {
			of := complaint.Case{Flow: complaint.Quality, Round: 1, Clocks: c.clocks}
			if strings.Contains(name, "before") {
				of.Round = 2
			}
			if f := FactsOf(of, "", nil, due.AddDate(0, 0, 2)); f.Found != c.found || f.NextMilestone != c.next || f.NextDue.IsZero() != (c.next == "") {
				t.Errorf("%+v", f)
			}
		})
	}
}

func TestTheChannelIsThePreferredOne(t *testing.T) {
	for name, c := range map[string]struct {
		who   complaint.Complainant
		grade complaint.Grade
		want  Channel
	}{
		"mail":                  {complaint.Complainant{Email: "a@b.example"}, complaint.Minor, Written},
		"both":                  {complaint.Complainant{Email: "a@b.example", Phone: "13800000000"}, complaint.Minor, Written},
		"telephone alone":       {complaint.Complainant{Phone: "13800000000"}, complaint.Minor, Phone},
		"grave, with telephone": {complaint.Complainant{Email: "a@b.example", Phone: "13800000000"}, complaint.Major, Phone},
		"grave, without":        {complaint.Complainant{Email: "a@b.example"}, complaint.Major, Written},
		"none":                  {complaint.Complainant{}, complaint.Minor, Written},
	} {
		if got := ChannelOf(complaint.Case{Complainant: c.who, Grade: c.grade}); got != c.want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestWhatIsNotSpokenIsRefused(t *testing.T) {
	for _, c := range []struct {
		lang    complaint.Language
		channel Channel
	}{{"fr", Phone}, {"", Phone}, {complaint.English, "fax"}, {complaint.English, ""}} {
		if s, err := Write(c.lang, c.channel, factsOf(complaint.English, complaint.Quality)); err == nil {
			t.Errorf("%q by %q: %+v", c.lang, c.channel, s)
		}
	}
}

// The two catalogues hold the same texts, each in its own script, and take the same arguments.
func TestCataloguesAreTheSame(t *testing.T) {
	texts := map[complaint.Language]map[string]string{}
	for _, lang := range complaint.Languages {
		src, err := sources.ReadFile("catalogue/" + string(lang) + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		var root map[string]any
		if err := yaml.Unmarshal(src, &root); err != nil {
			t.Fatal(err)
		}
		texts[lang] = map[string]string{}
		flat(root, "", texts[lang])
	}
	zh, en := texts[complaint.Chinese], texts[complaint.English]
	if a, b := slices.Sorted(maps.Keys(zh)), slices.Sorted(maps.Keys(en)); !slices.Equal(a, b) {
		t.Errorf("zh has %v\nen has %v", a, b)
	}
	han := func(s string) bool {
		return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
	}
	for key, text := range zh {
		if key != "/mark" && (!han(text) || han(en[key])) {
			t.Errorf("%s: %q and %q", key, text, en[key])
		}
		if strings.Count(text, "%") != strings.Count(en[key], "%") || strings.Count(text, ".Gap") != strings.Count(en[key], ".Gap") {
			t.Errorf("%s takes other arguments: %q and %q", key, text, en[key])
		}
	}
	for _, gap := range Gaps {
		if zh["/gaps/"+string(gap)] == "" {
			t.Errorf("there is no text for the gap %s", gap)
		}
	}
}

func flat(node any, path string, into map[string]string) {
	branches, ok := node.(map[string]any)
	if !ok {
		into[path] = fmt.Sprint(node)
		return
	}
	for key, branch := range branches {
		flat(branch, path+"/"+key, into)
	}
}
