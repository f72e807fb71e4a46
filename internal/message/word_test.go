package message

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"redress/internal/complaint"
	"redress/internal/policy"
	"redress/internal/policy/preset"
)

// members lists each set of the domain, of the default policy and of the presets.
func members(t *testing.T) map[Set][]string {
	t.Helper()
	return map[Set][]string{
		Flow:       list(complaint.Flows),
		Category:   list(complaint.Categories),
		Cause:      list(complaint.Causes),
		Grade:      grades(),
		Phase:      list(complaint.Phases),
		Outcome:    list(complaint.Outcomes),
		Level:      list(complaint.Levels),
		Demand:     list(complaint.Demands),
		Comfort:    list(complaint.Comforts),
		Channel:    list(complaint.Channels),
		Reach:      list(complaint.Reaches),
		Role:       list(complaint.Roles),
		Notice:     list(everyNotice),
		Milestone:  milestones(t),
		Department: departments(t),
		Event:      complaint.EventNames(),
		FileKind:   list(complaint.FileKinds),
		FileState:  list(complaint.FileStates),
		FileFault:  list(complaint.FileFaults),
	}
}

func list[W ~string](words []W) []string {
	var all []string
	for _, w := range words {
		all = append(all, string(w))
	}
	return all
}

func grades() []string {
	var all []string
	for _, g := range complaint.Grades {
		all = append(all, strconv.Itoa(int(g)))
	}
	return all
}

func milestones(t *testing.T) []string {
	t.Helper()
	names := map[string]bool{}
	for _, own := range complaint.OwnMilestones {
		names[own] = true
	}
	for _, p := range policies(t) {
		for _, m := range slices.Concat(slices.Concat(slices.Collect(maps.Values(p.Flows))...), p.EveryFlow) {
			names[m.Name] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

func departments(t *testing.T) []string {
	t.Helper()
	names := map[string]bool{}
	for _, p := range policies(t) {
		for _, responsible := range p.Categories {
			names[responsible.Department] = true
		}
		for _, department := range p.Responsibility.Departments {
			names[department] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// policies are the default policy and the presets.
func policies(t *testing.T) []*policy.Policy {
	t.Helper()
	all := []*policy.Policy{defaultPolicy(t)}
	for _, one := range preset.All() {
		p, err := policy.Parse(one.Source)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	return all
}

func defaultPolicy(t *testing.T) *policy.Policy {
	t.Helper()
	p, err := policy.Default()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestEveryWordHasAName(t *testing.T) {
	sets := members(t)
	for _, set := range Sets {
		for _, lang := range complaint.Languages {
			names := in(lang).Words[set]
			if want, got := slices.Sorted(slices.Values(sets[set])), slices.Sorted(maps.Keys(names)); !slices.Equal(got, want) {
				t.Errorf("%s names of %s: %v, want %v", lang, set, got, want)
			}
			for word, name := range names {
				if name == "" || strings.ContainsFunc(name, isHan) != (lang == complaint.Chinese) {
					t.Errorf("%s %s %s: %q", lang, set, word, name)
				}
			}
		}
	}
}

func TestWordOfATenantsOwn(t *testing.T) {
	if got := Word(complaint.Chinese, Milestone, "spare_part_ordered"); got != "spare part ordered" {
		t.Errorf("got %q", got)
	}
	if got := Word("fr", Phase, "handling"); got != "处理中" {
		t.Errorf("an unknown language got %q", got)
	}
}
