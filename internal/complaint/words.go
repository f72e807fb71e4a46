package complaint

// Flow is one of the seven ways of handling a complaint, or General where none fits (seed 002).
type Flow string

// The seven flows of seed 002, and General for what none of them covers.
const (
	Quality    Flow = "quality"
	Attitude   Flow = "attitude"
	Delay      Flow = "delay"
	Billing    Flow = "billing"
	Delivery   Flow = "delivery"
	Safety     Flow = "safety"
	Suggestion Flow = "suggestion"
	General    Flow = "general"
)

// Flows lists every flow, in the order of the source.
var Flows = []Flow{Quality, Attitude, Delay, Billing, Delivery, Safety, Suggestion, General}

// Category is what a complaint is about. The flow follows from it by policy.
type Category string

// The categories a first reading can give.
const (
	CategoryQuality    Category = "quality"
	CategoryAttitude   Category = "attitude"
	CategoryDelay      Category = "delay"
	CategoryBilling    Category = "billing"
	CategoryDelivery   Category = "delivery"
	CategorySafety     Category = "safety"
	CategorySuggestion Category = "suggestion"
	CategoryPromotion  Category = "promotion"
	CategoryContract   Category = "contract"
	CategoryOther      Category = "other"
)

// Categories lists every category.
var Categories = []Category{
	CategoryQuality, CategoryAttitude, CategoryDelay, CategoryBilling, CategoryDelivery,
	CategorySafety, CategorySuggestion, CategoryPromotion, CategoryContract, CategoryOther,
}

// Cause is a leaf of the cause tree of seed 001, "branch.leaf", with the experience complaints of seed 003.
type Cause string

// Causes lists every leaf of the cause tree, and Unknown.
var Causes = []Cause{
	"product.material", "product.workmanship", "product.performance", "product.design",
	"product.function_missing", "product.function_unexpected",
	"installation.non_standard", "installation.after_service_missing",
	"delivery.late", "delivery.damaged", "delivery.wrong", "delivery.missing", "delivery.area_limit",
	"warranty.term_too_short", "warranty.scope_too_narrow",
	"price.fraud", "price.opaque", "price.swing",
	"promotion.false", "promotion.unfair",
	"service.slow", "service.attitude", "service.parts_shortage",
	"contract.not_performed", "contract.unfair_terms",
	"experience.process_too_long", "experience.unreasonable_rule",
	CauseUnknown,
}

// CauseUnknown is the cause of a case nobody has found one for yet.
const CauseUnknown Cause = "other.unknown"

// Grade is the severity of a case; 1 is the worst (seed 001, seed 003).
type Grade int

// The three grades.
const (
	Major    Grade = 1 // injury or danger, major loss, group action, press
	Ordinary Grade = 2 // ordinary loss of one customer
	Minor    Grade = 3 // nuisance, question, misunderstanding
)

// Grades lists every grade, the worst first.
var Grades = []Grade{Major, Ordinary, Minor}

// Channel is the way a complaint came in (requirement A1).
type Channel string

// The channels of requirement A1.
const (
	Web    Channel = "web"
	API    Channel = "api"
	Email  Channel = "email"
	Phone  Channel = "phone"
	Store  Channel = "store"
	Social Channel = "social"
	Chat   Channel = "chat"
	App    Channel = "app"
)

// Channels lists every channel.
var Channels = []Channel{Web, API, Email, Phone, Store, Social, Chat, App}

// Language is a language Redress speaks to complainants and clerks.
type Language string

// The two languages of every text.
const (
	Chinese Language = "zh"
	English Language = "en"
)

// Languages lists both.
var Languages = []Language{Chinese, English}

// Demand is the remedy a complainant seeks (requirement A2).
type Demand string

// The demands of requirement A2.
const (
	Refund       Demand = "refund"
	Exchange     Demand = "exchange"
	Repair       Demand = "repair"
	Apology      Demand = "apology"
	Compensation Demand = "compensation"
	OtherDemand  Demand = "other"
)

// Demands lists every demand.
var Demands = []Demand{Refund, Exchange, Repair, Apology, Compensation, OtherDemand}

// Role is what somebody is to a case (requirement G4), or a part of the system itself.
type Role string

// The roles of requirement G4, and System for what no person did.
const (
	Customer    Role = "customer"
	Agent       Role = "agent"
	Lead        Role = "lead"
	Manager     Role = "manager"
	Executive   Role = "executive"
	Legal       Role = "legal"
	Auditor     Role = "auditor"
	TenantAdmin Role = "tenant_admin"
	System      Role = "system"
)

// Roles lists every role.
var Roles = []Role{Customer, Agent, Lead, Manager, Executive, Legal, Auditor, TenantAdmin, System}
