package web

import (
	"io"
	"strings"
	"testing"

	"redress/internal/complaint"
)

// everyEnd is what a page can show of an end, by name.
func everyEnd(lang complaint.Language) map[string]Ends {
	rejected := Ends{
		Rejected: "床垫是按样品价出售的，购买时已说明有划痕。", Recourse: []string{"拨打12315。", "向人民法院提起诉讼。"}, ObjectUntil: at(22, 10),
	}
	if lang == complaint.English {
		rejected.Rejected, rejected.Recourse = "It was sold as a sample, with a note of the scratch.", []string{"Call 12315.", "Go to court."}
	}
	final := rejected
	rejected.To = map[Deed]string{ToObject: "/t/objection"}
	withdraw := Ends{To: map[Deed]string{ToWithdraw: "/t/withdrawal"}}
	sure := withdraw
	sure.Sure = true
	return map[string]Ends{
		"rejected": rejected, "final": final, "withdraw": withdraw, "sure": sure,
		"withdrawn": {Done: ToWithdraw, To: map[Deed]string{ToReopen: "/t/reopening"}}, "objected": {Done: ToObject}, "reopened": {Done: ToReopen},
	}
}

// A first click asks, and only the second form says that the complainant is sure.
func TestWithdrawingIsAskedTwice(t *testing.T) {
	for _, lang := range complaint.Languages {
		first, second := track(lang), track(lang)
		first.Ends, second.Ends = everyEnd(lang)["withdraw"], everyEnd(lang)["sure"]
		show := func(v Track) string { return page(t, func(w io.Writer) error { return TrackPage(w, v) }) }
		if strings.Contains(show(first), `name="sure"`) || !strings.Contains(show(second), `name="sure" value="yes"`) {
			t.Errorf("%s: the first form says that they are sure, or the second does not", lang)
		}
		if strings.Contains(show(track(lang)), "/t/withdrawal") {
			t.Errorf("%s: a case that cannot be withdrawn shows the form", lang)
		}
	}
}

// Where nothing is carried out the page does not say that anything was.
func TestStagesWithoutARemedy(t *testing.T) {
	for phase, want := range map[complaint.Phase]string{
		complaint.Concluding: "received:done handling:now closed:ahead", complaint.Closed: "received:done handling:done closed:now",
	} {
		var got []string
		for _, s := range (journey{Track{Phase: phase, Ends: Ends{NoRemedy: true}}}).Stages() {
			state := "ahead"
			switch {
			case s.Now:
				state = "now"
			case s.Done:
				state = "done"
			}
			got = append(got, s.Name+":"+state)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", phase, got, want)
		}
	}
}

// Every deed has words for its having been done.
func TestEveryDeedIsConfirmed(t *testing.T) {
	for _, lang := range complaint.Languages {
		for _, deed := range Deeds {
			v := track(lang)
			v.Ends.Done = deed
			if page := page(t, func(w io.Writer) error { return TrackPage(w, v) }); !strings.Contains(page, `role="status"`) {
				t.Errorf("%s: nothing says that %s was done", lang, deed)
			}
		}
	}
}
