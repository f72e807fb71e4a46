package functions_test

import (
	"fmt"
	"slices"
	"testing"

	"redress/internal/complaint"
)

// TestTextsOfChoices: what a complainant asks for instead of any option, from a program, a browser or as somebody heard it.
func TestTextsOfChoices(t *testing.T) {
	doc := document(t)
	const offer = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
	for name, check := range map[string]func(demand string, option int) error{
		"Choice": func(d string, n int) error {
			return complaint.Check(&complaint.Choose{Offer: offer, Demand: d, Option: complaint.Positive(n)})
		},
		"ChoiceForm": func(d string, n int) error {
			return complaint.Check(&complaint.Choose{Offer: offer, Demand: d, Option: complaint.Positive(n)})
		},
		"RecordChoice properties with": func(d string, n int) error {
			return complaint.Check(&complaint.RecordChoice{Offer: offer, Demand: d, Option: complaint.Positive(n), Note: "By phone."})
		},
	} {
		schema := doc.schema(t, "Choice")
		switch name {
		case "ChoiceForm":
			schema = doc.schema(t, name)
		case "RecordChoice properties with":
			schema = doc.schema(t, "RecordChoice", "properties", "with")
		}
		branches, _ := schema["oneOf"].([]any)
		if len(branches) != 2 {
			t.Fatalf("%s: %v", name, branches)
		}
		instead := doc.follow(t, branches[1])
		compare(t, name, doc.schemaOf(t, instead.at(t, "properties"), "demand"), func(text string) bool { return check(text, 0) == nil })
		if check("", 1) != nil || check("", complaint.MaxOptions) != nil || check("", complaint.MaxOptions+1) == nil || check("More.", 1) == nil {
			t.Errorf("%s: an option", name)
		}
	}
}

// TestPartsOfOffers: the first option and the others say the same of themselves, and what they may say is what the code takes.
func TestPartsOfOffers(t *testing.T) {
	doc := document(t)
	first := doc.schema(t, "Propose", "properties", "with", "properties")
	for field := range doc.schema(t, "Option", "properties") {
		if got, want := fmt.Sprint(first[field]), fmt.Sprint(doc.schema(t, "Option", "properties")[field]); got != want {
			t.Errorf("%s: %s of the first option, %s of another", field, got, want)
		}
	}
	with := func(change func(*complaint.Option)) func(string) bool {
		o := complaint.Option{Remedy: complaint.Repair, Text: "x", Promises: []complaint.Undertaking{{What: "x", Due: "3d"}}}
		change(&o)
		return func(field string) bool {
			return fieldOf(complaint.Check(&complaint.Propose{Remedy: complaint.Repair, Text: "x", Others: []complaint.Option{o}})) != "others[0]."+field
		}
	}
	for name, set := range map[string]func(*complaint.Undertaking, string){
		"what":  func(u *complaint.Undertaking, text string) { u.What = text },
		"owner": func(u *complaint.Undertaking, text string) { u.Owner = text },
		"mail":  func(u *complaint.Undertaking, text string) { u.Mail = text },
		"due":   func(u *complaint.Undertaking, text string) { u.Due = text },
	} {
		compare(t, "Undertaking "+name, doc.schemaOf(t, doc.schema(t, "Undertaking", "properties"), name), func(text string) bool {
			return with(func(o *complaint.Option) { set(&o.Promises[0], text) })("promises[0]." + name)
		})
	}
	compare(t, "Option text", doc.schemaOf(t, doc.schema(t, "Option", "properties"), "text"), func(text string) bool {
		return with(func(o *complaint.Option) { o.Text = text })("text")
	})
	for word, list := range map[string][]string{"Comfort": words(complaint.Comforts), "currency": words(complaint.Currencies)} {
		schema := doc.schema(t, "Comfort")
		if word == "currency" {
			schema = doc.schema(t, "Sum", "properties", "currency")
		}
		var said []string
		all, _ := schema["enum"].([]any)
		for _, one := range all {
			said = append(said, fmt.Sprint(one))
		}
		if !slices.Equal(said, list) {
			t.Errorf("%s: the document has %v, the code %v", word, said, list)
		}
	}
	sum := doc.schema(t, "Sum", "properties", "amount")
	if fmt.Sprint(sum["minimum"], sum["maximum"]) != fmt.Sprint(1, complaint.MaxAmount) {
		t.Errorf("a sum is from %v to %v", sum["minimum"], sum["maximum"])
	}
}

func words[T ~string](list []T) []string {
	var said []string
	for _, w := range list {
		said = append(said, string(w))
	}
	return said
}
