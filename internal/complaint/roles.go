package complaint

// Who may do what. A command that is not in the table may be done by nobody.
var (
	bySystem   = []Role{System}
	byCustomer = []Role{Customer}
	byHandlers = []Role{Agent, Lead, Manager, Executive}
	byLeaders  = []Role{Lead, Manager, Executive}
	byStaff    = []Role{Agent, Lead, Manager, Executive, Legal}

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
		"reopen":                 {Customer, Agent, Lead, Manager, Executive},
		"adopt_rules":            {TenantAdmin},
		"merge":                  {Agent, Lead, Manager, Executive, System},
		"not_same":               byHandlers,
		"join":                   bySystem,
		"part":                   byLeaders,
		"leave":                  bySystem,
	}

	// afterClose is what may still happen to a closed case. A late report changes no deadline, it is only kept.
	afterClose = map[string]bool{
		"note": true, "write": true, "tick": true, "sweep": true, "classify": true, "acknowledge": true, "ask": true,
		"report_left": true, "report_failed": true, "finish_task": true, "revoke_links": true, "answer_survey": true,
		"reopen": true, "part": true, "not_same": true,
	}

	// afterJoining is what may still happen to a case that is a part of another.
	afterJoining = map[string]bool{
		"note": true, "leave": true, "tick": true, "sweep": true, "classify": true, "acknowledge": true, "ask": true,
		"report_left": true, "report_failed": true, "finish_task": true, "revoke_links": true,
		"not_same": true,
	}
)

// StaffCommands makes a blank command for each name the desk may send.
var StaffCommands = map[string]func() Command{
	"take":                   func() Command { return &Take{} },
	"hand_over":              func() Command { return &HandOver{} },
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
	"reopen":                 func() Command { return &Reopen{} },
	"merge":                  func() Command { return &Merge{} },
	"part":                   func() Command { return &Part{} },
	"not_same":               func() Command { return &NotSame{} },
}
