package complaint_test

import (
	"fmt"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"redress/internal/complaint"
	"redress/internal/golden"
)

// forgotten: a case of which every commit was erased is the case erased, so that an erasure of the one and of the others agree.
func (w *world) forgotten() {
	less := make([]complaint.Commit, len(w.kept))
	for i, m := range w.kept {
		less[i] = complaint.Forgotten(m)
	}
	once, twice := complaint.Fold(less), complaint.Forgotten(complaint.Forgotten(w.c))
	if asJSON(w.t, once) != asJSON(w.t, twice) {
		w.t.Fatalf("the fold of what is left of the commits is\n%s\nwhat is left of the case is\n%s", asJSON(w.t, once), asJSON(w.t, twice))
	}
	if asJSON(w.t, w.c) == asJSON(w.t, twice) {
		w.t.Fatal("nothing of the case was erased")
	}
}

// Every field of plain text on record is either private, and of which kind, or said to be harmless. Whoever adds one decides it in
// private.go, and sees it here; until then it counts as free text.
func TestEveryTextIsPrivateOrNot(t *testing.T) {
	fields := map[string]bool{}
	for _, name := range complaint.EventNames() {
		textsOf(reflect.TypeOf(complaint.NewEvent(name)), "", fields)
	}
	for _, v := range []any{complaint.Case{}, complaint.Notice{}, complaint.Commit{}, complaint.Actor{}} {
		textsOf(reflect.TypeOf(v), "", fields)
	}
	var list strings.Builder
	for _, field := range slices.Sorted(maps.Keys(fields)) {
		kind, named := complaint.Treatment(field)
		if !named {
			t.Errorf("%s is in neither list of private.go", field)
		}
		if kind == "" {
			kind = "-"
		}
		fmt.Fprintf(&list, "%-32s %s\n", field, kind)
	}
	golden.Check(t, filepath.Join("testdata", "golden", "private.txt"), list.String())
}

func textsOf(v reflect.Type, field string, into map[string]bool) {
	switch v.Kind() { //nolint:exhaustive // only these hold text
	case reflect.Pointer, reflect.Slice, reflect.Map:
		textsOf(v.Elem(), field, into)
	case reflect.String:
		if v == reflect.TypeFor[string]() {
			into[field] = true
		}
	case reflect.Struct:
		if v == reflect.TypeFor[time.Time]() {
			return
		}
		for f := range v.Fields() {
			if f.IsExported() {
				textsOf(f.Type, complaint.FieldName(f, v), into)
			}
		}
	}
}
