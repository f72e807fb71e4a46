// Package functest is the world in which a function's handler is tested: a store in memory, machines and carriers that
// only note what they are asked, a clock that stands still until it is moved, and a watch over what is logged.
package functest
