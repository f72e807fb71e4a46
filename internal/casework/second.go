package casework

import (
	"context"
	"log/slog"
	"slices"

	"redress/internal/complaint"
	"redress/internal/mask"
)

// Opinion is what another reader says of a complaint.
type Opinion struct {
	Category complaint.Category
	Grade    complaint.Grade
	Safety   bool
	Words    []string // of the text, that led to it
	Model    string   // name of who says so
}

// Opinions asks another reader, outside of the program.
type Opinions interface {
	// Opinion answers what it says of a masked text, in words of the closed sets. It fails where there is no such answer, whatever the
	// reason, and the error holds nothing of the text.
	Opinion(ctx context.Context, masked string) (Opinion, error)
}

// Second asks another reader about the complaints that the own one is not sure of, for the tenants that want it. Only the masked
// text is shown to it. Where it has no opinion the own reading stands.
type Second struct {
	Opinions Opinions
	Book     *Book
}

// OpinionRule is the rule that a second opinion's reasons name.
const OpinionRule = "opinion.bedrock"

// consider answers a reading as it is when a second opinion was heard, if one was needed and given. Nil hears none.
func (s *Second) consider(ctx context.Context, c complaint.Case, filed *complaint.Filed, first complaint.Reading) complaint.Reading {
	if s == nil || c.Phase != complaint.Received { // it has been read already
		return first
	}
	t, err := s.Book.Tenant(ctx, c.Tenant)
	if err != nil || t.SecondOpinion == nil || first.Confidence >= t.SecondOpinion.Below {
		return first // where the database is away the reading fails for a reason of its own
	}
	said, err := s.Opinions.Opinion(ctx, mask.Complaint(filed))
	if err != nil {
		slog.WarnContext(ctx, "no second opinion", "tenant", c.Tenant, "case", c.ID, "error", err.Error())
		return first
	}
	return Heed(first, said)
}

// Heed is a reading after an opinion was heard. The opinion chooses the category, but never leaves safety; it raises grade and safety, and
// lowers neither; the policy's rules may raise the grade further. How sure the reading is stays as it was: how often the two together are
// right is for people to say, by the model's name that both bear (redress drift).
func Heed(first complaint.Reading, said Opinion) complaint.Reading {
	r := first
	if r.Category != complaint.CategorySafety {
		r.Category = said.Category
	}
	if first.Grade == 0 || said.Grade < first.Grade {
		r.Grade = said.Grade
	}
	r.Safety = first.Safety || said.Safety || r.Category == complaint.CategorySafety
	r.Secondary = secondMatters(first, r)
	r.Top = likeliest(first, r.Category)
	r.Reasons = append(slices.Clip(first.Reasons), reasonsOf(r, first, said)...)
	r.Model = first.Model + "+" + said.Model
	return r
}

// secondMatters are those of the first reading and what it took for the first matter, without what is the first matter now; and safety,
// where that is touched.
func secondMatters(first, now complaint.Reading) []complaint.Category {
	var rest []complaint.Category
	add := func(c complaint.Category) {
		if c != now.Category && !slices.Contains(rest, c) {
			rest = append(rest, c)
		}
	}
	if first.Category != complaint.CategoryOther { // which says nothing of the text
		add(first.Category)
	}
	for _, c := range first.Secondary {
		add(c)
	}
	if now.Safety {
		add(complaint.CategorySafety)
	}
	return rest
}

// likeliest are the categories for a person's quick choice, the chosen one first.
func likeliest(first complaint.Reading, chosen complaint.Category) []complaint.Guess {
	top := []complaint.Guess{{Category: chosen, Confidence: first.Confidence}}
	for _, g := range first.Top {
		if g.Category != chosen && len(top) < len(first.Top) {
			top = append(top, g)
		}
	}
	return top
}

// reasonsOf say what the opinion said, and what was made of it.
func reasonsOf(now, first complaint.Reading, said Opinion) []complaint.Reason {
	reasons := []complaint.Reason{{Rule: OpinionRule, Says: "category=" + string(said.Category), Words: said.Words}}
	if now.Grade != first.Grade {
		reasons = append(reasons, complaint.Reason{Rule: OpinionRule, Says: gradeSays[now.Grade], Words: said.Words})
	}
	if now.Safety && !first.Safety {
		reasons = append(reasons, complaint.Reason{Rule: OpinionRule, Says: "safety=true", Words: said.Words})
	}
	return append(reasons, complaint.Reason{Rule: OpinionRule, Says: "model=" + said.Model})
}

var gradeSays = map[complaint.Grade]string{complaint.Major: "grade=1", complaint.Ordinary: "grade=2", complaint.Minor: "grade=3"}
