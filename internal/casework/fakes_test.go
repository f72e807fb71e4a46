package casework_test

import (
	"context"
	"errors"
	"strings"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/duplicate"
)

var errDown = errors.New("out of order")

// writer writes the kind of a notice, its id, and its link.
type writer struct{ fails error }

func (k *writer) Write(_ context.Context, o casework.Occasion) (casework.Letter, string, error) {
	letter := casework.Letter{Subject: string(o.Notice.Kind), Body: "mail " + o.Notice.ID + " " + o.Link}
	return letter, "sms " + o.Notice.ID + " " + o.Link, k.fails
}

// printKey is the key of the tests' prints.
var printKey = duplicate.NewKey([]byte("test"))

// clerk reads every complaint as one of quality, and as grave where it says so.
type clerk struct{}

func (clerk) Read(text string) complaint.Reading {
	r := complaint.Reading{
		Category: complaint.CategoryQuality, Cause: complaint.CauseUnknown, Grade: complaint.Ordinary, Language: complaint.English,
		Confidence: 0.9, Model: "clerk",
	}
	if strings.Contains(text, "smoke") {
		r.Category, r.Grade = complaint.CategorySafety, complaint.Major
	}
	return r
}
