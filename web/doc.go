// Package web is the pages a complainant reads: the answers to their questions, where the case stands, the
// survey, and what went wrong.
//
// They are plain HTML with one inlined style sheet and no script, so that they work on any telephone and under the
// strictest content security policy. Their markup is well-formed XML too, which the tests rely on. Every text comes
// from the catalogues of package message; to open a page changes nothing.
package web
