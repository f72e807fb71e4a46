// Package forms is what must be told when a milestone is recorded: a form for each, as data (requirement D, per-flow work).
//
// A form is a JSON Schema (2020-12) with titles in every language. A tenant's document lies over a built-in one: it adds fields
// to a form, replaces it, takes it away, or brings a form of its own. What comes from a tenant is bounded: the keywords are
// those that a form can be drawn from, nothing refers to anything elsewhere, depth and size have limits, and patterns are Go's, which take
// linear time. So neither a schema nor what is checked against it can make the checker fetch, recurse or hang.
package forms
