// Package script fills the desk's four-step script in from a case: empathy, cause, plan, promise (requirement D9; seed 003:
// 共情-归因-方案-承诺四步法), for each flow, in Chinese and English, for the telephone or in writing.
//
// It says only what is known and decided: before the cause was found none is named, and before a plan was proposed none is promised. What
// the clerk has to say themselves is a gap, marked in the text and listed beside it. Nothing in it is the complainant's own text, not even
// their name: a script can be read out and sent without looking for words that somebody put there.
package script
