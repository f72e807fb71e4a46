// Package figures measures what the project promises of itself: how fast its functions are, how large, how soon they
// are there, and what one case costs in requests, units, transitions and money.
package figures
