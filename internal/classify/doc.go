// Package classify reads a complaint's text and says what it is about, how grave it is, and which words told it so.
//
// It is a first reader made of explained rules, not of a trained model: lexicon/*.yaml holds Chinese and English phrases, each
// rule with an id and a weight. The text is folded (width, case, traditional to simplified, invisible characters), searched
// once for every phrase, idioms and denials are set aside, and what is left is added up. Three things are deliberate:
//
//   - safety always wins, however much else is said and however briefly it is mentioned (requirement B3);
//   - rules only raise the grade, so no wording of a text can talk it down (requirement B6);
//   - every result names the rules and the words behind it (requirement B6).
//
// The confidence grows with the margin of the first category over the second. It is not calibrated: 0.8 does not yet mean
// right in eight of ten.
package classify
