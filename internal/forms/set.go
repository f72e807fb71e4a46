package forms

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"redress/internal/complaint"
)

// Set is a version of forms: a document, with what it lies over.
type Set struct {
	Version string
	forms   []*Form
}

// Parse reads a tenant's document and lays it over the built-in one that it names. The error is of kind Invalid and names what is wrong
// and what is allowed. Every example is checked against its form: a form that nobody could fill in is refused.
func Parse(src []byte) (*Set, error) {
	s, err := load(src)
	if err != nil {
		return nil, err
	}
	if IsBuiltin(s.Version) {
		return nil, bad("version", "is named like a built-in one; give it a name of your own")
	}
	if err := s.prove(); err != nil {
		return nil, err
	}
	return s, nil
}

// Stored reads a document that Parse took before it was kept: what was proved then is not proved again.
func Stored(src []byte) (*Set, error) { return load(src) }

// load is Parse without the examples.
func load(src []byte) (*Set, error) {
	doc, err := read(src)
	if err != nil {
		return nil, err
	}
	s := &Set{Version: doc.Version}
	if doc.Over != "" {
		below, err := Builtin(doc.Over)
		if err != nil {
			return nil, bad("over", "must be a built-in version such as %s, or absent", current)
		}
		s.forms = slices.Clone(below.forms)
	}
	said := map[string]bool{}
	for i, e := range doc.Forms {
		field := fmt.Sprintf("forms[%d]", i)
		key := fmt.Sprint(e.Milestone, e.Flows)
		if said[key] {
			return nil, bad(field, "is a second form for %s and the same flows", e.Milestone)
		}
		said[key] = true
		if err := s.lay(field, e); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// lay lays what a document says of a form over what is there.
func (s *Set) lay(field string, e entry) error {
	below := slices.IndexFunc(s.forms, func(f *Form) bool { return f.Milestone == e.Milestone && slices.Equal(f.Flows, e.Flows) })
	if (e.Add || e.None) && below < 0 {
		return bad(field, "changes a form for %s and the flows %v, and there is none below", e.Milestone, e.Flows)
	}
	if e.None {
		s.forms = slices.Delete(s.forms, below, below+1)
		return nil
	}
	f, err := e.form(field)
	if err != nil {
		return err
	}
	if e.Add {
		f = onto(*s.forms[below], f, e)
		if err := checkForm(field+".schema", f.schema); err != nil {
			return err
		}
	} else if err := f.Title.check(field + ".title"); err != nil {
		return err
	}
	if err := f.checkWhenSame(field); err != nil {
		return err
	}
	if made := newForm(f); below >= 0 {
		s.forms[below] = made
	} else {
		s.forms = append(s.forms, made)
	}
	return nil
}

// form is what an entry says by itself.
func (e entry) form(field string) (Form, error) {
	f := Form{
		Milestone: e.Milestone, Flows: e.Flows, Title: e.Title, Needed: e.Needed == nil || *e.Needed,
		Ledger: e.Ledger, WhenSame: e.WhenSame,
	}
	v, err := plain(field+".schema", &e.Schema)
	if err != nil {
		return f, err
	}
	var is bool
	if f.schema, is = v.(map[string]any); !is {
		return f, bad(field+".schema", "must be a JSON Schema of type object")
	}
	if e.Add {
		if _, there := f.schema["type"]; !there {
			f.schema["type"] = "object"
		}
	}
	for i := range e.Examples {
		v, err := plain(fmt.Sprintf("%s.examples[%d]", field, i), &e.Examples[i])
		if err != nil {
			return f, err
		}
		text, err := json.Marshal(unordered(v))
		if err != nil {
			return f, bad(fmt.Sprintf("%s.examples[%d]", field, i), "cannot be written as JSON")
		}
		f.Examples = append(f.Examples, text)
	}
	return f, checkForm(field+".schema", f.schema)
}

// onto is a form with the fields, the rules and what else an entry says added to it. A field of the same name is replaced.
func onto(below, added Form, e entry) Form {
	schema := maps.Clone(below.schema)
	names, old := fields(below.schema)
	more, newer := fields(added.schema)
	merged, order := maps.Clone(old), slices.Clone(names)
	for _, name := range more {
		if !slices.Contains(order, name) {
			order = append(order, name)
		}
		merged[name] = newer[name]
	}
	merged[orderKey] = anyOf(order)
	schema["properties"] = merged
	required := stringsOf(schema["required"])
	for _, name := range stringsOf(added.schema["required"]) {
		if !slices.Contains(required, name) {
			required = append(required, name)
		}
	}
	schema["required"] = anyOf(required)
	if rule := ruleOf(added.schema); rule != nil {
		all, _ := schema["allOf"].([]any)
		schema["allOf"] = append(slices.Clone(all), rule)
	}
	below.schema = schema
	if len(e.Title) > 0 {
		below.Title = e.Title
	}
	if e.Needed != nil {
		below.Needed = *e.Needed
	}
	if e.Ledger != "" {
		below.Ledger = e.Ledger
	}
	below.WhenSame = slices.Concat(below.WhenSame, e.WhenSame)
	if len(added.Examples) > 0 {
		below.Examples = added.Examples
	}
	return below
}

// ruleOf is the condition that an added schema brings along; nil: none.
func ruleOf(schema map[string]any) any {
	rule := map[string]any{}
	for _, key := range []string{"if", "then", "else"} {
		if one, there := schema[key]; there {
			rule[key] = one
		}
	}
	if len(rule) == 0 {
		return nil
	}
	return rule
}

func anyOf(texts []string) []any {
	list := make([]any, len(texts))
	for i, text := range texts {
		list[i] = text
	}
	return list
}

func (f Form) checkWhenSame(field string) error {
	names, _ := fields(f.schema)
	for _, name := range f.WhenSame {
		if !slices.Contains(names, name) {
			return bad(field+".when_same", "names %s, which is none of its fields", name)
		}
	}
	return nil
}

// prove checks every example against its form; each form needs one, which is also what shows how it is meant.
func (s *Set) prove() error {
	for _, f := range s.forms {
		if _, err := f.compiled(); err != nil {
			return bad("forms."+f.Milestone+".schema", "is no JSON Schema: %s", strings.Join(strings.Fields(err.Error()), " "))
		}
		field := "forms." + f.Milestone + ".examples"
		if len(f.Examples) == 0 {
			return bad(field, "is missing; give at least one that fits the form")
		}
		for i, example := range f.Examples {
			if _, err := f.Fill(example, f.WhenSame...); err != nil {
				return bad(fmt.Sprintf("%s[%d]", field, i), "does not fit the form: %v", err)
			}
		}
	}
	return nil
}

// For answers the form of a milestone for a flow: the one that names the flow, or one for all, or that of the flow which the milestone is of
// (a case that was merged may owe another flow's). nil: the milestone is recorded with a note alone.
func (s *Set) For(flow complaint.Flow, milestone string) *Form {
	var found *Form
	best := 0
	for _, f := range s.forms {
		if f.Milestone != milestone {
			continue
		}
		rank := 1
		if serves, exactly := f.serves(flow); exactly {
			rank = 3
		} else if serves {
			rank = 2
		}
		if rank > best {
			found, best = f, rank
		}
	}
	return found
}

// Forms lists every form.
func (s *Set) Forms() []*Form { return slices.Clone(s.forms) }

// Ledgers lists the kinds of ledgers that records are entries of.
func (s *Set) Ledgers() []string {
	kinds := map[string]bool{}
	for _, f := range s.forms {
		if f.Ledger != "" {
			kinds[f.Ledger] = true
		}
	}
	return slices.Sorted(maps.Keys(kinds))
}
