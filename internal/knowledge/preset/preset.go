// Package preset holds the knowledge list to start a tenant's own from.
//
// It is no tenant's list until somebody has looked at it, put its own terms and amounts in, and put it there. It may change from one
// version of the program to the next; the operator's tool alone carries it.
package preset

import _ "embed"

// Shop is the standard questions of a furniture and online shop, in Chinese and English.
//
//go:embed shop.yaml
var Shop []byte
