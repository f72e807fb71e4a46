// Package library is the case library (requirement D6; seed 001: 建立典型案例库,為後續類似投訴提供參考): what became of complaints that
// are over, kept so that a clerk who handles one like them finds what was offered, taken and how it was liked.
//
// A precedent identifies nobody. It has words of closed sets, numbers, days, and of the complaint's masked text a sketch and a few
// hashes of its pieces; no text, no name of a person, a product or a case. So there is nothing in it to be erased when somebody asks to be
// forgotten. It is kept once in each of its buckets, and whoever looks for precedents asks for the newest of the same buckets: the number of
// questions does not depend on how many are kept.
package library
