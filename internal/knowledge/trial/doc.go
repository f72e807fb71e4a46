// Package trial measures how well a knowledge list answers: of questions whose entry is known, how many are answered and how many
// wrongly; of complaints, how many are fobbed off with an answer. The operator's tool alone carries it.
package trial
