package load

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"redress/internal/casework"
	"redress/internal/client"
	"redress/internal/complaint"
)

// Violation is something that must not be.
type Violation struct {
	What  string // the law that was broken
	Where string
}

// The laws of a run.
const (
	LawAnswered  = "every sending is answered with a receipt"
	LawSame      = "the same request twice is one case"
	LawOne       = "a tenant has as many cases as complaints"
	LawOnce      = "a case is acknowledged exactly once"
	LawMail      = "each complainant gets one mail, about their own case"
	LawQuietLogs = "no log says who complained of what, or a secret"
)

// Judge compares what was sent with the receipts and with the cases as staff see them.
func Judge(filed []Filed) []Violation {
	var broken []Violation
	seen := map[string]int{}
	for _, f := range filed {
		broken = append(broken, f.answered()...)
		if f.First.Err != nil {
			continue
		}
		id := f.First.Receipt.Case
		if other, known := seen[id]; known {
			broken = append(broken, Violation{LawOne, fmt.Sprintf("complaints %d and %d are both %s", other, f.Serial, id)})
		}
		seen[id] = f.Serial
		broken = append(broken, f.acknowledged()...)
	}
	return broken
}

// answered wants a receipt for each sending, and the same one.
func (f Filed) answered() (broken []Violation) {
	if f.First.Err != nil {
		broken = append(broken, Violation{LawAnswered, fmt.Sprintf("complaint %d: %v", f.Serial, f.First.Err)})
	}
	if f.Again == nil {
		return broken
	}
	if f.Again.Err != nil {
		return append(broken, Violation{LawAnswered, fmt.Sprintf("complaint %d, sent again: %v", f.Serial, f.Again.Err)})
	}
	if first, again := f.First.Receipt, f.Again.Receipt; f.First.Err == nil && first != again {
		broken = append(broken, Violation{LawSame, fmt.Sprintf("complaint %d: case %s, sent again %s", f.Serial, first.Case, again.Case)})
	}
	return broken
}

// acknowledged wants one acknowledgement ordered, sent and reported.
func (f Filed) acknowledged() []Violation {
	ordered, sent := 0, 0
	for _, n := range f.Case.Notices {
		if n.Kind != complaint.NoticeAcknowledgement {
			continue
		}
		ordered++
		if n.State == "sent" {
			sent++
		}
	}
	if left := len(acknowledgements(f.Case)); ordered != 1 || sent != 1 || left != 1 {
		return []Violation{{LawOnce, fmt.Sprintf("%s: ordered %d, sent %d, on record %d", f.First.Receipt.Case, ordered, sent, left)}}
	}
	return nil
}

// JudgeQueue wants the tenant's work queue to hold the cases of the run and no others.
func JudgeQueue(filed []Filed, queue []casework.Brief) (broken []Violation) {
	missing := map[string]bool{}
	for _, f := range filed {
		if f.First.Err == nil {
			missing[f.First.Receipt.Case] = true
		}
	}
	for _, b := range queue {
		if !missing[b.Case] {
			broken = append(broken, Violation{LawOne, b.Case + " is in the queue, though no receipt names it"})
		}
		delete(missing, b.Case)
	}
	for id := range missing {
		broken = append(broken, Violation{LawOne, id + " is not in the queue"})
	}
	return broken
}

// JudgeMails wants one letter in each mailbox, which names the complainant's own case and no other.
func JudgeMails(filed []Filed, mails []client.Mail) (broken []Violation) {
	boxes := map[string][]client.Mail{}
	for _, m := range mails {
		for _, to := range m.To {
			boxes[to] = append(boxes[to], m)
		}
	}
	for _, f := range filed {
		if f.First.Err != nil {
			continue
		}
		if why := wrong(boxes[f.Complaint.Complainant.Email], f.First.Receipt.Case); why != "" {
			broken = append(broken, Violation{LawMail, f.First.Receipt.Case + ": " + why})
		}
	}
	return broken
}

var reference = regexp.MustCompile(`RD(?:-[0-9A-Z]{4}){4}`)

// wrong says what is wrong with a mailbox that must hold one letter about a case.
func wrong(box []client.Mail, id string) string {
	if len(box) != 1 {
		return fmt.Sprintf("%d letters", len(box))
	}
	text := box[0].Subject + "\n" + box[0].Body
	named := reference.FindAllString(text, -1)
	if !slices.Contains(named, id) || slices.ContainsFunc(named, func(other string) bool { return other != id }) {
		return "the letter names " + strings.Join(named, ", ")
	}
	return ""
}
