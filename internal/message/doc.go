// Package message is every text a complainant or a clerk sees, in Chinese and in English: a catalogue holds the
// letters, the names of the domain's words and the texts of the pages in one language.
//
// A letter to a complainant follows the four steps of the desk's script where they fit: empathy, cause, plan, promise
// (seed 003: 共情-归因-方案-承诺). It never repeats what the complainant wrote, so that nobody can use the desk to send
// words of their own to a stranger. It names no span of time either: deadlines are facts, and come from the policy.
package message
