// Package functions_test holds the API's document to the code: what the one says the other does.
package functions_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/tenant"
)

// node is a part of the document.
type node map[string]any

func document(t *testing.T) node {
	t.Helper()
	src, err := os.ReadFile("../api/openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var doc node
	if err := yaml.Unmarshal(src, &doc); err != nil {
		t.Fatal(err)
	}
	return doc
}

// at is the part that a path leads to. References within the components are followed.
func (n node) at(t *testing.T, path ...string) node {
	t.Helper()
	doc := n
	for _, name := range path {
		next, ok := n[name].(node)
		if !ok {
			t.Fatalf("the document has no %s", strings.Join(path, " "))
		}
		if ref, ok := next["$ref"].(string); ok {
			next = doc.at(t, strings.Split(strings.TrimPrefix(ref, "#/"), "/")...)
		}
		n = next
	}
	return n
}

func (n node) schema(t *testing.T, path ...string) node {
	t.Helper()
	return n.at(t, append([]string{"components", "schemas"}, path...)...)
}

var methods = []string{"get", "put", "post", "delete", "options", "head", "patch", "trace"}

// operations answers every operation of the document by its route.
func (n node) operations(t *testing.T) map[string]node {
	t.Helper()
	found := map[string]node{}
	for path := range n.at(t, "paths") {
		for _, method := range methods {
			if _, there := n.at(t, "paths", path)[method]; there {
				found[strings.ToUpper(method)+" "+path] = n.at(t, "paths", path, method)
			}
		}
	}
	return found
}

// routes answers the routes of every function, as they stand in the literal of its method routes.
func routes(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("*/handler.go")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, file := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range parsed.Decls {
			if f, ok := decl.(*ast.FuncDecl); ok && f.Name.Name == "routes" {
				for _, route := range keysOf(t, f.Body) {
					found[route] = filepath.Dir(file)
				}
			}
		}
	}
	return found
}

// keysOf lists the keys of the map literals in a function.
func keysOf(t *testing.T, body ast.Node) []string {
	t.Helper()
	var keys []string
	ast.Inspect(body, func(n ast.Node) bool {
		pair, ok := n.(*ast.KeyValueExpr)
		if !ok {
			return true
		}
		literal, ok := pair.Key.(*ast.BasicLit)
		if !ok {
			t.Fatalf("a route is not written out: %v", pair.Key)
		}
		key, err := strconv.Unquote(literal.Value)
		if err != nil {
			t.Fatal(err)
		}
		keys = append(keys, key)
		return true
	})
	return keys
}

// TestEveryRouteIsInTheDocument, and every one of the document is in the function that it is sent to.
func TestEveryRouteIsInTheDocument(t *testing.T) {
	inCode, inDocument := routes(t), document(t).operations(t)
	if len(inCode) == 0 {
		t.Fatal("no routes were found")
	}
	sentTo := regexp.MustCompile(`functions/\$\{(\w+)Function\.Arn\}/invocations`)
	for route, operation := range inDocument {
		uri := fmt.Sprint(operation.at(t, "x-amazon-apigateway-integration")["uri"])
		target := sentTo.FindStringSubmatch(uri)
		if len(target) < 2 || !strings.EqualFold(target[1], inCode[route]) {
			t.Errorf("%s is sent to %v and stands in %q", route, target, inCode[route])
		}
	}
	for route, function := range inCode {
		if _, there := inDocument[route]; !there {
			t.Errorf("%s of %s is not in the document", route, function)
		}
	}
}

// TestWhoMustSignIn: the desk's routes, and no others, name the staff's sign-in.
func TestWhoMustSignIn(t *testing.T) {
	for route, operation := range document(t).operations(t) {
		_, signedIn := operation["security"]
		if desk := strings.Contains(route, "/desk/"); desk != signedIn || desk != (routes(t)[route] == "desk") {
			t.Errorf("%s: sign-in %v", route, signedIn)
		}
	}
}

// TestEveryRouteNamesItsProblems: each can be refused, and what takes a body can refuse it in three more ways.
func TestEveryRouteNamesItsProblems(t *testing.T) {
	for route, operation := range document(t).operations(t) {
		want := []string{"404"}
		if _, takes := operation["requestBody"]; takes {
			want = append(want, "400", "413", "415")
		}
		if strings.Contains(route, "/desk/") {
			want = append(want, "401")
		}
		for _, status := range want {
			if _, named := operation.at(t, "responses")[status]; !named {
				t.Errorf("%s does not name %s", route, status)
			}
		}
	}
}

