package main

import (
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"redress/internal/complaint"
	"redress/internal/functest"
)

func (w *world) askPauses(by complaint.Actor, month string) events.APIGatewayProxyResponse {
	w.Helper()
	e := events.APIGatewayProxyRequest{
		HTTPMethod: http.MethodGet, Resource: "/v1/{tenant}/desk/pauses", PathParameters: map[string]string{"tenant": "acme"},
	}
	if month != "" {
		e.QueryStringParameters = map[string]string{"month": month}
	}
	return w.send(by, e)
}

// TestWhoLetsCasesWait: a lead sees each person's pauses of a month, by the tenant's own clock (vector 37).
func TestWhoLetsCasesWait(t *testing.T) {
	w := newWorld(t)
	w.Clock.Set(time.Date(2026, time.March, 27, 2, 0, 0, 0, time.UTC))
	w.handled()
	w.Do(functest.Han, &complaint.Take{}, &complaint.WaitFor{For: complaint.AwaitedEvidence, Text: "A photo, please."})
	w.Clock.Set(time.Date(2026, time.March, 31, 16, 30, 0, 0, time.UTC)) // April in Shanghai
	w.Do(complaint.TheComplainant, &complaint.Write{Text: "Here."})
	for month, want := range map[string]int{"": 1, "2026-04": 1, "2026-03": 0} {
		reply := w.askPauses(functest.Lin, month)
		var got pauseReport
		w.OK(json.Unmarshal([]byte(reply.Body), &got))
		if reply.StatusCode != http.StatusOK || len(got.Pauses) != want || len(got.People) != want {
			t.Errorf("%q: %d %s", month, reply.StatusCode, reply.Body)
		}
		if want == 1 && (got.People[0].By != functest.Han.ID || got.People[0].Hours != 110.5 || got.People[0].Ended[complaint.EndedByWord] != 1) {
			t.Errorf("%q: %+v", month, got.People)
		}
	}
	for month, status := range map[string]int{"March": http.StatusBadRequest, "2026-13": http.StatusBadRequest} {
		if reply := w.askPauses(functest.Lin, month); reply.StatusCode != status {
			t.Errorf("%q: %d %s", month, reply.StatusCode, reply.Body)
		}
	}
	if reply := w.askPauses(functest.Han, ""); reply.StatusCode != http.StatusForbidden {
		t.Errorf("an agent sees them: %d", reply.StatusCode)
	}
}
