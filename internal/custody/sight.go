package custody

import (
	"slices"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// mayLook is who may look at what of this package. Who handles cases needs their evidence; a whole case leaves the house by the hands of
// those alone who answer for that.
var mayLook = map[casework.Sight][]complaint.Role{
	casework.SightFile: {
		complaint.Agent, complaint.Lead, complaint.Manager, complaint.Executive, complaint.Legal, complaint.Auditor,
	},
	casework.SightExport: {
		complaint.Manager, complaint.Executive, complaint.Legal, complaint.Auditor, complaint.TenantAdmin,
	},
}

// Permits refuses, with kind Forbidden, what the role may not look at.
func Permits(what casework.Sight, role complaint.Role) error {
	if slices.Contains(mayLook[what], role) {
		return nil
	}
	return complaint.Errorf(complaint.Forbidden, "the role %s may not see this: %s", role, what)
}
