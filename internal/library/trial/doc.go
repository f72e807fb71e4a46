// Package trial is how the case library is measured: real texts are put into it, others are looked for, and it is counted how many of
// the precedents that were found are of what their source calls the same, and how many of those that were told again were found.
package trial
