package main

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"redress/internal/complaint"
	"redress/internal/functest"
)

// TestTheComplainantSeesWhatWasRecorded, as far as the form lets them: in the API in every language, on the page in theirs; of a later round
// what was recorded in it.
func TestTheComplainantSeesWhatWasRecorded(t *testing.T) {
	w := newWorld(t)
	w.File("acme")
	w.Handle()
	line := func(text string) []complaint.Line {
		said := func(s string) map[complaint.Language]string {
			return map[complaint.Language]string{complaint.Chinese: "中" + s, complaint.English: "en " + s}
		}
		return []complaint.Line{{Title: said("place"), Text: said(text)}, {Title: said("time"), At: functest.Monday}}
	}
	w.Do(functest.Han, &complaint.Take{}, &complaint.Record{
		Milestone: "inspection_arranged", Note: functest.StaffOnly,
		Form: &complaint.Filled{Form: "f-1", Data: []byte(`{"who":"` + functest.StaffOnly + `"}`), Tell: line("<b>3rd floor</b>")},
	})
	follow := w.send(w.Event("follow", w.Secret()))
	var seen view
	w.OK(json.Unmarshal([]byte(follow.Body), &seen))
	i := milestoneAt(seen, "inspection_arranged")
	if i < 0 || len(seen.Milestones[i].Details) != 2 || seen.Milestones[i].Details[0].Text[complaint.Chinese] != "中<b>3rd floor</b>" {
		t.Fatalf("seen is %+v", seen.Milestones)
	}
	for _, m := range seen.Milestones {
		if m.Name != "inspection_arranged" && m.Details != nil {
			t.Errorf("%s shows %+v", m.Name, m.Details)
		}
	}
	page := w.send(w.Event("follow_page", w.Secret()))
	if page.StatusCode != http.StatusOK || strings.Count(page.Body, "&lt;b&gt;3rd floor&lt;/b&gt;") != 1 || strings.Contains(page.Body+follow.Body, functest.StaffOnly) {
		t.Errorf("the page: %s", page.Body)
	}
}

func milestoneAt(v view, name string) int {
	for i, m := range v.Milestones {
		if m.Name == name {
			return i
		}
	}
	return -1
}
