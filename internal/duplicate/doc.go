// Package duplicate says whether two complaints are one: the same complainant about the same matter, through whatever
// channels they came (requirement A3). It compares prints of complaints, which hold no words and no personal data, and
// says why.
package duplicate
