// Package calendar knows WHEN: the working time of a tenant, and the instant at which a span of it is over.
//
// A calendar is written as YAML or JSON:
//
//	version: acme-3             # kept by every case received under it; left out, it is a digest of the text
//	zone: Asia/Shanghai         # IANA name
//	week:                       # hours of each weekday, mon to sun; a weekday left out is closed
//	  mon: ["09:00-12:00", "13:00-18:00"]
//	  fri: ["22:00-06:00"]      # a night belongs to the day it begins on, and lasts at most 12 hours
//	official: cn                # take over the State Council's holidays and make-up days; optional
//	holidays:                   # closed
//	  - {date: 2026-12-24, name: works outing}
//	  - {from: 2026-10-01, to: 2026-10-07, name: National Day}
//	workdays:                   # open: make-up days, half days; without hours, those of the first open weekday
//	  - {date: 2026-10-10, name: make-up day}
//	  - {date: 2026-12-31, hours: ["09:00-12:00"]}
//	years:                      # the years whose holidays are known, and where from
//	  2026: 国办发明电〔2025〕7号
//
// A calendar that takes over official days is received under as they are known at the time: its version then names their
// state too, as in acme-3+cn-2026.1, and by that version it is read with the same days for ever. One that must not even
// change for new cases names a state itself (official: cn-2026.1).
//
// A deadline that depends on a year not among the known ones is provisional; it is never refused. A calendar without
// holidays and years is complete as it stands.
//
// A span runs on one of three kinds of time. Elapsed time (s, m, h, d) always passes; a day is the same time of day on the
// next date. Working time (wm, wh) passes while the calendar is open, and a span that ends with the day is due at its close.
// Working days (wd) pass at each close: received in working time, a complaint has that day as day 0; outside it, the next
// working day. A pause stops the clock in the clock's own time.
package calendar
