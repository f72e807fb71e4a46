package complaint

// Ref names a case: the tenant it belongs to and its public reference.
type Ref struct {
	Tenant string `json:"tenant"`
	Case   string `json:"case"`
}

// Actor is who does something.
type Actor struct {
	Role Role   `json:"role"`
	ID   string `json:"id,omitempty"`   // the staff member's user name; empty for the complainant and the system
	Mail string `json:"mail,omitempty"` // where staff are told; never a complainant's
}

// TheSystem is the actor of what no person did.
var TheSystem = Actor{Role: System}

// TheComplainant is the actor of what came with a case's secret.
var TheComplainant = Actor{Role: Customer}

// Complainant is who complains (requirement A2).
type Complainant struct {
	Name           string   `json:"name,omitempty"`
	Email          string   `json:"email,omitempty"`
	Phone          string   `json:"phone,omitempty"`
	Prefers        Reach    `json:"prefers,omitempty"`
	Language       Language `json:"language,omitempty"` // empty: the language of the text
	Region         string   `json:"region,omitempty"`
	CustomerNumber string   `json:"customer_number,omitempty"`
}

// Reach is a way to reach a complainant.
type Reach string

// The ways the system itself can use.
const (
	ByMail Reach = "email"
	BySMS  Reach = "sms"
)

// Reaches lists both.
var Reaches = []Reach{ByMail, BySMS}

// Reaches lists the ways to reach the complainant, the preferred one first.
func (p Complainant) Reaches() []Reach {
	var ways []Reach
	if p.Email != "" {
		ways = append(ways, ByMail)
	}
	if p.Phone != "" {
		ways = append(ways, BySMS)
	}
	if len(ways) == 2 && p.Prefers == BySMS {
		ways[0], ways[1] = ways[1], ways[0]
	}
	return ways
}

// Matter is what the complaint is about (requirement A2).
type Matter struct {
	Product string `json:"product,omitempty"`
	Model   string `json:"model,omitempty"`
	Batch   string `json:"batch,omitempty"`
	Order   string `json:"order,omitempty"`
	Bought  string `json:"bought,omitempty"` // where it was bought
	Store   string `json:"store,omitempty"`
	Staff   string `json:"staff,omitempty"` // number of the member of staff concerned
}
