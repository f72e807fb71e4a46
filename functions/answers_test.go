package functions_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"redress/internal/advice"
	"redress/internal/cabinet"
	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/knowledge"
	"redress/internal/library"
	"redress/internal/script"
)

// answers are the objects that the desk answers with, and those that more than one function does. Those of the complainants' functions are compared on the deployed
// API (make test-api).
var answers = map[string]any{
	"QueuePage": casework.QueuePage{}, "Brief": casework.Brief{}, "Case": complaint.Case{}, "Complainant": complaint.Complainant{}, "KnownComplainant": complaint.Complainant{},
	"Matter": complaint.Matter{}, "Actor": complaint.Actor{}, "Clock": complaint.Clock{}, "Task": complaint.Task{},
	"StandardAnswer": knowledge.Answer{}, "Reading": complaint.Reading{}, "Guess": complaint.Guess{}, "Reason": complaint.Reason{},
	"Twin": complaint.Twin{}, "Sign": complaint.Sign{}, "Earlier": complaint.Earlier{}, "Commit": complaint.Commit{}, "Notice": casework.NoticeState{},
	"Finding": complaint.Finding{},
	"Act":     casework.Act{}, "Look": casework.Look{},
	"Exhibit": complaint.Exhibit{},
	"Advice":  advice.Advice{}, "PastCase": advice.Past{}, "PastOffer": library.Offer{}, "Likeness": complaint.Sign{}, "Suggestion": advice.Suggestion{},
	"ApplicableRules": advice.Rules{}, "Script": script.Script{},
	"FormSheet": cabinet.Sheet{}, "OwedForm": cabinet.Owed{}, "LedgerEntry": casework.Entry{}, "Dispute": complaint.Dispute{}, "RecordedLine": complaint.Line{},
}

// TestAnswers: what the document says of an object that is answered is so: each field is there, of its type, and always
// where it is required. A closed object has no others.
func TestAnswers(t *testing.T) {
	doc := document(t)
	for name, of := range answers {
		schema := doc.schema(t, name)
		fields := answered(reflect.TypeOf(of))
		for field := range schema.at(t, "properties") {
			f, there := fields[field]
			if !there {
				t.Errorf("%s has no %s", name, field)
				continue
			}
			if got, want := typeOf(f.Type), doc.schemaOf(t, schema.at(t, "properties"), field)["type"]; got != want {
				t.Errorf("%s %s: the document says %v, the code %v", name, field, want, got)
			}
		}
		for field, f := range fields {
			always := !strings.Contains(f.Tag.Get("json"), ",omit")
			if slices.Contains(required(schema), field) && !always {
				t.Errorf("%s %s is required and may be absent", name, field)
			}
			if _, named := schema.at(t, "properties")[field]; !named && (always || schema["additionalProperties"] == false) {
				t.Errorf("%s does not name %s", name, field)
			}
		}
	}
}

// answered lists the fields of a struct by their names in JSON, those of embedded ones too.
func answered(t reflect.Type) map[string]reflect.StructField {
	fields := map[string]reflect.StructField{}
	for _, f := range reflect.VisibleFields(t) {
		if name := jsonName(f); name != "" && name != "-" && len(f.Index) <= 2 {
			fields[name] = f
		}
	}
	return fields
}

// typeOf is what a Go type is in JSON.
func typeOf(t reflect.Type) string {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t == reflect.TypeFor[json.RawMessage]() {
		return "object"
	}
	switch t.Kind() { //nolint:exhaustive // the others are not answered
	case reflect.String:
		return "string"
	case reflect.Bool:
		return "boolean"
	case reflect.Float64:
		return "number"
	case reflect.Int:
		return "integer"
	case reflect.Slice:
		return "array"
	}
	if t == reflect.TypeFor[time.Time]() {
		return "string"
	}
	return "object"
}

// TestExamplesAreTaken: what the document shows as a command is one, and so is what it shows as a complaint.
func TestExamplesAreTaken(t *testing.T) {
	doc := document(t)
	content := doc.at(t, "paths", "/v1/{tenant}/desk/cases/{case}/commands", "post", "requestBody", "content", "application/json")
	for name := range content.at(t, "examples") {
		var order struct {
			Do   string          `json:"do"`
			With json.RawMessage `json:"with"`
		}
		src, err := json.Marshal(content.at(t, "examples", name)["value"])
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(src, &order); err != nil {
			t.Fatal(err)
		}
		cmd := complaint.StaffCommands[order.Do]()
		if order.With != nil {
			err = json.Unmarshal(order.With, cmd)
		}
		if err != nil || complaint.Check(cmd) != nil {
			t.Errorf("%s: %v %v", name, err, complaint.Check(cmd))
		}
	}
}
