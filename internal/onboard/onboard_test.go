package onboard_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"redress/internal/complaint"
	"redress/internal/golden"
	knowledge "redress/internal/knowledge/preset"
	"redress/internal/onboard"
	policy "redress/internal/policy/preset"
	"redress/internal/storetest"
	"redress/internal/tenant"
)

var presets = onboard.Presets{
	Policy: func(name string) ([]byte, error) {
		p, err := policy.Named(name)
		return p.Source, err
	},
	Knowledge: func(name string) ([]byte, error) {
		if name != "shop" {
			return nil, errors.New("must be shop")
		}
		return knowledge.Shop, nil
	},
}

const site = "https://api.example.com/live"

func resolve(src []byte) (onboard.Wish, []error) {
	d, err := onboard.Parse(src)
	if err != nil {
		return onboard.Wish{}, []error{err}
	}
	return d.Resolve(os.DirFS("testdata"), presets, site)
}

// TestBadDocuments shows what is said of each bad document: every mistake of it, with the field and what is allowed.
func TestBadDocuments(t *testing.T) {
	files, err := filepath.Glob("testdata/bad_*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			_, faults := resolve(src)
			if len(faults) == 0 {
				t.Fatal("it was taken")
			}
			golden.Check(t, strings.TrimSuffix(file, ".yaml")+".txt", errors.Join(faults...).Error()+"\n")
		})
	}
}

// TestTheTemplateIsADocument: both languages say the same, and what they say can be used as it stands.
func TestTheTemplateIsADocument(t *testing.T) {
	var wishes []string
	for _, lang := range complaint.Languages {
		w, faults := resolve(onboard.Template(lang))
		if len(faults) > 0 {
			t.Errorf("%s: %v", lang, faults)
		}
		wishes = append(wishes, fmt.Sprintf("%+v %+v %+v", w.Tenant.Names, w.Staff, w.Warnings))
		if len(w.Documents) != 3 || w.Tenant.Staff == "" || w.Tenant.Policy != "anju-2026.1" || w.Tenant.Knowledge != "anju-questions-1" || w.Tenant.Site != site {
			t.Errorf("%s: %+v", lang, w.Tenant)
		}
	}
	if wishes[0] != wishes[1] {
		t.Errorf("the templates differ:\n%s\n%s", wishes[0], wishes[1])
	}
}

// pool is where staff sign in, in memory.
type pool map[string]tenant.Account

func (p pool) Account(_ context.Context, user string) (*tenant.Account, error) {
	if a, there := p[user]; there {
		return &a, nil
	}
	return nil, nil
}

func (p pool) PutAccount(_ context.Context, tenantID string, m tenant.Member) (string, error) {
	p[m.User] = tenant.Account{Tenant: tenantID, Mail: m.Mail, Roles: []complaint.Role{m.Role}}
	return "", nil
}

// world is a store and a pool, and a company that is put into them.
type world struct {
	*testing.T

	store *storetest.Memory
	pool  pool
	text  string
}

func newWorld(t *testing.T) *world {
	t.Helper()
	return &world{t, storetest.NewMemory(), pool{}, string(onboard.Template(complaint.English))}
}

// say changes what the document says.
func (w *world) say(was, is string) {
	w.Helper()
	if !strings.Contains(w.text, was) {
		w.Fatalf("the document does not say %q", was)
	}
	w.text = strings.Replace(w.text, was, is, 1)
}

// changes compares, and makes the changes if they are to be made.
func (w *world) changes(do bool) []string {
	w.Helper()
	wish, faults := resolve([]byte(w.text))
	if len(faults) > 0 {
		w.Fatal(faults)
	}
	changes, faults, err := wish.Compare(w.Context(), w.store, w.pool)
	if err != nil || len(faults) > 0 {
		w.Fatal(err, faults)
	}
	var said []string
	for _, c := range changes {
		said = append(said, c.What+" "+c.Name+": "+strings.Join(c.Says, "; "))
		if !do {
			continue
		}
		if _, err := c.Do(w.Context()); err != nil {
			w.Fatal(err)
		}
	}
	return said
}

// TestOnboardingTwiceChangesNothing: what a document asks for is done once, a changed document changes just that, and what it does
// not speak of stays.
func TestOnboardingTwiceChangesNothing(t *testing.T) {
	w := newWorld(t)
	first := w.changes(false)
	if len(w.pool) > 0 || len(first) != 9 {
		t.Fatalf("looking changed %v, or would do %q", w.pool, first)
	}
	if done := w.changes(true); !slices.Equal(done, first) {
		t.Errorf("what was shown %q\nis not what was done %q", first, done)
	}
	if again := w.changes(true); len(again) > 0 {
		t.Errorf("again: %q", again)
	}
	got, err := w.store.Tenant(t.Context(), "anju")
	if err != nil || got.Check() != nil {
		t.Fatalf("the tenant cannot be served: %v %v", err, got.Check())
	}
	got.Suspended, got.Absences = true, []tenant.Absence{{User: "anju.li"}}
	if err := w.store.PutTenant(t.Context(), got); err != nil {
		t.Fatal(err)
	}
	w.say("role: lead", "role: manager")
	w.say(`colour: "#8a4b08"`, `colour: "#004488"`)
	changed := w.changes(true)
	if len(changed) != 3 || !strings.HasPrefix(changed[0], "document staff ") || !strings.HasPrefix(changed[1], "tenant anju: brand: ") || changed[2] != "account anju.zhao: role: manager, was [lead]" {
		t.Errorf("changed %q", changed)
	}
	if after, err := w.store.Tenant(t.Context(), "anju"); err != nil || !after.Suspended || len(after.Absences) != 1 || after.Brand.Colour != "#004488" {
		t.Errorf("%v %+v", err, after)
	}
	if again := w.changes(true); len(again) > 0 {
		t.Errorf("again: %q", again)
	}
}

// TestWhatCannotBeChanged: a version's text, by which cases are judged, and who signs in for another company.
func TestWhatCannotBeChanged(t *testing.T) {
	w := newWorld(t)
	w.changes(true)
	w.say("policy: {preset: furniture", "policy: {preset: uk-disp")
	w.say("production, service, logistics, finance, installation, safety, product, marketing, sales", "production, service, logistics, finance, installation, safety, product, marketing, sales, complaints, quality, delivery")
	w.pool["anju.li"] = tenant.Account{Tenant: "bode"}
	wish, faults := resolve([]byte(w.text))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	changes, faults, err := wish.Compare(t.Context(), w.store, w.pool)
	if err != nil {
		t.Fatal(err)
	}
	var named []string
	for _, f := range faults {
		var wrong *complaint.Error
		if errors.As(f, &wrong) {
			named = append(named, wrong.Field)
		}
	}
	if !slices.Equal(named, []string{"policy", "staff[1].user"}) {
		t.Errorf("faults %v, changes %+v", faults, changes)
	}
}
