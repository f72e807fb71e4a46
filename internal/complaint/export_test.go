package complaint

import "reflect"

// NewEvent is a blank event of a kind.
func NewEvent(name string) Event { return eventKinds[name]() }

// FieldName is a field's struct and name in JSON.
func FieldName(f reflect.StructField, of reflect.Type) string { return fieldName(f, of) }

// Treatment is what a field of plain text is taken for, nothing if it is harmless, and whether a list names it.
func Treatment(field string) (kind Private, listed bool) { return treatment(field) }
