package main

import (
	"net/http"
	"strings"
	"testing"

	"redress/internal/complaint"
	"redress/internal/functest"
)

// offers has Han propose a refund, or an exchange with a promise.
func (w *world) offers(text string) string {
	w.Helper()
	c := w.Do(functest.Han, &complaint.Propose{
		Remedy: complaint.Refund, Text: text, Amount: &complaint.Sum{Amount: 12_000, Currency: complaint.Yuan},
		Others: []complaint.Option{{
			Remedy: complaint.Exchange, Text: "You get a new one.", Comfort: []complaint.Comfort{complaint.ApologyLetter},
			Promises: []complaint.Undertaking{{What: "The new one is at your door.", Owner: functest.Lin.ID, Mail: functest.Lin.Mail, Due: "3wd"}},
		}},
	})
	return c.Plan.Hash
}

// TestAnOptionIsChosenOnThePage: the page shows what is offered, a form sends the choice, and nothing of staff is on it.
func TestAnOptionIsChosenOnThePage(t *testing.T) {
	w := newWorld(t)
	r := w.filed()
	w.Handle()
	w.Do(functest.Han, &complaint.Take{})
	hash := w.offers("You get your money back.")
	before := w.Known().Revision
	shown := w.send(w.Event("follow_page", r.Secret))
	if w.Known().Revision != before {
		t.Fatal("looking at the page changed the case")
	}
	w.CheckGolden("9_offered_page", shown, r.Secret)
	if strings.Contains(shown.Body, functest.Lin.ID) {
		t.Error("the page names who has to keep the promise")
	}
	form := w.Event("choose_form", r.Secret)
	form.Body = strings.Replace(form.Body, "OFFER", hash, 1)
	reply := w.send(form)
	if o, is := w.Known().Plan.Chosen(); reply.StatusCode != http.StatusOK || !is || o.Remedy != complaint.Exchange {
		t.Fatalf("%d, chosen %+v", reply.StatusCode, o)
	}
	w.CheckGolden("10_chosen_page", reply, r.Secret)
	after := w.Known().Revision
	if again := w.send(form); again.StatusCode != http.StatusOK || w.Known().Revision != after {
		t.Errorf("sent twice: %d, revision %d became %d", again.StatusCode, after, w.Known().Revision)
	}
	form.Body = strings.Replace(form.Body, "option=2", "option=1", 1)
	if other := w.send(form); other.StatusCode != http.StatusConflict || !strings.Contains(other.Body, `role="alert"`) {
		t.Errorf("another choice: %d", other.StatusCode)
	}
	w.CheckGolden("11_chosen", w.send(w.Event("follow", r.Secret)), r.Secret)
}

// TestAChoiceIsOfTheOfferThatWasSeen: what was replaced meanwhile cannot be chosen, by whoever.
func TestAChoiceIsOfTheOfferThatWasSeen(t *testing.T) {
	w := newWorld(t)
	r := w.filed()
	w.Handle()
	w.Do(functest.Han, &complaint.Take{})
	seen := w.offers("You get your money back.")
	w.offers("You get half of your money back.")
	for _, name := range []string{"choose", "choose_form"} {
		e := w.Event(name, r.Secret)
		e.Body = strings.Replace(e.Body, "OFFER", seen, 1)
		if reply := w.send(e); reply.StatusCode != http.StatusConflict {
			t.Errorf("%s: %d %.200s", name, reply.StatusCode, reply.Body)
		}
	}
	if w.Known().Plan.Choice != nil {
		t.Errorf("chosen %+v", w.Known().Plan.Choice)
	}
}

// TestAllIsDeclined in the complainant's own words, which must be there.
func TestAllIsDeclined(t *testing.T) {
	w := newWorld(t)
	r := w.filed()
	w.Handle()
	w.Do(functest.Han, &complaint.Take{})
	hash := w.offers("You get your money back.")
	form := w.Event("choose_form", r.Secret)
	form.Body = strings.NewReplacer("OFFER", hash, "option=2", "demand=+").Replace(form.Body)
	if reply := w.send(form); reply.StatusCode != http.StatusBadRequest || !strings.Contains(reply.Body, `aria-invalid="true"`) {
		t.Errorf("without words: %d", reply.StatusCode)
	}
	form.Body = strings.Replace(form.Body, "demand=+", "demand=Two+new+ones.", 1)
	reply := w.send(form)
	if c := w.Known(); reply.StatusCode != http.StatusOK || !c.Plan.Refused() || c.Plan.Choice.Demand != "Two new ones." || len(c.Tasks) != 1 {
		t.Errorf("%d, %+v, tasks %+v", reply.StatusCode, c.Plan.Choice, c.Tasks)
	}
}

// TestBadChoices says what is wrong with each.
func TestBadChoices(t *testing.T) {
	w := newWorld(t)
	r := w.filed()
	w.Handle()
	w.Do(functest.Han, &complaint.Take{})
	hash := w.offers("You get your money back.")
	for body, want := range map[string]struct {
		status int
		field  string
	}{
		`{"offer":"x","option":1}`:                        {http.StatusBadRequest, "offer"},
		`{"option":1}`:                                    {http.StatusBadRequest, "offer"},
		`{"offer":"OFFER"}`:                               {http.StatusBadRequest, "demand"},
		`{"offer":"OFFER","option":"2"}`:                  {http.StatusBadRequest, "option"},
		`{"offer":"OFFER","option":9}`:                    {http.StatusBadRequest, "option"},
		`{"offer":"OFFER","option":3}`:                    {http.StatusConflict, "option"},
		`{"offer":"OFFER","option":2,"demand":"And so."}`: {http.StatusBadRequest, "demand"},
		`{"offer":"OFFER","option":2,"amount":{}}`:        {http.StatusBadRequest, "amount"},
		`{"offer":"OFFER","option":2,"elsewhere":{}}`:     {http.StatusBadRequest, "elsewhere"},
	} {
		e := w.Event("choose", r.Secret)
		e.Body = strings.Replace(body, "OFFER", hash, 1)
		if reply := w.send(e); reply.StatusCode != want.status || !strings.Contains(reply.Body, `"field":"`+want.field+`"`) {
			t.Errorf("%s: %d %s", body, reply.StatusCode, reply.Body)
		}
	}
}
