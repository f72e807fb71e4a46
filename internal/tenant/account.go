package tenant

import "redress/internal/complaint"

// Account is what a member of staff signs in with.
type Account struct {
	Tenant string
	Mail   string
	Roles  []complaint.Role
}
