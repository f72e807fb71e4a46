// Package internal_test keeps the shape of the project: what may import what and why, and where numbers may stand.
package internal_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
)

// root is the project, read only.
var root = os.DirFS("..")

// rule is what a package may import of the project and of others, besides the standard library.
type rule struct {
	of      string   // package, under internal
	may     []string // packages of the project, and paths of others; "aws" stands for everything of AWS
	because string
}

// aws is everything that speaks to the cloud.
var aws = []string{"github.com/aws/"}

var rules = []rule{
	{"complaint", nil,
		"what a complaint is changes with the business, never with a library"},
	{"golden", nil,
		"a kept file is compared with, whatever it is about"},
	{"calendar", []string{"go.yaml.in/yaml/v3"},
		"when something is due can be explained without knowing what"},
	{"calendar/explain", []string{"calendar"},
		"an explanation adds nothing to the calendar"},
	{"calendar/ics", []string{"calendar", "github.com/arran4/golang-ical", "github.com/teambition/rrule-go"},
		"what a file of another program holds becomes dates of ours, and nothing else"},
	{"policy", []string{"complaint", "calendar", "go.yaml.in/yaml/v3"},
		"rules are words of the domain counted in a calendar, read from YAML"},
	{"policy/preset", []string{"complaint"},
		"a preset is a text to start from, which no function carries"},
	{"tenant", []string{"complaint"},
		"a tenant is data"},
	{"assign", []string{"complaint", "tenant"},
		"who gets a case depends on the people, their hours and their load, however these are kept"},
	{"access", []string{"complaint"},
		"secrets are computed from a case and a key, wherever they are used"},
	{"classify", []string{"complaint", "golang.org/x/text", "go.yaml.in/yaml/v3"},
		"a reading depends on the words alone, so that it can be explained and repeated"},
	{"knowledge", []string{"complaint", "classify", "go.yaml.in/yaml/v3"},
		"what a text is like is said of its words and the list alone, wherever it is kept"},
	{"knowledge/trial", []string{"complaint", "knowledge", "go.yaml.in/yaml/v3"},
		"it puts texts to a list and sees what becomes of them"},
	{"knowledge/preset", nil,
		"a preset is a text to start from, which no function carries"},
	{"evaluate", []string{"classify", "complaint"},
		"a figure is of readings and labels, whoever reads"},
	{"fairness", []string{"complaint", "casework"},
		"it sums up what closed, wherever that is kept"},
	{"onboard", []string{"complaint", "casework", "calendar", "knowledge", "message", "policy", "tenant", "go.yaml.in/yaml/v3"},
		"what a client company is made of is checked wherever it is kept and whoever signs its staff in"},
	{"drift", []string{"complaint", "casework"},
		"it sums up what people said, wherever that is kept"},
	{"fit", []string{"classify", "complaint", "evaluate", "gonum.org/v1/gonum"},
		"it finds how much the witnesses are believed, and judges nothing itself"},
	{"train", []string{"classify"},
		"what is learnt comes from the texts in it alone, through the reader's own eyes"},
	{"label", []string{"complaint"},
		"what people say of texts is gathered without asking who reads them"},
	{"mask", []string{"complaint"},
		"what is taken out of a text depends on the text and its record alone"},
	{"message", []string{"complaint", "golang.org/x/text", "go.yaml.in/yaml/v3"},
		"what is said can be read and tested without sending it"},
	{"duplicate", []string{"complaint"},
		"whether two complaints are one is said of their prints alone, wherever these are kept"},
	{"duplicate/trial", []string{"complaint", "duplicate"},
		"it makes complaints that are one and others that are not, and sees what is recognised"},
	{"library", []string{"complaint", "duplicate", "mask", "golang.org/x/sync"},
		"which past cases are like one is said of their traits alone, wherever precedents are kept"},
	{"library/trial", []string{"complaint", "duplicate", "duplicate/trial", "library"},
		"it fills a library with texts and sees what is found"},
	{"script", []string{"complaint", "message", "go.yaml.in/yaml/v3"},
		"what is said can be read and tested without saying it"},
	{"advice", []string{"complaint", "policy", "tenant", "library", "script", "message"},
		"it puts together what others know, and decides nothing"},
	{"customer", []string{"complaint", "casework", "duplicate", "golang.org/x/sync"},
		"a list of customers is read and kept under hashes, whatever store keeps it"},
	{"casework", []string{"complaint", "assign", "policy", "duplicate", "calendar", "tenant", "access", "mask", "golang.org/x/sync"},
		"the use cases outlive the cloud they run on"},
	{"ledger", []string{"complaint", "golang.org/x/mod"},
		"a proof holds whatever keeps the log and whoever signs its heads"},
	{"evidence", []string{"complaint", "ledger", "message", "golang.org/x/mod"},
		"an outsider checks an export without any cloud"},
	{"inspect", []string{"complaint", "github.com/gabriel-vasile/mimetype", "golang.org/x/image"},
		"what a file is depends on its bytes and the rules alone, wherever it lies"},
	{"custody", []string{"complaint", "casework"},
		"who may give and see what outlives where it lies"},
	{"examine", []string{"complaint", "casework", "custody", "inspect"},
		"files are checked and kept the same way wherever they lie; only the function that does it carries what it takes"},
	{"depot", []string{"complaint", "casework", "custody", "tenant", "aws"},
		"an adapter knows its own service only"},
	{"notary", []string{"complaint", "ledger", "aws"},
		"an adapter knows its own service only"},
	{"storetest", []string{"complaint", "assign", "casework", "duplicate", "tenant", "ledger", "golang.org/x/mod", "library"},
		"the contract of a store is not any store's"},
	{"functest", []string{"golden", "complaint", "casework", "custody", "duplicate", "tenant", "access", "ledger", "storetest", "github.com/aws/aws-lambda-go"},
		"a handler is tested on the use cases and a store in memory, without an adapter"},
	{"dynamo", []string{"complaint", "assign", "casework", "duplicate", "tenant", "ledger", "aws", "golang.org/x/mod", "golang.org/x/sync", "library"},
		"an adapter knows its own service only"},
	{"workflow", []string{"complaint", "casework", "aws"},
		"an adapter knows its own service only"},
	{"mailer", []string{"complaint", "casework", "aws"},
		"an adapter knows its own service only"},
	{"apigw", []string{"complaint", "casework", "tenant", "aws"},
		"an adapter knows its own service only"},
	{"task", []string{"complaint", "casework", "aws"},
		"an adapter knows its own service only"},
	{"opinion", []string{"complaint", "casework", "aws"},
		"an adapter knows its own service only"},
	{"opinion/cost", []string{"complaint", "mask", "opinion", "go.yaml.in/yaml/v3"},
		"what is asked is priced, by nobody who asks"},
	{"promise", []string{"complaint", "calendar", "policy"},
		"what is promised is what the policy says, wherever it is shown"},
	{"pages", []string{"complaint", "casework", "tenant", "apigw", "web"},
		"what a page shows is web's, how it leaves is apigw's"},
	{"stationery", []string{"complaint", "casework", "message"},
		"only a function that writes letters carries what they are written with"},
	{"shelf", []string{"complaint", "casework", "knowledge"},
		"only a function that answers questions carries what it takes"},
	{"forms", []string{"complaint", "go.yaml.in/yaml/v3", "github.com/santhosh-tekuri/jsonschema/v6"},
		"what must be told is data, and is checked without a case or a store"},
	{"cabinet", []string{"complaint", "casework", "duplicate", "forms"},
		"only a function in which staff record milestones carries what checks them"},
	{"wire", []string{"access", "cabinet", "casework", "custody", "depot", "duplicate", "dynamo", "ledger", "notary", "opinion", "tenant", "workflow", "aws"},
		"parts are put together here and nothing is decided"},
	{"load", []string{"complaint", "casework", "client", "aws", "golang.org/x/sync"},
		"it knows the system as its users do"},
	{"simulate", []string{"complaint", "casework", "duplicate", "policy", "calendar", "tenant", "access", "storetest", "golang.org/x/sync"},
		"it plays what decides, and nothing of where it runs"},
	{"faults", []string{"forms", "complaint", "casework", "access", "client", "load", "aws", "golang.org/x/sync"},
		"it knows the system as its users and its operator do"},
	{"figures", []string{"complaint", "casework", "duplicate", "dynamo", "library", "client", "policy", "access", "calendar", "storetest", "tenant", "workflow", "aws", "go.yaml.in/yaml/v3", "golang.org/x/sync", "forms"},
		"it measures what is deployed, and the store"},
	{"client", []string{"complaint", "casework", "duplicate", "dynamo", "notary", "workflow", "custody", "depot", "aws", "tenant"},
		"it stands outside, as a user of the API and as its operator"},
}

