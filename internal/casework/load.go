package casework

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"redress/internal/assign"
	"redress/internal/complaint"
)

// LoadBook keeps how many open cases each member of a tenant's staff has. It is written with the commits that change it.
type LoadBook interface {
	// Loads answers what everybody has, by user name, with one request.
	Loads(ctx context.Context, tenant string) (map[string]assign.Load, error)
	// PutLoad writes what somebody has anew, as it was counted.
	PutLoad(ctx context.Context, tenant, user string, has assign.Load) error
}

// LoadStep is how a commit changes what a member of staff has.
type LoadStep struct {
	User  string
	Grade complaint.Grade
	By    int // 1 or -1
	Most  int // the step may be taken only while they have fewer than so many; 0: always
}

// LoadSum is what changes that are saved together do to one member of staff.
type LoadSum struct {
	User string
	By   map[complaint.Grade]int // without zeros
	All  int
	Most int
}

// LoadSums sums the steps of changes up, one sum for each user, in the order of their names: a transaction can touch nothing twice.
func LoadSums(changes []Change) (sums []LoadSum) {
	of := map[string]*LoadSum{}
	for _, ch := range changes {
		for _, s := range ch.Loads {
			sum := of[s.User]
			if sum == nil {
				sum = &LoadSum{User: s.User, By: map[complaint.Grade]int{}}
				of[s.User] = sum
			}
			sum.By[s.Grade] += s.By
			sum.All += s.By
			sum.Most = cmp.Or(sum.Most, s.Most)
		}
	}
	for _, user := range slices.Sorted(maps.Keys(of)) {
		maps.DeleteFunc(of[user].By, func(_ complaint.Grade, by int) bool { return by == 0 })
		if len(of[user].By) > 0 {
			sums = append(sums, *of[user])
		}
	}
	return sums
}

// Refused says whether the sum may not be added to what somebody has.
func (s LoadSum) Refused(has assign.Load) bool {
	return s.Most > 0 && s.All > 0 && has.Cases() >= s.Most
}

// loadSteps are the steps from one state of a case to the next.
func loadSteps(before, after complaint.Case, most int) (steps []LoadStep) {
	from, fromGrade, had := before.Borne()
	to, toGrade, has := after.Borne()
	if had == has && from == to && fromGrade == toGrade {
		return nil
	}
	if had {
		steps = append(steps, LoadStep{User: from, Grade: fromGrade, By: -1})
	}
	if has {
		if from == to {
			most = 0 // it is theirs already
		}
		steps = append(steps, LoadStep{User: to, Grade: toGrade, By: 1, Most: most})
	}
	return steps
}

// Recount counts what everybody has from the queue, and writes it. What is committed meanwhile may be counted or not: it is for when a
// tenant's directory is new, and for a quiet moment.
func Recount(ctx context.Context, queue Queue, book LoadBook, tenant string) (map[string]assign.Load, error) { //nolint:gocognit // it walks through pages of two lists
	counted := map[string]assign.Load{}
	want := Want{Limit: 100}
	for {
		page, err := queue.Queue(ctx, tenant, want)
		if err != nil {
			return nil, err
		}
		for _, b := range page.Cases {
			if b.Owner == "" || b.Phase == complaint.Executed || b.Phase == complaint.Surveying {
				continue
			}
			if counted[b.Owner] == nil {
				counted[b.Owner] = assign.Load{}
			}
			counted[b.Owner][b.Grade]++
		}
		if want.Cursor = page.Next; page.Next == "" {
			break
		}
	}
	before, err := book.Loads(ctx, tenant)
	if err != nil {
		return nil, err
	}
	for user := range before {
		if counted[user] == nil {
			counted[user] = assign.Load{}
		}
	}
	for user, has := range counted {
		if err := book.PutLoad(ctx, tenant, user, has); err != nil {
			return nil, err
		}
	}
	return counted, nil
}
