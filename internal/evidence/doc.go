// Package evidence is the export of a whole case with the proofs that nothing of it was changed, and the verifier that an outsider
// runs on it, offline.
//
// What an export proves, against a public key that the outsider got by another way: each of its commits was in the log when the head
// was signed, byte for byte and in this order; the signer stated that there were no others of this case; the case is what its commits
// say; and the log still held what an older head had fixed. What it cannot prove: that a commit was entered which the signer never let
// into the log and denies in the statement. Who holds the key and the table and lies from the first second on is found out by an
// older head, an older export or a complainant's own letter that says otherwise, and by nothing else.
package evidence
