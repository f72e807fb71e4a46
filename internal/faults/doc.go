// Package faults runs complaints through a deployed Redress whose calls of AWS fail and whose functions are killed in the
// middle of their work, and judges what is left when the faults have stopped: nothing lost, nothing doubled, no rung missed.
//
// The functions find AWS behind a Proxy that fails calls by a seeded die. It knows of each call which process makes it,
// so that a function is killed between two calls of one invocation and not while it idles.
package faults
