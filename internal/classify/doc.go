// Package classify reads a complaint's text and says what it is about, how grave it is, and which words told it so.
//
// Two witnesses are heard. lexicon/*.yaml holds Chinese and English phrases, each rule with an id and a weight; Compile makes of them
// what a program carries. A linear model over grams of characters and words, made by package train, hears what no rule knows. The text is
// folded (width, case, traditional to simplified, lookalikes, invisible characters), searched once for every phrase, idioms and denials
// are set aside, and the two are added up as lexicon/mix.yaml says. Three things are deliberate:
//
//   - danger always wins, however much else is said and however briefly it is mentioned (requirement B3);
//   - it says which factors make a matter graver, not how grave it is: that is the policy's word, and since a factor can only make
//     a case graver, nothing added to a text can talk it down (requirement B6);
//   - every result names the rules and the words behind it (requirement B6).
//
// The confidence is how often a category given with such certainty was right on labelled texts.
package classify
