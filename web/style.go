package web

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
)

//go:embed style.css
var style string

// StyleHash is the source expression by which a content security policy admits the inlined style sheet.
var StyleHash = hashSource(style)

// Policy is the Content-Security-Policy that the pages are made for.
var Policy = "default-src 'none'; style-src '" + StyleHash +
	"'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

func hashSource(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}
