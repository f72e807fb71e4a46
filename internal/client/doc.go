// Package client speaks to a deployed Redress from outside, as complainants, staff and operators do.
package client
