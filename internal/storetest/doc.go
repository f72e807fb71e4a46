// Package storetest is what every store of cases must do, as a test: one contract suite, and a store in memory that
// keeps it as the database does, so that what is tested on the one holds on the other.
package storetest
