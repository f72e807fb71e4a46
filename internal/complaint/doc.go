// Package complaint is the domain: a case is one complaint of one complainant against one tenant, and everything
// that may happen to it is a command that is decided into events, which alone change the case.
//
// It is pure. It knows no cloud, no clock and no policy: time and actor are arguments, and what the policy and the
// calendar say is asked of Rules. A case is the fold of its commits, so that it can be rebuilt from them at any time.
package complaint
