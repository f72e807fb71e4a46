// Package cost reckons what second opinions cost: how many of some sample texts the own reading is unsure of, how long the question about each
// of these is, and what a model takes for that. It needs neither an account nor a network.
package cost
