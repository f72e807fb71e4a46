package faults

// Untouched are the functions that nothing calls in what is played here: they are not killed, and not waited for. What is said of faults is
// said of the others.
var Untouched = []string{"advice", "ask", "evidence", "export", "files", "retention"}
