package figures

import (
	"slices"
	"strings"
)

// Index is a secondary index of the table.
type Index struct {
	Name      string
	Keys      []string // its own; those of the table are always there
	Projected []string
}

// Indexes are the table's, as template.yaml has them.
var Indexes = []Index{
	{Name: "due", Keys: []string{"due_pk", "due_sk"}},
	{Name: "queue", Keys: []string{"queue_pk", "queue_sk"}, Projected: []string{"brief", "flow", "owner", "phase", "grade"}},
	{Name: "owner", Keys: []string{"owner_pk", "queue_sk"}, Projected: []string{"brief"}},
}

// entry is an item as the index keeps it; nil: it is not in the index.
func (x Index) entry(it Item) Item {
	for _, key := range x.Keys {
		if _, there := it[key]; !there {
			return nil
		}
	}
	entry := Item{}
	for _, name := range slices.Concat([]string{"pk", "sk"}, x.Keys, x.Projected) {
		if value, there := it[name]; there {
			entry[name] = value
		}
	}
	return entry
}

// units is what a change of an item costs in the index: nothing where its entry stays the same, a write where it comes,
// goes or changes, and two where it moves, for it is taken away here and put there.
func (x Index) units(before, after Item) int {
	from, to := x.entry(before), x.entry(after)
	switch {
	case from == nil && to == nil, from.same(to):
		return 0
	case from == nil:
		return writeUnits(to)
	case to == nil:
		return writeUnits(from)
	case x.moved(from, to):
		return writeUnits(from) + writeUnits(to)
	}
	return max(writeUnits(from), writeUnits(to))
}

func (x Index) moved(from, to Item) bool {
	return slices.ContainsFunc(x.Keys, func(key string) bool { return from.text(key) != to.text(key) })
}

// changeUnits is what a change of an item costs in the table and in each index, by the name of what is written. In a
// transaction the table's part is written twice.
func changeUnits(before, after Item, transaction bool) map[string]int {
	units := max(writeUnits(before), writeUnits(after))
	if transaction {
		units *= 2
	}
	by := map[string]int{kindOf(before, after): units}
	for _, x := range Indexes {
		if n := x.units(before, after); n > 0 {
			by["index "+x.Name] = n
		}
	}
	return by
}

// kinds are the items of the table by the beginning of their sort key.
var kinds = map[string]string{
	"CASE": "case", "E#": "commits", "N#": "notices", "TOKEN": "token", "REQUEST": "request", "TENANT": "tenant", "D#": "document",
}

func kindOf(before, after Item) string {
	for prefix, kind := range kinds {
		if strings.HasPrefix(before.text("sk"), prefix) || strings.HasPrefix(after.text("sk"), prefix) {
			return kind
		}
	}
	return "others"
}
