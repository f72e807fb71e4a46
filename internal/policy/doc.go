// Package policy is the rules of a tenant as data: which milestones a case has and when each is due, how grave a case is, what a customer
// is worth, who is told when a milestone is missed, when the complainant is asked, and how many rounds there are. One YAML document holds them all.
//
// A policy together with a calendar is Rules, which is all the domain ever sees of either.
//
// A policy that has no grading of its own (the built-in ones up to redress-2026.3, and those that tenants wrote by then) grades as
// cases were graded before there was such a section: grading-until-2026.3.yaml says how. It does not follow the
// built-in policy's later rules, so that a tenant's cases are never graded otherwise by an upgrade of the program.
package policy