// TestClosedSets: a list of words of the document is the list of the code, in its order.
func TestClosedSets(t *testing.T) {
	doc := document(t)
	for name, c := range map[string]struct {
		schema node
		words  any
	}{
		"flows":      {doc.schema(t, "Flow"), complaint.Flows},
		"phases":     {doc.schema(t, "Phase"), complaint.Phases},
		"demands":    {doc.schema(t, "Demand"), complaint.Demands},
		"categories": {doc.schema(t, "Category"), complaint.Categories},
		"channels":   {doc.schema(t, "Complaint", "properties", "channel"), complaint.Channels},
		"ways":       {doc.schema(t, "Complainant", "properties", "prefers"), complaint.Reaches},
		"languages":  {doc.schema(t, "Complainant", "properties", "language"), complaint.Languages},
		"page":       {doc.at(t, "components", "parameters", "lang", "schema"), complaint.Languages},
		"commands":   {sortedWords(doc.schema(t, "Command", "properties", "do")), slices.Sorted(maps.Keys(complaint.StaffCommands))},
		"survey":     {doc.schema(t, "Survey", "properties", "state"), []string{"open", "answered", "expired"}},
	} {
		if got, want := fmt.Sprint(c.schema["enum"]), fmt.Sprint(c.words); got != want {
			t.Errorf("%s: the document has %s, the code %s", name, got, want)
		}
	}
}

func sortedWords(schema node) node {
	words, _ := schema["enum"].([]any)
	sorted := slices.Clone(words)
	sort.Slice(sorted, func(i, j int) bool { return fmt.Sprint(sorted[i]) < fmt.Sprint(sorted[j]) })
	return node{"enum": sorted}
}

// TestFields: an object of the document has the fields of the code's, and takes no others.
func TestFields(t *testing.T) {
	doc := document(t)
	for name, c := range map[string]struct {
		schema node
		fields []string
	}{
		"Complaint":   {doc.schema(t, "Complaint"), []string{"channel", "complainant", "content", "demand", "happened_at", "matter", "scene"}},
		"Complainant": {doc.schema(t, "Complainant"), fieldsOf(complaint.Complainant{})},
		"Matter":      {doc.schema(t, "Matter"), fieldsOf(complaint.Matter{})},
		"Message":     {doc.schema(t, "Message"), fieldsOf(complaint.Write{})},
		"Answer":      {doc.schema(t, "Answer"), slices.DeleteFunc(fieldsOf(complaint.Answer{}), func(f string) bool { return f == "at" })},
		"Command":     {doc.schema(t, "Command"), []string{"do", "with"}},
		"with":        {doc.schema(t, "Command", "properties", "with"), ofEveryCommand()},
	} {
		if got := slices.Sorted(maps.Keys(c.schema.at(t, "properties"))); !slices.Equal(got, c.fields) {
			t.Errorf("%s: the document has %v, the code %v", name, got, c.fields)
		}
		if c.schema["additionalProperties"] != false {
			t.Errorf("%s takes other fields", name)
		}
	}
}

