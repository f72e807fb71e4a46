// Package simulate plays years of complaints in minutes and checks the laws of the system after every step.
//
// Fifty tenants with policies and calendars of their own get complaints at every hour of a year. Staff act in time, late,
// wrongly or not at all; complainants write, answer or stay silent; timers and journeys are lost, late or doubled;
// the store, the machines and the carriers fail before and after they have done what they were asked. All that decides
// is the real code: complaint, policy, calendar and casework. Around it are a clock that is set, a store in memory
// that keeps the store's contract, and a player of the two state machines.
//
// Each tenant is a world of its own, with its own clock and its own chance, so that a seed gives the same result on any
// number of processors. What people do is a table of weighted moves (moves.go, complainant.go); a new command is a line
// there. What must hold is told by an auditor (audit.go, ledger.go) that reads what the store really kept and reckons
// deadlines by a calendar of its own (worktime.go).
package simulate
