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
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/duplicate"
	"redress/internal/library"
	"redress/internal/script"
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

// follow is a part of the document, or what it refers to.
func (n node) follow(t *testing.T, part any) node {
	t.Helper()
	return node{"part": part, "components": n["components"]}.at(t, "part")
}

// schemaOf is the schema of a property.
func (n node) schemaOf(t *testing.T, properties node, name string) node {
	t.Helper()
	return n.follow(t, properties[name])
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

// TestWhoMustSignIn: the desk's routes, and no others, name the staff's sign-in. They stand in the desk's functions, which have no others,
// and in that of files, which sends them to the same check.
func TestWhoMustSignIn(t *testing.T) {
	where := map[bool][]string{true: {"advice", "desk", "files"}, false: {"ask", "intake", "survey", "files"}}
	for route, operation := range document(t).operations(t) {
		_, signedIn := operation["security"]
		if desk := strings.Contains(route, "/desk/"); desk != signedIn || !slices.Contains(where[desk], routes(t)[route]) {
			t.Errorf("%s: sign-in %v", route, signedIn)
		}
	}
}

// TestEveryRouteNamesItsProblems: each can be refused, and what takes a body can refuse it in three more ways.
func TestEveryRouteNamesItsProblems(t *testing.T) {
	for route, operation := range document(t).operations(t) {
		want := []string{"404", "429", "503"}
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
		"flows":       {doc.schema(t, "Flow"), complaint.Flows},
		"phases":      {doc.schema(t, "Phase"), complaint.Phases},
		"demands":     {doc.schema(t, "Demand"), complaint.Demands},
		"categories":  {doc.schema(t, "Category"), complaint.Categories},
		"causes":      {doc.schema(t, "Cause"), complaint.Causes},
		"grades":      {doc.schema(t, "Grade"), complaint.Grades},
		"channels":    {doc.schema(t, "Channel"), complaint.Channels},
		"ways":        {doc.schema(t, "Reach"), complaint.Reaches},
		"languages":   {doc.schema(t, "Language"), complaint.Languages},
		"roles":       {doc.schema(t, "Actor", "properties", "role"), complaint.Roles},
		"survey":      {doc.schema(t, "Survey", "properties", "state"), []string{"open", "answered", "expired"}},
		"signs":       {doc.schema(t, "Sign", "properties", "rule"), duplicate.Rules},
		"likeness":    {doc.schema(t, "Likeness", "properties", "rule"), library.Rules},
		"steps":       {doc.schema(t, "Script", "properties", "steps", "items", "properties", "step"), script.Steps},
		"ways to say": {doc.schema(t, "Script", "properties", "channel"), script.Channels},
		"gaps":        {doc.schema(t, "Script", "properties", "gaps", "items", "properties", "gap"), script.Gaps},
	} {
		if got, want := fmt.Sprint(c.schema["enum"]), fmt.Sprint(c.words); got != want {
			t.Errorf("%s: the document has %s, the code %s", name, got, want)
		}
	}
}

// TestFields: an object of the document has the fields of the code's, and takes no others.
func TestFields(t *testing.T) {
	doc := document(t)
	for name, c := range map[string]struct {
		schema node
		fields []string
	}{
		"Complaint":   {doc.schema(t, "Complaint"), []string{"channel", "complainant", "content", "demand", "happened_at", "matter", "scene"}},
		"Question":    {doc.schema(t, "Question"), []string{"language", "text"}},
		"Complainant": {doc.schema(t, "Complainant"), fieldsOf(complaint.Complainant{})},
		"Matter":      {doc.schema(t, "Matter"), fieldsOf(complaint.Matter{})},
		"Message":     {doc.schema(t, "Message"), fieldsOf(complaint.Write{})},
		"Answer":      {doc.schema(t, "Answer"), slices.DeleteFunc(fieldsOf(complaint.Answer{}), func(f string) bool { return f == "at" })},
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
		if name != "-" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
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
