package storetest

import "testing"

// Contract is what every store must do. open gives a store, which may hold the data of other tests; each test has
// tenants of its own.
func Contract(t *testing.T, open func(t *testing.T) Store) {
	t.Helper()
	for _, topic := range []struct {
		name  string
		tests []clause
	}{
		{"cases", cases}, {"requests", requests}, {"outbox", outbox}, {"settlement", settlement}, {"pairs", pairs}, {"waits", waits},
		{"judgements", judgements}, {"prints", prints}, {"customers", customers}, {"asked", asked}, {"looks", looks}, {"acts", acts},
		{"keeping", keeping}, {"logs", logs}, {"due", dueIndex}, {"queue", queue}, {"loads", loads}, {"tenants", tenants},
		{"closings", closings}, {"entries", entries}, {"numbers", numbers},
	} {
		t.Run(topic.name, func(t *testing.T) {
			for _, c := range topic.tests {
				t.Run(c.name, func(t *testing.T) {
					t.Parallel()
					c.test(&desk{T: t, Store: open(t), tenant: newTenant()})
				})
			}
		})
	}
}

// clause is one sentence of the contract.
type clause struct {
	name string
	test func(d *desk)
}
