// Package fairness says what each value tier was granted for like cases: a value tier may speed service up, and never changes what a
// complainant is entitled to (requirement B4; seed 003: 避免“区别对待”引发的公平性争议). Like cases are those of one flow and grade.
package fairness
