// Package drift says how the machine's readings fare with the people who assess them: how often each was confirmed, what was
// taken for what, and whether a category given with such a confidence was right as often as that. A model that was good when it was
// made becomes worse as complaints change; here it shows, month by month, without anybody labelling a text.
//
// Counted is the first word of a person on each case. What nobody assessed is not counted, so that the figures are of all readings
// only where all are assessed, which has a clock of its own.
package drift