// fieldsOf lists the JSON fields of a struct.
func fieldsOf(of any) []string {
	var names []string
	for f := range reflect.TypeOf(of).Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// ofEveryCommand lists the fields that go with any command.
func ofEveryCommand() []string {
	var names []string
	for _, blank := range complaint.StaffCommands {
		names = append(names, fieldsOf(reflect.ValueOf(blank()).Elem().Interface())...)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// TestWhatGoesWithACommand: the description names each command's fields, in the order of the code.
func TestWhatGoesWithACommand(t *testing.T) {
	described := fmt.Sprint(document(t).schema(t, "Command")["description"])
	for name, blank := range complaint.StaffCommands {
		var fields []string
		for f := range reflect.TypeOf(blank()).Elem().Fields() {
			field, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			fields = append(fields, field)
		}
		want := fmt.Sprintf("%s {%s}", name, strings.Join(fields, ", "))
		if fields == nil {
			want = name
		}
		if !strings.Contains(described, want) {
			t.Errorf("the description lacks %q", want)
		}
	}
}

// refuses says whether a complaint is refused because of a field.
func refuses(change func(*complaint.File), field string) bool {
	f := complaint.File{
		Channel: complaint.Web, Demand: complaint.Refund, Content: "x", Complainant: complaint.Complainant{Email: "a@b.example"},
	}
	change(&f)
	refused := ""
	func() {
		defer func() { _ = recover() }() // taken: the rules, which there are none of, are asked
		_, err := complaint.Decide(complaint.Case{}, &f, complaint.TheComplainant, nil, f.HappenedAt)
		if e, ok := err.(*complaint.Error); ok { //nolint:errorlint // it is not wrapped here
			refused = e.Field
		}
	}()
	return refused == field
}

// TestLimits: the longest text of the document is the longest that the code takes.
func TestLimits(t *testing.T) {
	doc := document(t)
	for field, set := range map[string]func(*complaint.File, string){
		"Complaint content":           func(f *complaint.File, text string) { f.Content = text },
		"Complaint scene":             func(f *complaint.File, text string) { f.Scene = text },
		"Complainant name":            func(f *complaint.File, text string) { f.Complainant.Name = text },
		"Complainant region":          func(f *complaint.File, text string) { f.Complainant.Region = text },
		"Complainant customer_number": func(f *complaint.File, text string) { f.Complainant.CustomerNumber = text },
		"Complainant phone":           func(f *complaint.File, text string) { f.Complainant.Phone = "+" + strings.Repeat("1", len(text)-1) },
		"Complainant email": func(f *complaint.File, text string) {
			f.Complainant.Email = strings.Repeat("a", len(text)-10) + "@b.example"
		},
		"Matter product": func(f *complaint.File, text string) { f.Matter.Product = text },
		"Matter model":   func(f *complaint.File, text string) { f.Matter.Model = text },
		"Matter batch":   func(f *complaint.File, text string) { f.Matter.Batch = text },
		"Matter order":   func(f *complaint.File, text string) { f.Matter.Order = text },
		"Matter bought":  func(f *complaint.File, text string) { f.Matter.Bought = text },
		"Matter store":   func(f *complaint.File, text string) { f.Matter.Store = text },
		"Matter staff":   func(f *complaint.File, text string) { f.Matter.Staff = text },
	} {
		object, name, _ := strings.Cut(field, " ")
		longest, ok := doc.schema(t, object, "properties", name)["maxLength"].(int)
		if !ok {
			t.Errorf("%s has no limit", field)
			continue
		}
		path := name
		if object != "Complaint" {
			path = strings.ToLower(object) + "." + name
		}
		at := func(length int) bool {
			return refuses(func(f *complaint.File) { set(f, strings.Repeat("a", length)) }, path)
		}
		if at(longest) || !at(longest+1) {
			t.Errorf("%s: %d is refused: %v, one more: %v", field, longest, at(longest), at(longest+1))
		}
	}
}

// TestShapes: the patterns of the document take what the code takes.
func TestShapes(t *testing.T) {
	doc := document(t)
	pattern := func(name string) *regexp.Regexp {
		text, _ := doc.at(t, "components", "parameters", name, "schema")["pattern"].(string)
		return regexp.MustCompile(text)
	}
	ids, references := pattern("tenant"), pattern("case")
	for range 100 {
		if one := casework.NewReference(); !references.MatchString(one) {
			t.Errorf("%s is no reference", one)
		}
	}
	for _, text := range []string{
		"acme", "a", "a1", "A1", "1a", "-a", "acme-2", "acme_2", strings.Repeat("a", 31), strings.Repeat("a", 32), "",
		"RD-0000-0000-0000-000I", "RD-0000-0000-0000-000L", "RD-0000-0000-0000-000O", "RD-0000-0000-0000-000U",
		"RD-0000-0000-0000-0001", "rd-0000-0000-0000-0001", "RD-0000-0000-0000", "XRD-0000-0000-0000-0001",
	} {
		if ids.MatchString(text) != tenant.ValidID(text) || references.MatchString(text) != casework.ValidReference(text) {
			t.Errorf("%q: the document and the code do not agree", text)
		}
	}
}
