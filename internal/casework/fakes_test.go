package casework_test

import (
	"errors"

	"redress/internal/casework"
)

var errDown = errors.New("out of order")

// writer writes the kind of a notice, its id, and its link.
type writer struct{ fails error }

func (k *writer) Write(o casework.Occasion) (casework.Letter, string, error) {
	letter := casework.Letter{Subject: string(o.Notice.Kind), Body: "mail " + o.Notice.ID + " " + o.Link}
	return letter, "sms " + o.Notice.ID + " " + o.Link, k.fails
}
