package trial

import (
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"

	"redress/internal/complaint"
	"redress/internal/knowledge"
)

// Learn makes a list of labelled questions: the first so many of each label are its entry's, the rest is to be asked. The limits are
// those of a list.
func Learn(labelled []Asked, variants int, limits knowledge.Limits) (*knowledge.List, []Asked, error) {
	l := knowledge.List{Version: "learnt", Limits: limits}
	places, seen := map[string]int{}, map[string]bool{}
	var rest []Asked
	for _, one := range labelled {
		key := strings.ToLower(one.Text)
		if seen[key] || one.Text == "" {
			continue
		}
		seen[key] = true
		one.Entry = idOf(one.Entry)
		i, known := places[one.Entry]
		if !known {
			i = len(l.Entries)
			places[one.Entry] = i
			l.Entries = append(l.Entries, knowledge.Entry{
				ID: one.Entry, Questions: map[complaint.Language][]string{complaint.Chinese: {"问题" + one.Entry}},
				Answer: map[complaint.Language]string{complaint.Chinese: one.Entry, complaint.English: one.Entry},
			})
		}
		if asked := l.Entries[i].Questions[complaint.English]; len(asked) < variants && len(one.Text) <= 200 {
			l.Entries[i].Questions[complaint.English] = append(asked, one.Text)
			continue
		}
		rest = append(rest, one)
	}
	src, err := yaml.Marshal(l)
	if err != nil {
		return nil, nil, err
	}
	list, err := knowledge.Parse(src)
	return list, rest, err
}

// strange is what an id has not.
var strange = regexp.MustCompile(`[^a-z0-9_]+`)

// idOf is a label as an entry's id.
func idOf(label string) string {
	id := strange.ReplaceAllString(strings.ToLower(label), "_")
	return "q_" + id[:min(len(id), 38)]
}
