package load

import (
	"fmt"
	"strings"
)

// LogLine is a line of a log, and where it stands.
type LogLine struct {
	Where, Text string
}

// ofTheCarrier is how the emulator notes the letters that it stands in to send. It is the mailbox, not a log of ours.
var ofTheCarrier = []string{"[ses-v2] SESv2 SendEmail: ", "[ses] SendEmail: "}

// LinesOf are the lines of a log file, without the emulator's own list of letters.
func LinesOf(file, text string) []LogLine {
	var lines []LogLine
	number := 0
	for line := range strings.Lines(text) {
		if number++; !isCarriers(line) {
			lines = append(lines, LogLine{fmt.Sprintf("%s:%d", file, number), line})
		}
	}
	return lines
}

func isCarriers(line string) bool {
	for _, mark := range ofTheCarrier {
		if strings.Contains(line, mark) {
			return true
		}
	}
	return false
}

// Leaks looks for words that nobody may log. Of a word that is found only the beginning is said.
func Leaks(lines []LogLine, words []string) (broken []Violation) {
	for _, line := range lines {
		for _, w := range words {
			if w != "" && strings.Contains(line.Text, w) {
				broken = append(broken, Violation{LawQuietLogs, fmt.Sprintf("%s holds %.4s…", line.Where, w)})
			}
		}
	}
	return broken
}

// Secrets are the secrets that a run was given.
func Secrets(filed []Filed) []string {
	secrets := make([]string, 0, len(filed))
	for _, f := range filed {
		secrets = append(secrets, f.First.Receipt.Secret)
	}
	return secrets
}
