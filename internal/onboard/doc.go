// Package onboard makes a client company of one document: it reads the document strictly, finds everything that is wrong with it at
// once, says what would change of what is there, and changes just that. Done again it changes nothing.
package onboard
