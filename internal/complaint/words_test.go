package complaint

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"redress/internal/golden"
)

// closedSets is every closed set with its list. A word of the source that its list forgot breaks the test below.
var closedSets = map[string][]string{
	"Flow":     words(Flows),
	"Category": words(Categories),
	"Cause":    words(Causes),
	"Grade":    words(Grades),
	"Channel":  words(Channels),
	"Language": words(Languages),
	"Demand":   words(Demands),
	"Role":     words(Roles),
	"Reach":    words(Reaches),
	"Awaited":  words(AllAwaited),
	"Ending":   words(Endings),
	"Mover":    words(Movers),

	"CheckAnswer": words(CheckAnswers),
	"Verdict":     words(Verdicts),
	"SourceKind":  words(SourceKinds),

	"Private":    words(Privates),
	"EraseCause": words(EraseCauses),
	"Phase":      words(Phases),
	"Outcome":    append(words(Outcomes), ""), // NoOutcome is none
	"Anchor":     words(Anchors),
	"Signal":     words(Signals),
	"Level":      words(Levels),
	"Comfort":    words(Comforts),
	"Kind":       words(Kinds),
	"EntityKind": words(EntityKinds),
	"Factor":     words(Factors),
	"Currency":   words(Currencies),
	"ChoiceRule": words(ChoiceRules),
	"PassedOver": words(PassedOvers),
	"Gone":       words(AllGone),
	"FileKind":   words(FileKinds),
	"FileState":  words(FileStates),
	"FileFault":  words(FileFaults),
	"Gift":       words(Gifts),

	"GoodwillState": words(GoodwillStates),

	"NoticeKind": append(words(ComplainantNotices), words(StaffNotices)...),
}

func words[T any](list []T) []string {
	var said []string
	for _, w := range list {
		said = append(said, fmt.Sprint(w))
	}
	return said
}

func TestClosedSetsAreComplete(t *testing.T) {
	inSource := constants(t)
	for _, set := range slices.Sorted(maps.Keys(inSource)) {
		list, listed := closedSets[set]
		if !listed {
			t.Errorf("%s has constants and no list; add it to closedSets", set)
		}
		for _, word := range inSource[set] {
			if !slices.Contains(list, word) {
				t.Errorf("%s %q is not in its list", set, word)
			}
		}
		if len(slices.Compact(slices.Sorted(slices.Values(list)))) != len(list) {
			t.Errorf("the list of %s names a word twice", set)
		}
		// The leaves of the cause tree stand in their list alone, so that the tree can be read there.
		if set != "Cause" && len(list) != len(inSource[set]) {
			t.Errorf("the list of %s has %d words, the source %d", set, len(list), len(inSource[set]))
		}
	}
	for set := range closedSets {
		if inSource[set] == nil {
			t.Errorf("%s is in closedSets and has no constants", set)
		}
	}
}

// source is the package without its tests.
func source(t *testing.T) []*ast.File {
	t.Helper()
	var files []*ast.File
	names, err := fs.Glob(os.DirFS("."), "*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	return files
}

// constants are the values of the exported typed constants of the package, by type.
func constants(t *testing.T) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	for _, file := range source(t) {
		for n := range ast.Preorder(file) {
			spec, is := n.(*ast.ValueSpec)
			if !is || spec.Type == nil || len(spec.Values) != 1 {
				continue
			}
			set, named := spec.Type.(*ast.Ident)
			value, literal := spec.Values[0].(*ast.BasicLit)
			if named && literal && ast.IsExported(set.Name) {
				text, err := strconv.Unquote(value.Value)
				if err != nil {
					text = value.Value // a number
				}
				found[set.Name] = append(found[set.Name], text)
			}
		}
	}
	return found
}

// methodsOf lists the types that have a method, such as *File has decide.
func methodsOf(t *testing.T, method string) []string {
	t.Helper()
	var types []string
	for _, file := range source(t) {
		for _, d := range file.Decls {
			f, is := d.(*ast.FuncDecl)
			if !is || f.Recv == nil || f.Name.Name != method {
				continue
			}
			if star, is := f.Recv.List[0].Type.(*ast.StarExpr); is {
				types = append(types, "*complaint."+star.X.(*ast.Ident).Name)
			}
		}
	}
	slices.Sort(types)
	return types
}

func TestEveryEventHasItsNameOnRecord(t *testing.T) {
	var named []string
	for name, blank := range eventKinds {
		named = append(named, fmt.Sprintf("%T", blank()))
		if got := NameOf(blank()); got != name {
			t.Errorf("%T is recorded as %q, read as %q", blank(), got, name)
		}
	}
	slices.Sort(named)
	if inSource := methodsOf(t, "apply"); !slices.Equal(named, inSource) {
		t.Errorf("eventKinds has %v\nthe source %v", named, inSource)
	}
}

// The names and fields of events are kept for years: the golden file is what old records look like.
func TestEventsOnRecord(t *testing.T) {
	var record strings.Builder
	for _, name := range slices.Sorted(maps.Keys(eventKinds)) {
		e := eventKinds[name]()
		fill(t, reflect.ValueOf(e).Elem())
		m := Commit{Revision: 7, At: someTime, Actor: Actor{Lead, "lin", "lin@shop.example"}, Command: "test", Events: []Event{e}}
		src, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		var back Commit
		if err := json.Unmarshal(src, &back); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if !reflect.DeepEqual(back, m) {
			t.Errorf("%s came back as %+v, was %+v", name, back.Events[0], e)
		}
		data, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&record, "%s %s\n", name, data)
	}
	golden.Check(t, "testdata/golden/events.txt", record.String()) // where it changes, old records would be read wrong
}

