package main

import (
	"context"
	"strconv"

	"redress/internal/apigw"
	"redress/internal/casework"
	"redress/internal/complaint"
)

// choosing is what became of a choice that a browser sent.
type choosing struct {
	taken, refused, stale bool
	demand                string // that was refused, to be corrected
}

// choose takes the complainant's word on what they were offered: an option, or what they ask for instead. It is bound to the offer
// that they saw, so that nobody says yes to what was changed meanwhile.
func (in *intake) choose(ctx context.Context, r *apigw.Request) (apigw.Reply, error) {
	secret, word, err := readChoice(r)
	if err != nil {
		return apigw.Reply{}, err
	}
	c, err := in.open(ctx, r, secret)
	if err != nil {
		return apigw.Reply{}, err
	}
	request, err := r.Request("choose "+c.ID, false) // said twice it is taken once anyway
	if err != nil {
		return apigw.Reply{}, err
	}
	after, err := in.cases.Do(ctx, casework.Order{Ref: c.Ref(), By: complaint.TheComplainant, On: &c, Command: word, Request: request})
	switch {
	case err == nil:
		return in.show(ctx, r, after, writing{choosing: choosing{taken: r.Form}})
	case r.WantsPage() && complaint.Is(err, complaint.Invalid):
		return in.show(ctx, r, c, writing{choosing: choosing{refused: true, demand: word.Demand}})
	case r.WantsPage() && complaint.Is(err, complaint.Conflict): // it shows what is offered now
		return in.show(ctx, r, c, writing{choosing: choosing{stale: true, demand: word.Demand}})
	}
	return apigw.Reply{}, err
}

func readChoice(r *apigw.Request) (secret string, word *complaint.Choose, err error) {
	if !r.Form {
		said, err := apigw.Decode[complaint.Choose](r)
		return r.Secret(), &said, err
	}
	form, err := apigw.DecodeForm(r)
	if err != nil {
		return "", nil, err
	}
	word = &complaint.Choose{Offer: form.Get("offer"), Demand: form.Get("demand")}
	if form.Has("option") {
		option, broken := strconv.Atoi(form.Get("option"))
		if broken != nil || option == 0 {
			return "", nil, complaint.InvalidField("option", "must be the number of an option, counted from 1")
		}
		word.Option = complaint.Positive(option)
	}
	return form.Get("secret"), word, nil
}
