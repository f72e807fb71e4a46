package forms

import (
	"encoding/json"
	"maps"
	"slices"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"redress/internal/complaint"
)

// Form is what must be told of a milestone.
type Form struct {
	Milestone string
	Flows     []complaint.Flow // empty: all
	Title     Text
	Needed    bool     // the milestone cannot be recorded without
	Ledger    string   // kind of ledger that a record is an entry of; empty: of none
	WhenSame  []string // fields needed where the same dispute was found in another case
	Examples  []json.RawMessage

	schema   map[string]any // with its annotations
	compiled func() (*jsonschema.Schema, error)
}

// newForm makes a form ready; what it costs to compile its schema is paid when it is first checked against.
func newForm(f Form) *Form {
	f.compiled = sync.OnceValues(func() (*jsonschema.Schema, error) { return compile(f.schema) })
	return &f
}

// nowhere refuses to load what a schema refers to. No schema refers to anything, so that this is the second lock on the door.
type nowhere struct{}

// Load refuses.
func (nowhere) Load(url string) (any, error) {
	return nil, complaint.Errorf(complaint.Fault, "a form refers to %s", url)
}

// compile makes the checker of a schema.
func compile(schema map[string]any) (*jsonschema.Schema, error) {
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	c.AssertFormat()
	c.UseLoader(nowhere{})
	const name = "urn:redress:form"
	if err := c.AddResource(name, bare(schema)); err != nil {
		return nil, err
	}
	return c.Compile(name)
}

// bare is a schema without anything that is there for people: what the checker needs.
func bare(schema map[string]any) map[string]any {
	return walk(schema, func(out map[string]any) {
		for _, key := range []string{"title", "description", "labels", "tell", "same", orderKey} {
			delete(out, key)
		}
	})
}

// walk copies a schema and lets each schema in it be changed. Objects of fields are closed.
func walk(schema map[string]any, change func(out map[string]any)) map[string]any {
	out, order := maps.Clone(schema), []string(nil)
	if _, typed := out["type"]; typed && out["properties"] != nil {
		out["additionalProperties"] = false
	}
	delete(out, orderKey)
	for key, v := range out {
		switch key {
		case "properties":
			if of, is := v.(map[string]any); is {
				out[key] = walkFields(of, change)
				order = orderOf(of)
			}
		case "items", "if", "then", "else", "not":
			out[key] = walkAny(v, change)
		case "allOf", "anyOf":
			out[key] = walkList(v, change)
		case "dependentRequired":
			out[key] = unordered(v)
		}
	}
	if out["type"] == "object" && order != nil {
		out[orderKey] = order
	}
	change(out)
	return out
}

func walkFields(of map[string]any, change func(out map[string]any)) map[string]any {
	copied := make(map[string]any, len(of))
	for _, name := range orderOf(of) {
		copied[name] = walkAny(of[name], change)
	}
	return copied
}

func walkList(v any, change func(out map[string]any)) any {
	list, _ := v.([]any)
	copied := make([]any, len(list))
	for i, one := range list {
		copied[i] = walkAny(one, change)
	}
	return copied
}

func walkAny(v any, change func(out map[string]any)) any {
	if schema, is := v.(map[string]any); is {
		return walk(schema, change)
	}
	return v
}

// fields are the fields of an object's schema, in the order of the file.
func fields(schema map[string]any) (names []string, of map[string]any) {
	of, _ = schema["properties"].(map[string]any)
	return orderOf(of), of
}

// serves says whether the form is one for a flow; exactly says whether it names the flow.
func (f *Form) serves(flow complaint.Flow) (serves, exactly bool) {
	exactly = slices.Contains(f.Flows, flow)
	return exactly || len(f.Flows) == 0, exactly
}
