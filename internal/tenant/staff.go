package tenant

import "redress/internal/complaint"

// Member is one member of a tenant's staff, as the tenant tells it; who they are at sign-in says the issuer's token, by the same user name.
type Member struct {
	User       string               `json:"user"`
	Name       string               `json:"name,omitempty"` // as colleagues know them
	Mail       string               `json:"mail"`
	Role       complaint.Role       `json:"role"`
	Department string               `json:"department"`
	Team       string               `json:"team,omitempty"`
	Skills     []complaint.Flow     `json:"skills,omitempty"`    // flows they handle; none: all
	Languages  []complaint.Language `json:"languages,omitempty"` // they speak; none: all
	Capacity   int                  `json:"capacity,omitempty"`  // open cases they can have at most; 0: any number
	Calendar   string               `json:"calendar,omitempty"`  // of their working time; empty: the tenant's
}

// Staff is everybody who works on a tenant's cases.
type Staff struct {
	Members []Member `json:"members"`
}
