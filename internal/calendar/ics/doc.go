// Package ics reads holidays and make-up days from an iCalendar file (RFC 5545), as Outlook, Google and Apple export them.
//
// An event is a holiday on every date it covers, its end excluded, unless one of the words for make-up days stands in its
// summary, categories or X-APPLE-SPECIAL-DAY. A make-up day that has a time of day keeps it as its hours. Cancelled events
// are left out, and so is what lies outside the years that are asked for. What cannot be understood to the day is refused,
// with the event that holds it: a holiday that is taken for none would make deadlines too early without anybody noticing.
//
// It is used by the operator's command alone, so that no function carries it.
package ics
