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

// Policy is the Content-Security-Policy that pages without a look of their own are made for.
var Policy = policyFor("'" + StyleHash + "'")

func policyFor(styles string) string {
	return "default-src 'none'; style-src " + styles + "; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
}

func hashSource(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}
