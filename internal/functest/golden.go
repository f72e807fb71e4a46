package functest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/aws/aws-lambda-go/events"

	"redress/internal/golden"
)

// CheckGolden compares a reply with the one that is kept.
func (w *World) CheckGolden(name string, reply events.APIGatewayProxyResponse, secret string) {
	w.Helper()
	golden.Check(w, filepath.Join("testdata", "golden", name+".txt"), w.steady(written(reply), secret))
}

// written is a reply as text, with its headers in order.
func written(reply events.APIGatewayProxyResponse) string {
	var b strings.Builder
	fmt.Fprintln(&b, reply.StatusCode)
	for _, header := range slices.Sorted(maps.Keys(reply.Headers)) {
		fmt.Fprintf(&b, "%s: %s\n", header, reply.Headers[header])
	}
	fmt.Fprintf(&b, "\n%s\n", pretty(reply.Body))
	return b.String()
}

func pretty(body string) string {
	var b bytes.Buffer
	if json.Indent(&b, []byte(body), "", "  ") != nil {
		return body // a page
	}
	return b.String()
}

// offerHash is the hash of an offer, in which there is the case's reference.
var offerHash = regexp.MustCompile(`("?offer"?(?:" value=|: |:)")[0-9a-f]{64}`)

var styleSheet = regexp.MustCompile(`(?s)<style>.*</style>`)

// steady is a text without what differs from run to run, and without the style sheet.
func (w *World) steady(text, secret string) string {
	var pairs []string
	if w.Ref.Case != "" { // there may be no case in the story
		pairs = append(pairs, w.Ref.Case, aCase)
	}
	if secret != "" {
		pairs = append(pairs, secret, aSecret)
	}
	text = offerHash.ReplaceAllString(styleSheet.ReplaceAllString(text, "<style></style>"), "${1}OFFER")
	return strings.NewReplacer(pairs...).Replace(text)
}
