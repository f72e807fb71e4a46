// Package trial is how the recognition of duplicates is measured: from real texts it makes pairs of complaints that are
// one, told again in other words, and pairs that only look like one, and counts what is merged, proposed and missed.
package trial
