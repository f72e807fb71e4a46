package casework_test

import (
	"sync"
	"testing"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// request is what a client calls its filing.
func request(digest string) *casework.Request {
	return &casework.Request{Key: "file/1", Digest: digest}
}

func TestFileOpensOneCaseForOneRequest(t *testing.T) {
	w := newWorld(t)
	var refs []complaint.Ref
	for range 2 {
		c, err := w.cases.File(t.Context(), complaint.TheComplainant, complainOf(acme, "broken"), request("1"))
		w.ok(err)
		refs = append(refs, c.Ref())
	}
	if refs[0] != refs[1] || !casework.ValidReference(refs[0].Case) {
		t.Fatalf("cases %v", refs)
	}
	if len(w.machines.Journeys) != 1 || len(w.machines.Timers) != 1 {
		t.Fatalf("journeys %v, timers %v; want one of each", w.machines.Journeys, w.machines.Timers)
	}
	w.do(complaint.Case{Tenant: acme, ID: refs[0].Case}, complaint.TheSystem, reading(complaint.CategorySafety, complaint.Major))
	w.notice(refs[0], complaint.NoticeEmergency)
}

func TestFileRefusesAnotherRequestUnderTheSameKey(t *testing.T) {
	w := newWorld(t)
	_, err := w.cases.File(t.Context(), complaint.TheComplainant, complainOf(acme, "broken"), request("1"))
	w.ok(err)
	_, err = w.cases.File(t.Context(), complaint.TheComplainant, complainOf(acme, "late"), request("2"))
	if e := w.refused(err, complaint.Conflict); e.Field != "Idempotency-Key" {
		t.Fatalf("the error names %q", e.Field)
	}
}

func TestFileOpensOneCaseForOneRequestSentManyTimesAtOnce(t *testing.T) {
	w := newWorld(t)
	var (
		mu   sync.Mutex
		refs = map[complaint.Ref]int{}
		crew sync.WaitGroup
	)
	for range 16 {
		crew.Go(func() {
			c, err := w.cases.File(t.Context(), complaint.TheComplainant, complainOf(acme, "broken"), request("1"))
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			refs[c.Ref()]++
		})
	}
	crew.Wait()
	if len(refs) != 1 || len(w.machines.Journeys) != 1 {
		t.Fatalf("cases %v, journeys %v; want one", refs, w.machines.Journeys)
	}
}

// The database may refuse two who write one request at the same moment; neither's client must hear of it.
func TestFileTriesAgainWhereAnotherWroteAtTheSameMoment(t *testing.T) {
	w := newWorld(t)
	w.wire(&hooked{Store: w.memory, before: once("Save", func() error { return errStale })}, w.machines)
	w.filed(acme)
}

func TestFileWithoutRequestOpensACaseEachTime(t *testing.T) {
	w := newWorld(t)
	if a, b := w.filed(acme), w.filed(acme); a.ID == b.ID {
		t.Fatalf("both are %s", a.ID)
	}
}

func TestFileNeedsATenant(t *testing.T) {
	w := newWorld(t)
	_, err := w.cases.File(t.Context(), complaint.TheComplainant, complainOf("nobody", "broken"), nil)
	w.refused(err, complaint.NotFound)
}