func TestPackagesImportWhatTheyMay(t *testing.T) {
	all := imports(t)
	for _, r := range rules {
		t.Run(r.of, func(t *testing.T) {
			used, exists := all["internal/"+r.of]
			if !exists {
				t.Fatalf("there is no package internal/%s; remove its rule", r.of)
			}
			for _, imported := range used {
				if !r.allows(imported) {
					t.Errorf("internal/%s imports %s: %s", r.of, imported, r.because)
				}
			}
		})
	}
}

func (r rule) allows(imported string) bool {
	if isStandard(imported) {
		return true
	}
	return slices.ContainsFunc(r.may, func(may string) bool {
		switch {
		case may == "aws":
			return slices.ContainsFunc(aws, func(prefix string) bool { return strings.HasPrefix(imported, prefix) })
		case strings.Contains(may, "."): // somebody else's module
			return imported == may || strings.HasPrefix(imported, may+"/")
		}
		return imported == "redress/internal/"+may || imported == "redress/"+may
	})
}

// isStandard says whether a path is of the standard library: no other begins with a name without a dot, but ours.
func isStandard(imported string) bool {
	first, _, _ := strings.Cut(imported, "/")
	return first != "redress" && !strings.Contains(first, ".")
}

// Only the outermost programs see everything, and nothing sees them.
func TestNothingImportsAProgram(t *testing.T) {
	for pkg, used := range imports(t) {
		for _, imported := range used {
			for _, program := range []string{"redress/functions/", "redress/cmd/"} {
				if strings.HasPrefix(imported, program) {
					t.Errorf("%s imports %s: a program is deployed alone; share what they share under internal", pkg, imported)
				}
			}
		}
	}
}

