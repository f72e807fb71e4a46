package functest

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"

	"github.com/aws/aws-lambda-go/events"
)

// What differs from run to run has these names in recorded events and golden files.
const (
	aCase   = "RD-0000-0000-0000-0000"
	aSecret = "SECRET"
)

// Recorded reads a recorded event for the case of the story, with what else differs put in: pairs of old and new.
func (w *World) Recorded(name string, event any, pairs ...string) {
	w.Helper()
	recorded, err := os.ReadFile(filepath.Join("testdata", name+".json"))
	w.OK(err)
	text := strings.NewReplacer(append(pairs, aCase, w.Ref.Case)...).Replace(string(recorded))
	w.OK(json.Unmarshal([]byte(text), event))
}

// Event is a recorded request of the gateway, for the case of the story and a secret.
func (w *World) Event(name, secret string) events.APIGatewayProxyRequest {
	w.Helper()
	var e events.APIGatewayProxyRequest
	w.Recorded(name, &e, aSecret, secret)
	return e
}
