package policy

import (
	"slices"
	"sync"

	"redress/internal/complaint"
)

// Privacy says which role sees what of a complainant as it is (requirement G3). What is not named is masked.
type Privacy struct {
	Shows   map[complaint.Role][]complaint.Private `yaml:"shows"`
	Owner   []complaint.Private                    `yaml:"owner"`   // whoever has taken the case
	Reveals []complaint.Role                       `yaml:"reveals"` // who may be shown the rest, each time for a reason
	Source  string                                 `yaml:"source"`
}

// staff are the roles that can be shown anything.
var staff = []complaint.Role{
	complaint.Agent, complaint.Lead, complaint.Manager, complaint.Executive, complaint.Legal, complaint.Auditor, complaint.TenantAdmin,
}

// privacy is the policy's, or of a policy without it the newest built-in one's: what is personal is not plain for want of a section.
func (r Rules) privacy() Privacy {
	if r.Policy.Privacy != nil {
		return *r.Policy.Privacy
	}
	return presentPrivacy()
}

// presentPrivacy is the newest built-in policy's. Where that could not be read everything would be masked.
var presentPrivacy = sync.OnceValue(func() Privacy {
	if p, err := Default(); err == nil && p.Privacy != nil {
		return *p.Privacy
	}
	return Privacy{}
})

// Shows answers what of a case's complainant somebody sees as it is.
func (r Rules) Shows(c complaint.Case, to complaint.Actor) []complaint.Private {
	p := r.privacy()
	if c.Owner != nil && to.ID != "" && c.Owner.ID == to.ID && c.Owner.Role == to.Role {
		return p.Owner
	}
	return p.Shows[to.Role]
}

// Reveals says whether a role may be shown what is masked, for a reason that is written down.
func (r Rules) Reveals(to complaint.Role) bool { return slices.Contains(r.privacy().Reveals, to) }

func (p *Policy) checkPrivacy() error {
	v := p.Privacy
	if v == nil {
		return nil
	}
	for _, role := range staff {
		if _, said := v.Shows[role]; !said {
			return bad("privacy.shows."+string(role), "is missing; say what the role sees as it is, [] for nothing")
		}
		if err := checkShown("privacy.shows."+string(role), v.Shows[role]); err != nil {
			return err
		}
	}
	if err := checkShown("privacy.owner", v.Owner); err != nil {
		return err
	}
	for i, role := range v.Reveals {
		if !slices.Contains(staff, role) || slices.Contains(v.Reveals[:i], role) {
			return bad("privacy.reveals", "must hold each of %v at most once", staff)
		}
	}
	switch {
	case len(v.Shows[complaint.Auditor]) > 0 || slices.Contains(v.Reveals, complaint.Auditor):
		return bad("privacy.shows.auditor", "must be []: an auditor sees who did what, and everybody's data masked")
	case v.Source == "":
		return bad("privacy.source", "is missing; say where the rule comes from")
	}
	return onlyKnown("privacy.shows", v.Shows, staff)
}

// checkShown refuses texts without the data that may stand in them.
func checkShown(field string, shown []complaint.Private) error {
	for i, kind := range shown {
		if !slices.Contains(complaint.Privates, kind) || slices.Contains(shown[:i], kind) {
			return bad(field, "must hold each of %v at most once", complaint.Privates)
		}
	}
	if slices.Contains(shown, complaint.PrivateText) && len(shown) < len(complaint.Privates) {
		return bad(field, "has text without all of %v, which may stand in it", complaint.Privates)
	}
	return nil
}
