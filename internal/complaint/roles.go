package complaint

// Who may do what. A command that is not in the table may be done by nobody.
var (
	bySystem   = []Role{System}
	byCustomer = []Role{Customer}
	byHandlers = []Role{Agent, Lead, Manager, Executive}
	byLeaders  = []Role{Lead, Manager, Executive}
	byStaff    = []Role{Agent, Lead, Manager, Executive, Legal}

	byCustodians = []Role{Legal, TenantAdmin} // of what is kept

	rolesFor = map[string][]Role{
		"file":                   {Customer, Agent, Lead, Manager, Executive},
		"classify":               bySystem,
		"acknowledge":            bySystem,
		"report_left":            bySystem,
		"report_failed":          bySystem,
		"ask":                    bySystem,
		"tick":                   bySystem,
		"sweep":                  bySystem,
		"restart_journey":        bySystem,
		"answer_survey":          byCustomer,
		"write":                  byCustomer,
		"take":                   byHandlers,
		"hand_over":              byHandlers,
		"assign":                 {Lead, Manager, Executive, System},
		"decline":                byHandlers,
		"assess":                 byHandlers,
		"contact":                byHandlers,
		"record":                 byHandlers,
		"note":                   byStaff,
		"tell":                   byHandlers,
		"finish_task":            byHandlers,
		"wait_for":               byHandlers,
		"take_up":                byHandlers,
		"propose":                byHandlers,
		"choose":                 byCustomer,
		"record_choice":          byHandlers,
		"approve":                byStaff,
		"refuse_approval":        byStaff,
		"keep_promise":           byHandlers,
		"reassign_promise":       byHandlers,
		"execute":                byHandlers,
		"acknowledge_escalation": byHandlers,
		"revoke_links":           byLeaders,
		"ask_extension":          byHandlers,
		"answer_extension":       byLeaders,
		"verify":                 byHandlers,
		"investigate":            byHandlers,
		"decide_responsibility":  byHandlers,
		"reject":                 byHandlers,
		"confirm_rejection":      byLeaders,
		"refuse_rejection":       byLeaders,
		"object":                 byCustomer,
		"withdraw":               {Customer, Agent, Lead, Manager, Executive},
		"close":                  byHandlers,
		"ask_goodwill":           byHandlers,
		"answer_goodwill":        byLeaders,
		"reopen":                 {Customer, Agent, Lead, Manager, Executive},
		"adopt_rules":            {TenantAdmin},
		"merge":                  {Agent, Lead, Manager, Executive, System},
		"not_same":               byHandlers,
		"join":                   bySystem,
		"part":                   byLeaders,
		"leave":                  bySystem,
		"hold":                   byCustodians,
		"release_hold":           byCustodians,
		"ask_erasure":            {TenantAdmin},
		"answer_erasure":         byCustodians,
		"expire":                 bySystem,
		"finish_erasure":         bySystem,
		"expect_file":            {Customer, Agent, Lead, Manager, Executive, Legal},
		"keep_file":              bySystem,
		"refuse_file":            bySystem,
	}

	// afterClose is what may still happen to a closed case. A late report changes no deadline, it is only kept.
	afterClose = map[string]bool{
		"note": true, "write": true, "tick": true, "sweep": true, "classify": true, "acknowledge": true, "ask": true,
		"report_left": true, "report_failed": true, "finish_task": true, "revoke_links": true, "answer_survey": true,
		"reopen": true, "part": true, "not_same": true, "object": true, "hold": true, "release_hold": true, "ask_erasure": true,
		"answer_erasure": true, "expire": true, "finish_erasure": true, "expect_file": true, "keep_file": true,
		"refuse_file": true, "ask_goodwill": true, "answer_goodwill": true,
	}

	// afterJoining is what may still happen to a case that is a part of another.
	afterJoining = map[string]bool{
		"note": true, "leave": true, "tick": true, "sweep": true, "classify": true, "acknowledge": true, "ask": true,
		"report_left": true, "report_failed": true, "finish_task": true, "revoke_links": true, "not_same": true,
		"expect_file": true, "keep_file": true, "refuse_file": true, "hold": true, "release_hold": true, "ask_erasure": true,
		"answer_erasure": true, "expire": true, "finish_erasure": true,
	}

	// afterErasure is what may still happen to a case whose personal data were erased: nothing that brings new ones.
	afterErasure = map[string]bool{
		"tick": true, "sweep": true, "classify": true, "acknowledge": true, "ask": true, "report_left": true,
		"report_failed": true, "hold": true, "release_hold": true, "expire": true, "finish_erasure": true, "revoke_links": true,
		"refuse_file": true,
	}
)

// StaffCommands makes a blank command for each name the desk may send.
var StaffCommands = map[string]func() Command{
	"take":                   func() Command { return &Take{} },
	"hand_over":              func() Command { return &HandOver{} },
	"assign":                 func() Command { return &Assign{} },
	"decline":                func() Command { return &Decline{} },
	"assess":                 func() Command { return &Assess{} },
	"contact":                func() Command { return &Contact{} },
	"record":                 func() Command { return &Record{} },
	"note":                   func() Command { return &Note{} },
	"tell":                   func() Command { return &Tell{} },
	"finish_task":            func() Command { return &FinishTask{} },
	"wait_for":               func() Command { return &WaitFor{} },
	"take_up":                func() Command { return &TakeUp{} },
	"propose":                func() Command { return &Propose{} },
	"record_choice":          func() Command { return &RecordChoice{} },
	"approve":                func() Command { return &Approve{} },
	"refuse_approval":        func() Command { return &RefuseApproval{} },
	"keep_promise":           func() Command { return &KeepPromise{} },
	"reassign_promise":       func() Command { return &ReassignPromise{} },
	"execute":                func() Command { return &Execute{} },
	"acknowledge_escalation": func() Command { return &AcknowledgeEscalation{} },
	"revoke_links":           func() Command { return &RevokeLinks{} },
	"ask_extension":          func() Command { return &AskExtension{} },
	"answer_extension":       func() Command { return &AnswerExtension{} },
	"verify":                 func() Command { return &Verify{} },
	"investigate":            func() Command { return &Investigate{} },
	"decide_responsibility":  func() Command { return &DecideResponsibility{} },
	"reject":                 func() Command { return &Reject{} },
	"confirm_rejection":      func() Command { return &ConfirmRejection{} },
	"refuse_rejection":       func() Command { return &RefuseRejection{} },
	"withdraw":               func() Command { return &Withdraw{} },
	"close":                  func() Command { return &Close{} },
	"ask_goodwill":           func() Command { return &AskGoodwill{} },
	"answer_goodwill":        func() Command { return &AnswerGoodwill{} },
	"reopen":                 func() Command { return &Reopen{} },
	"merge":                  func() Command { return &Merge{} },
	"part":                   func() Command { return &Part{} },
	"not_same":               func() Command { return &NotSame{} },
	"hold":                   func() Command { return &PutOnHold{} },
	"release_hold":           func() Command { return &ReleaseHold{} },
	"ask_erasure":            func() Command { return &AskErasure{} },
	"answer_erasure":         func() Command { return &AnswerErasure{} },
}
