// Package knowledge is a tenant's standard questions with their answers (requirement A8): a list that is kept as policies are, and
// the way from a text to the entry that answers it, or to none.
//
// A text and every question of the list are cut into the pieces that package classify reads by (runs of Chinese characters, words
// and pairs of words). A piece weighs more the fewer entries have it, and one that no entry has weighs most, so that a text which
// says much else is like none of them. How alike two are is the cosine between them. Nothing is learnt and nothing leaves the process.
//
// A complaint is never fobbed off with an answer: whatever reads as one is not answered, the entries are only offered beside.
package knowledge
