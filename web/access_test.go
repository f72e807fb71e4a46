package web

import (
	"strings"
	"testing"

	"redress/internal/complaint"
)

// TestPagesAreAccessible checks what a program can check of WCAG 2.2 AA.
func TestPagesAreAccessible(t *testing.T) {
	for _, lang := range complaint.Languages {
		for name, page := range everyPage(t, lang) {
			t.Run(name+"."+string(lang), func(t *testing.T) {
				all := parsePage(t, page)
				checkFrame(t, all, lang)
				checkNames(t, all)
				checkFields(t, all)
			})
		}
	}
}

// checkFrame: language (3.1.1), title (2.4.2), headings (1.3.1), a way past the head of the page (2.4.1).
func checkFrame(t *testing.T, all []*element, lang complaint.Language) {
	t.Helper()
	if got := all[0]; got.name != "html" || got.attr["lang"] != string(lang) {
		t.Errorf("the page is %s in %q", got.name, got.attr["lang"])
	}
	for _, name := range []string{"h1", "main", "title"} {
		found := named(all, name)
		if len(found) != 1 || strings.TrimSpace(found[0].text) == "" {
			t.Errorf("%d %s, want one with text", len(found), name)
		}
	}
	if first := named(all, "a")[0]; first.attr["href"] != "#"+named(all, "main")[0].attr["id"] {
		t.Errorf("the first link leads to %q, not past the head", first.attr["href"])
	}
	if len(named(all, "script")) > 0 {
		t.Error("there is a script")
	}
}

// checkNames: ids are unique, and what refers to one finds it (4.1.2).
func checkNames(t *testing.T, all []*element) {
	t.Helper()
	ids := map[string]bool{}
	for _, e := range all {
		if id, ok := e.attr["id"]; ok && ids[id] {
			t.Errorf("id %q twice", id)
		}
		ids[e.attr["id"]] = true
	}
	for _, e := range all {
		refs := strings.Fields(e.attr["for"] + " " + e.attr["aria-describedby"] + " " + e.attr["aria-labelledby"])
		if href := e.attr["href"]; strings.HasPrefix(href, "#") {
			refs = append(refs, href[1:])
		}
		for _, ref := range refs {
			if !ids[ref] {
				t.Errorf("%s refers to %q, which is not there", e.name, ref)
			}
		}
	}
}

// checkFields: every field has a label, every radio button stands in a group with a legend (1.3.1, 3.3.2).
func checkFields(t *testing.T, all []*element) {
	t.Helper()
	labels := map[string]bool{}
	for _, e := range named(all, "label") {
		labels[e.attr["for"]] = strings.TrimSpace(e.text) != ""
	}
	for _, e := range append(named(all, "input"), named(all, "textarea")...) {
		if e.attr["type"] == "hidden" {
			continue
		}
		if !labels[e.attr["id"]] {
			t.Errorf("field %q has no label", e.attr["name"])
		}
		if e.attr["type"] == "radio" && !e.within("fieldset") {
			t.Errorf("radio button %q stands in no group", e.attr["name"])
		}
	}
	for _, e := range named(all, "fieldset") {
		if len(e.inner) == 0 || e.inner[0].name != "legend" || strings.TrimSpace(e.inner[0].text) == "" {
			t.Errorf("a group of fields has no legend")
		}
	}
}

func TestSurveyAsksFiveQuestionsOfFiveChoices(t *testing.T) {
	all := parsePage(t, everyPage(t, complaint.English)["survey.open"])
	choices := map[string]string{}
	for _, e := range named(all, "input") {
		if e.attr["type"] == "radio" {
			choices[e.attr["name"]] += e.attr["value"]
		}
	}
	for _, name := range []string{"attitude", "solved", "speed", "process", "overall"} {
		if choices[name] != "12345" {
			t.Errorf("%s has the choices %q", name, choices[name])
		}
	}
	if len(choices) != 5 {
		t.Errorf("%d questions", len(choices))
	}
}

func TestRefusedSurveyKeepsTheAnswer(t *testing.T) {
	all := parsePage(t, everyPage(t, complaint.English)["survey.refused.speed"])
	checked := map[string]string{}
	for _, e := range named(all, "input") {
		if e.attr["checked"] != "" {
			checked[e.attr["name"]] = e.attr["value"]
		}
	}
	if len(checked) != 2 || checked["attitude"] != "4" || checked["solved"] != "2" {
		t.Errorf("kept %v", checked)
	}
	if got := named(all, "textarea")[0].text; got != "1 < 2" {
		t.Errorf("kept the comment %q", got)
	}
	if title := named(all, "title")[0].text; !strings.HasPrefix(title, "Error: ") {
		t.Errorf("the title %q does not say that something is wrong", title)
	}
}

func TestEveryFormPostsItsSecret(t *testing.T) {
	for name, secret := range map[string]string{"track": "kX3", "survey.open": "pQ7"} {
		all := parsePage(t, everyPage(t, complaint.Chinese)[name])
		form := named(all, "form")[0]
		if hidden := named(all, "input")[0]; form.attr["method"] != "post" || hidden.attr["value"] != secret {
			t.Errorf("%s: %v %v", name, form.attr, hidden.attr)
		}
	}
}

// A page that must be corrected leads to what is wrong, keeps what was written, and says in its title that something is wrong.
func TestRefusedComplaintKeepsWhatWasWritten(t *testing.T) {
	for _, field := range shownProblems {
		all := parsePage(t, everyPage(t, complaint.English)["ask.refused."+field])
		wrong := ""
		for _, e := range append(named(all, "input"), named(all, "textarea")...) {
			if e.attr["aria-invalid"] != "" {
				wrong += e.attr["id"]
			}
		}
		if to := named(all, "a")[2].attr["href"]; wrong == "" || to != "#"+wrong {
			t.Errorf("%s: %q is marked, the page leads to %s", field, wrong, to)
		}
		if got := named(all, "textarea")[0].text; !strings.Contains(got, "1 < 2") {
			t.Errorf("%s: kept %q", field, got)
		}
		if title := named(all, "title")[0].text; !strings.HasPrefix(title, "Error: ") {
			t.Errorf("%s: the title %q does not say that something is wrong", field, title)
		}
	}
}

// What reads as a complaint comes with the complaint's form first and the answers behind it; a question the other way round.
func TestAComplaintIsNotFobbedOff(t *testing.T) {
	for outcome, answersFirst := range map[AskOutcome]bool{AnswerFound: true, Offered: true, Complains: false} {
		page := everyPage(t, complaint.Chinese)["ask."+string(outcome)]
		file, answers := strings.Index(page, `id="file"`), strings.Index(page, `id="answers"`)
		if file < 0 || answers < 0 || answers < file != answersFirst {
			t.Errorf("%s: the form at %d, the answers at %d", outcome, file, answers)
		}
	}
}

func TestOpeningAPageFetchesNothing(t *testing.T) {
	for name, page := range everyPage(t, complaint.English) {
		for _, e := range parsePage(t, page) {
			if _, fetches := e.attr["src"]; fetches || e.name == "link" || e.attr["style"] != "" {
				t.Errorf("%s: %s %v is not allowed by the policy", name, e.name, e.attr)
			}
		}
	}
}
