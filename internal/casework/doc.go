// Package casework is how cases are worked on: it loads a case, has the domain decide, saves what was decided in one
// transaction, and sees to it that the state machines know. It never speaks to a cloud itself; what it needs is a
// handful of small interfaces, each in the file that uses it.
package casework