var someTime = time.Date(2026, 4, 7, 2, 0, 0, 1_000_000, time.UTC)

// fill gives everything in a value something to say.
func fill(t *testing.T, v reflect.Value) {
	t.Helper()
	switch v.Type() {
	case reflect.TypeFor[time.Time]():
		v.Set(reflect.ValueOf(someTime))
		return
	case reflect.TypeFor[json.RawMessage]():
		v.Set(reflect.ValueOf(json.RawMessage(`{"x":3}`)))
		return
	case reflect.TypeFor[map[Language]string]():
		v.Set(reflect.ValueOf(map[Language]string{Chinese: "x"}))
		return
	}
	switch v.Kind() { //nolint:exhaustive // no event holds the others, and the default says so
	case reflect.Struct:
		for i := range v.NumField() {
			fill(t, v.Field(i))
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(t, v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(t, v.Index(0))
	case reflect.String:
		v.SetString("x")
	case reflect.Int:
		v.SetInt(3)
	case reflect.Float64:
		v.SetFloat(0.5)
	case reflect.Bool:
		v.SetBool(true)
	default:
		t.Fatalf("an event holds a %s; teach fill", v.Type())
	}
}

func TestUnknownEventIsRefused(t *testing.T) {
	for name, src := range map[string]string{
		"unknown kind": `{"revision":3,"events":[{"kind":"forgiven","data":{}}]}`,
		"wrong type":   `{"revision":3,"events":[{"kind":"noted","data":{"text":7}}]}`,
		"no commit":    `[]`,
	} {
		if err := json.Unmarshal([]byte(src), &Commit{}); err == nil {
			t.Errorf("%s was read", name)
		}
	}
}

// everyCommand is one of each command.
var everyCommand = []Command{
	&File{}, &Classify{}, &Acknowledge{}, &ReportLeft{}, &ReportFailed{}, &Ask{}, &Tick{}, &Sweep{}, &RestartJourney{},
	&Reply{}, &Write{}, &Take{}, &HandOver{}, &Assess{}, &Contact{}, &Record{}, &Note{}, &Tell{}, &FinishTask{},
	&Propose{}, &Execute{}, &AcknowledgeEscalation{}, &RevokeLinks{}, &WaitFor{}, &TakeUp{}, &AskExtension{},
	&AnswerExtension{}, &Reopen{}, &AdoptRules{}, &Merge{}, &Join{}, &Part{}, &Leave{}, &Verify{}, &Investigate{},
	&DecideResponsibility{}, &Reject{}, &ConfirmRejection{}, &RefuseRejection{}, &Object{}, &Withdraw{}, &Close{},
	&Assign{}, &Decline{}, &PutOnHold{}, &ReleaseHold{}, &AskErasure{}, &AnswerErasure{}, &Expire{}, &FinishErasure{},
	&NotSame{}, &ExpectFile{}, &KeepFile{}, &RefuseFile{}, &AskGoodwill{}, &AnswerGoodwill{}, &Choose{}, &RecordChoice{},
	&Approve{}, &RefuseApproval{}, &KeepPromise{}, &ReassignPromise{},
}

func TestEveryCommandHasARow(t *testing.T) {
	var types []string
	names := map[string]bool{}
	for _, cmd := range everyCommand {
		types = append(types, fmt.Sprintf("%T", cmd))
		names[Name(cmd)] = true
		if len(rolesFor[Name(cmd)]) == 0 {
			t.Errorf("nobody may %s", Name(cmd))
		}
	}
	slices.Sort(types)
	if inSource := methodsOf(t, "decide"); !slices.Equal(types, inSource) {
		t.Errorf("everyCommand has %v\nthe source %v", types, inSource)
	}
	for _, table := range []map[string]bool{keys(rolesFor), keys(afterClose), keys(StaffCommands)} {
		for name := range table {
			if !names[name] {
				t.Errorf("%q is in a table and no command", name)
			}
		}
	}
}

func keys[V any](table map[string]V) map[string]bool {
	set := map[string]bool{}
	for name := range table {
		set[name] = true
	}
	return set
}

// The desk may send what staff may do, and nothing that only the system or the complainant does.
func TestDeskSendsWhatStaffMayDo(t *testing.T) {
	for _, cmd := range everyCommand {
		name := Name(cmd)
		blank, desk := StaffCommands[name]
		staff := slices.ContainsFunc(rolesFor[name], func(r Role) bool { return slices.Contains(byStaff, r) || r == TenantAdmin }) &&
			name != "file" && name != "expect_file" && name != "adopt_rules" // by other ways
		if desk != staff {
			t.Errorf("%s: the desk sends it is %v, staff may do it is %v", name, desk, staff)
		}
		if desk && (Name(blank()) != name || reflect.TypeOf(blank()) != reflect.TypeOf(cmd)) {
			t.Errorf("the desk makes a %T of %q", blank(), name)
		}
	}
}

func TestMeetingNoticesGoToTheComplainant(t *testing.T) {
	for kind, signal := range noticeSignals {
		if !slices.Contains(ComplainantNotices, kind) || !slices.Contains(Signals, signal) {
			t.Errorf("%s meets %s", kind, signal)
		}
	}
}
