package functest

import (
	"encoding/json"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/tenant"
)

// Names gives a tenant a staff directory, and Wait passes the time for which its record before is believed.
func (w *World) Names(id string, members ...tenant.Member) {
	w.Helper()
	src, err := json.Marshal(tenant.Staff{Members: members})
	w.OK(err)
	t, err := w.Memory.Tenant(w.Context(), id)
	w.OK(err)
	t.Staff = casework.VersionOf(src)
	w.OK(w.Memory.PutDocument(w.Context(), id, casework.StaffDocument, t.Staff, src))
	w.OK(w.Memory.PutTenant(w.Context(), t))
	w.Clock.Pass(casework.TenantFresh)
}

// MemberOf is a member of staff as a directory has them.
func MemberOf(a complaint.Actor, department string) tenant.Member {
	return tenant.Member{User: a.ID, Mail: a.Mail, Role: a.Role, Department: department}
}
