package simulate

import "testing"

// What a simulated case costs, in a world of one tenant.
func BenchmarkCase(b *testing.B) {
	b.ReportAllocs()
	w, err := newWorld(b.Context(), Plan{Cases: b.N * Tenants, Seed: 1, Workers: 1, Behaviour: Usual()}, 7)
	if err != nil {
		b.Fatal(err)
	}
	b.ResetTimer()
	if result := w.play(); len(result.Violations) > 0 {
		b.Fatal(result.Violations[0].Detail)
	}
}
