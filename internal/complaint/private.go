package complaint

import (
	"encoding/json"
	"reflect"
	"strings"
	"time"
)

// Private is what a text tells of a complainant, so that it is masked and erased as such (requirement G3).
type Private string

// What is private. Whatever people wrote is free text, in which any of the others may stand.
const (
	PrivateName     Private = "name"
	PrivatePhone    Private = "phone"
	PrivateMail     Private = "email"
	PrivateCustomer Private = "customer_number"
	PrivateOrder    Private = "order"
	PrivateText     Private = "text"
)

// Privates lists them all.
var Privates = []Private{PrivateName, PrivatePhone, PrivateMail, PrivateCustomer, PrivateOrder, PrivateText}

// privateFields says which fields, by their names in JSON, hold what of a complainant. What is named in neither list is taken for
// free text: what nobody thought of is hidden, not shown.
var privateFields = map[string]Private{
	"Complainant.name": PrivateName, "Complainant.email": PrivateMail, "Complainant.phone": PrivatePhone,
	"Complainant.customer_number": PrivateCustomer, "Matter.order": PrivateOrder,
	"content": PrivateText, "scene": PrivateText, "text": PrivateText, "note": PrivateText, "reason": PrivateText, "comment": PrivateText,
	"words": PrivateText, "Contacted.by": PrivateText, "Matter.staff": PrivateText,
	"finding": PrivateText, "looked_at": PrivateText, "Exhibit.name": PrivateText,
	"AllDeclined.demand": PrivateText, "Word.demand": PrivateText, "what": PrivateText, "still_open": PrivateText, "people": PrivateText, "FileExpected.name": PrivateText,
}

// harmless are the fields of plain text that tell nothing of a complainant: ids, versions, names of the policy's, members of staff.
// Words of closed sets need no line here, they have types of their own.
var harmless = map[string]bool{
	"tenant": true, "id": true, "case": true, "into": true, "from": true, "last_case": true, "again": true, "absorbed": true, "apart": true,
	"policy": true, "calendar": true, "department": true, "model": true, "milestone": true, "clock": true, "clocks": true, "span": true,
	"within": true, "notice": true, "kind": true, "rule": true, "says": true, "source": true, "tier": true, "command": true,
	"by": true, "mail": true, "excluded": true, "acknowledged_by": true, "standin": true, "proof": true, "state": true, "asked_by": true,
	"archive": true, "sum": true, "salt": true, "region": true, "Matter.product": true, "Matter.batch": true, "Matter.bought": true, "Matter.store": true,
	"user": true, "team": true, "waived": true, "executive": true, "confirmed_by": true, "heard_by": true,
	"item": true, "yes": true, "evidence": true, "Recourse.name": true, "recourse": true,
	"offer": true, "for": true, "owner": true, "promise": true, "to": true, "due": true, "why": true,
	"form": true, "ledger": true, "title": true, "file": true, "sha256": true, "type": true,
}

// Retold is a value told anew: each private text in it, however deep, is what say makes of it. The value itself stays as it is.
func Retold[T any](v T, say func(Private, string) string) T {
	told, _ := retold(reflect.ValueOf(&v).Elem(), "", say).Interface().(T)
	return told
}

func retold(v reflect.Value, field string, say func(Private, string) string) reflect.Value {
	if raw, is := v.Interface().(json.RawMessage); is {
		return reflect.ValueOf(retoldJSON(raw, say))
	}
	switch v.Kind() { //nolint:exhaustive // numbers and the like tell nothing
	case reflect.Struct:
		return retoldStruct(v, say)
	case reflect.String:
		if kind, private := privateOf(v, field); private {
			return reflect.ValueOf(say(kind, v.String())).Convert(v.Type())
		}
	case reflect.Pointer, reflect.Interface, reflect.Slice, reflect.Map:
		if !v.IsNil() {
			return retoldInside(v, field, say)
		}
	}
	return v
}

// retoldJSON tells what somebody filled into a form: every text in it may be private.
func retoldJSON(raw json.RawMessage, say func(Private, string) string) json.RawMessage {
	var filled any
	if json.Unmarshal(raw, &filled) != nil {
		return nil
	}
	told, err := json.Marshal(retoldText(filled, say))
	if err != nil {
		return nil
	}
	return told
}

func retoldText(v any, say func(Private, string) string) any {
	switch v := v.(type) {
	case string:
		return say(PrivateText, v)
	case []any:
		for i := range v {
			v[i] = retoldText(v[i], say)
		}
	case map[string]any:
		for name := range v {
			v[name] = retoldText(v[name], say)
		}
	}
	return v
}

// retoldInside tells what a pointer, an interface, a list or a map leads to.
func retoldInside(v reflect.Value, field string, say func(Private, string) string) reflect.Value {
	switch v.Kind() { //nolint:exhaustive // retold asks for no other
	case reflect.Pointer:
		to := reflect.New(v.Type().Elem())
		to.Elem().Set(retold(v.Elem(), field, say))
		return to
	case reflect.Slice:
		all := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for i := range v.Len() {
			all.Index(i).Set(retold(v.Index(i), field, say))
		}
		return all
	case reflect.Map:
		all := reflect.MakeMapWithSize(v.Type(), v.Len())
		for key, value := range v.Seq2() {
			all.SetMapIndex(key, retold(value, field, say))
		}
		return all
	}
	return retold(v.Elem(), field, say)
}

func retoldStruct(v reflect.Value, say func(Private, string) string) reflect.Value {
	of := v.Type()
	if of == reflect.TypeFor[time.Time]() {
		return v
	}
	told := reflect.New(of).Elem()
	told.Set(v)
	for i := range of.NumField() {
		if f := of.Field(i); f.IsExported() {
			told.Field(i).Set(retold(v.Field(i), fieldName(f, of), say))
		}
	}
	return told
}

// fieldName is a field's struct and name in JSON.
func fieldName(f reflect.StructField, of reflect.Type) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return of.Name() + "." + name
}

// privateOf says what a text tells of somebody, by the field it stands in. An empty text tells nothing, nor does a word of a closed set.
func privateOf(v reflect.Value, field string) (Private, bool) {
	if v.Type() != reflect.TypeFor[string]() || v.Len() == 0 {
		return "", false
	}
	kind, _ := treatment(field)
	return kind, kind != ""
}

// treatment is what a field is taken for, nothing if it is harmless, and whether a list names it.
func treatment(field string) (kind Private, listed bool) {
	_, name, _ := strings.Cut(field, ".")
	for _, known := range []string{field, name} {
		if kind, is := privateFields[known]; is || harmless[known] {
			return kind, true
		}
	}
	return PrivateText, false
}

// ErasedText stands for what somebody wrote and was erased.
const ErasedText = "[erased]"

// forget is what is left of a private text after it was erased. Of an address nothing is left, so that nobody writes to it.
func forget(kind Private, _ string) string {
	if kind == PrivateText {
		return ErasedText
	}
	return ""
}

// Forgotten is a value from which everything private was erased. Erased once more it stays as it is.
func Forgotten[T any](v T) T { return Retold(v, forget) }
