// Package policy is the rules of a tenant as data: which milestones a case has and when each is due, who is told
// when one is missed, when the complainant is asked, and how many rounds there are. One YAML document holds them all.
//
// A policy together with a calendar is Rules, which is all the domain ever sees of either.
package policy