// carries is what one function alone is there for.
var carries = map[string]map[string]bool{
	"functions/export": {"redress/internal/evidence": true}, "functions/evidence": {"redress/internal/examine": true},
	"internal/examine": {"redress/internal/inspect": true},
}

// What only the operator needs stays with the operator: no function grows by it.
func TestFunctionsDoNotCarryTheOperatorsTools(t *testing.T) {
	for pkg, used := range imports(t) {
		for _, tool := range []string{"redress/internal/calendar/ics", "redress/internal/policy/preset", "redress/internal/knowledge/preset", "redress/internal/duplicate/trial", "redress/internal/knowledge/trial", "redress/internal/customer", "redress/internal/opinion/cost", "redress/internal/drift", "redress/internal/label", "redress/internal/train", "redress/internal/evaluate", "redress/internal/fit", "redress/internal/examine", "redress/internal/inspect", "redress/internal/evidence", "redress/internal/library/trial", "redress/internal/onboard"} {
			if pkg != "cmd/redress" && pkg != "internal/fit" && pkg != "internal/library/trial" && !carries[pkg][tool] && slices.Contains(used, tool) {
				t.Errorf("%s imports %s; only cmd/redress may", pkg, tool)
			}
		}
	}
}

// imports is what every package imports, its tests apart, by the folder it is in.
func imports(t *testing.T) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	for name, file := range sources(t, ".", parser.ImportsOnly) {
		dir := path.Dir(name)
		if found[dir] == nil {
			found[dir] = []string{}
		}
		for _, spec := range file.Imports {
			found[dir] = append(found[dir], strings.Trim(spec.Path.Value, `"`))
		}
	}
	if len(found) == 0 {
		t.Fatal("no package was found")
	}
	return found
}

// sources are the files of a folder and those below, without tests.
func sources(t *testing.T, dir string, mode parser.Mode) map[string]*ast.File {
	t.Helper()
	found := map[string]*ast.File{}
	walk(t, dir, func(name string) {
		if path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, read(t, name), mode)
		if err != nil {
			t.Fatal(err)
		}
		found[name] = file
	})
	return found
}

// walk visits every file of the project but what was installed, built or run.
func walk(t *testing.T, dir string, visit func(name string)) {
	t.Helper()
	err := fs.WalkDir(root, dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && slices.Contains([]string{".git", ".tools", ".run", ".aws-sam", "bin", "__pycache__"}, d.Name()):
			return fs.SkipDir
		case d.Type().IsRegular():
			visit(name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	src, err := fs.ReadFile(root, name)
	if err != nil {
		t.Fatal(err)
	}
	return src
}

// Everything the project needs is in the project.
func TestNothingPointsOutside(t *testing.T) {
	outside := []string{"../" + "shared", "/work/" + "shared"}
	walk(t, ".", func(name string) {
		for _, place := range outside {
			if strings.Contains(string(read(t, name)), place) {
				t.Errorf("%s mentions %s, which nobody has who checks the project out", name, place)
			}
		}
	})
}
