package mask

import (
	"strings"

	"redress/internal/complaint"
)

// Glimpse is enough of a name, an address or a number to tell it from others, and not enough to use it: 138****5678, a***@e…, 陈**. Of what is
// too short for that nothing is shown.
func Glimpse(kind complaint.Private, value string) string {
	runes := []rune(strings.TrimSpace(value))
	switch kind {
	case complaint.PrivateName:
		return head(runes, 1, 2) + "**"
	case complaint.PrivatePhone:
		if len(runes) < 2*glimpsed {
			return hidden
		}
		return string(runes[:min(3, len(runes)-2*glimpsed)]) + hidden + string(runes[len(runes)-glimpsed:])
	case complaint.PrivateMail:
		user, host, _ := strings.Cut(string(runes), "@")
		return head([]rune(user), 1, 2) + "***@" + head([]rune(host), 1, 2) + "…"
	case complaint.PrivateCustomer, complaint.PrivateOrder:
		if len(runes) < 2*glimpsed {
			return hidden
		}
		return hidden + string(runes[len(runes)-glimpsed:])
	case complaint.PrivateText:
	}
	return hidden
}

const (
	hidden   = "****"
	glimpsed = 4 // last signs of a number that are shown, of at least twice as many
)

// head are the first signs of what has enough of them.
func head(runes []rune, first, least int) string {
	if len(runes) < least {
		return ""
	}
	return string(runes[:first])
}
