// Package ledger is the evidence log: an append-only Merkle tree (RFC 6962) for each tenant with a leaf for every commit, so that
// nobody can change, remove or insert one afterwards without it being seen by whoever holds an older signed head.
//
// It is pure: what keeps the tree, signs its heads and archives them is asked of small interfaces.
package ledger
