package evidence

import (
	"bytes"
	_ "embed" // the page
	"encoding/json"
	"fmt"
	"html/template"
	"maps"
	"slices"
	"strconv"
	"strings"

	"redress/internal/complaint"
	"redress/internal/message"
)

//go:embed report.html
var reportPage string

var reportTemplate = template.Must(template.New("report").Parse(reportPage))

// sheet is what the page of a report sees.
type sheet struct {
	Lang  complaint.Language
	Case  complaint.Case
	Facts []fact
	Rows  []row
	Files []fileRow
}

type fact struct{ Name, Value string }

// row is a commit as a reader sees it.
type row struct {
	Revision int
	At, By   string
	Events   []happening
}

// happening is an event: its name, the words of the domain in it, and what people wrote.
type happening struct {
	Name         string
	Words, Texts []string
}

// fileRow is a file as a reader sees it. Its name is text here and nothing else.
type fileRow struct{ Place, Name, About, Sum, State string }

func fileRows(lang complaint.Language, c complaint.Case) (rows []fileRow) {
	for _, x := range c.Files {
		r := fileRow{Name: x.Name, State: message.Word(lang, message.FileState, string(x.State))}
		switch x.State { //nolint:exhaustive // of an awaited one nothing is known
		case complaint.FileKept:
			r.Place, r.About, r.Sum = attachedAs(x), x.Type+", "+strconv.Itoa(x.Size), x.SHA256
		case complaint.FileRefused:
			r.State += ": " + message.Word(lang, message.FileFault, string(x.Fault))
		}
		rows = append(rows, r)
	}
	return rows
}

// Text is a text of the catalogue.
func (s sheet) Text(key string) (string, error) { return message.Text(s.Lang, key) }

// report is the case as people read it. It adds nothing to the commits and leaves out what only the machine needs.
func (e *edition) report(lang complaint.Language) ([]byte, error) {
	c := e.stored
	if whole(e.history) {
		c, _ = folded(e.history)
	}
	s := sheet{Lang: lang, Case: c, Facts: e.facts(lang, c), Files: fileRows(lang, c)}
	for _, m := range e.history {
		by := message.Word(lang, message.Role, string(m.Actor.Role))
		if m.Actor.ID != "" {
			by += " (" + m.Actor.ID + ")"
		}
		r := row{Revision: m.Revision, At: message.When(lang, m.At, e.Zone), By: by}
		for _, event := range m.Events {
			h, err := happened(lang, event)
			if err != nil {
				return nil, err
			}
			r.Events = append(r.Events, h)
		}
		s.Rows = append(s.Rows, r)
	}
	var page bytes.Buffer
	err := reportTemplate.Execute(&page, s)
	return page.Bytes(), err
}

func (e *edition) facts(lang complaint.Language, c complaint.Case) []fact {
	var facts []fact
	add := func(key, value string) {
		if name, err := message.Text(lang, key); err == nil && value != "" {
			facts = append(facts, fact{name, value})
		}
	}
	add("evidence.received", message.When(lang, c.ReceivedAt, e.Zone))
	add("evidence.complainant", c.Complainant.Name)
	add("evidence.about", strings.TrimSpace(c.Matter.Product+" "+c.Matter.Order))
	for _, w := range []struct {
		key  string
		set  message.Set
		word string
	}{
		{"evidence.flow", message.Flow, string(c.Flow)}, {"evidence.grade", message.Grade, gradeWord(c.Grade)},
		{"evidence.phase", message.Phase, string(c.Phase)}, {"evidence.outcome", message.Outcome, string(c.Outcome)},
	} {
		if w.word != "" {
			add(w.key, message.Word(lang, w.set, w.word))
		}
	}
	add("evidence.commits", strconv.Itoa(len(e.place.Leaves)))
	add("evidence.head", fmt.Sprintf("%d %s", e.head.Size, e.head.Root))
	add("evidence.fingerprint", e.key.Fingerprint())
	return facts
}

func gradeWord(g complaint.Grade) string {
	if g == 0 {
		return ""
	}
	return strconv.Itoa(int(g))
}

// spoken are the fields of events that are words of the domain, and said are those that people wrote.
var (
	spoken = map[string]message.Set{
		"flow": message.Flow, "category": message.Category, "cause": message.Cause, "grade": message.Grade, "channel": message.Channel,
		"demand": message.Demand, "remedy": message.Demand, "outcome": message.Outcome, "milestone": message.Milestone, "level": message.Level,
		"department": message.Department, "reach": message.Reach,
		"file_kind": message.FileKind, "fault": message.FileFault,
	}
	said = []string{"content", "text", "note", "reason", "comment"}
)

// happened reads an event by its fields, so that a new kind of event needs nothing here but its name.
func happened(lang complaint.Language, e complaint.Event) (happening, error) {
	h := happening{Name: message.Word(lang, message.Event, complaint.NameOf(e))}
	data, err := json.Marshal(e)
	if err != nil {
		return h, err
	}
	var fields map[string]any
	if err := json.Unmarshal(data, &fields); err != nil {
		return h, err
	}
	h.collect(lang, fields)
	return h, nil
}

func (h *happening) collect(lang complaint.Language, fields map[string]any) {
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		value := fields[name]
		if inner, is := value.(map[string]any); is {
			h.collect(lang, inner)
			continue
		}
		text := plain(value)
		set, word := spoken[name]
		switch {
		case text == "":
		case word:
			h.Words = append(h.Words, message.Word(lang, set, text))
		case slices.Contains(said, name):
			h.Texts = append(h.Texts, text)
		}
	}
}

// plain is a text, or a number as one; of anything else: nothing.
func plain(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return ""
}

// readme says in a language what the files are and how they are checked.
func (e *edition) readme(lang complaint.Language) ([]byte, error) {
	text, err := message.Text(lang, "evidence.readme", e.ref.Case, e.ref.Tenant, strconv.Itoa(len(e.place.Leaves)), e.key.Fingerprint())
	return []byte(text), err
}
