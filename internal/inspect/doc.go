// Package inspect looks into a file before it is kept as evidence: what it is, by its bytes and never by its name; whether it is what it was
// said to be; and whether it would do anything but be looked at (attacks 3 and 19 of the field). It looks for known ways of harm and is no
// virus scanner.
package inspect
