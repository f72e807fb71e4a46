// Package fit finds how much the rules and the linear model are to be believed: the numbers of classify's lexicon/mix.yaml. It needs the
// texts that the project's labels are of, which are not part of the project.
package fit
